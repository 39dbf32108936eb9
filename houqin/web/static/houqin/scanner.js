// One camera panel (ui/scanner.html): asks for the back camera, looks until it reads a code, and hands its text on.
import { openReader } from "./qr-reader.js";

// Between two looks; the camera shows more pictures than anybody needs read.
const REST_MS = 120;
const SAID_FOR = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "missing",
  OverconstrainedError: "missing", NotReadableError: "busy", AbortError: "busy" };

export function bringToLife(panel, { onText }) {
  const part = (name) => panel.querySelector(`[data-does=${name}]`);
  const view = panel.querySelector(".scanner-view");
  const video = panel.querySelector("video");
  const says = panel.querySelector(".scanner-says");
  const shown = panel.querySelector(".scanner-text");
  const file = panel.querySelector("input[type=file]");
  let stream = null, reader = null, wanted = false;

  const say = (key, text = "") => {
    says.textContent = key ? panel.dataset[key] : "";
    shown.textContent = text;
    shown.hidden = !text;
  };
  const show = (isOn) => {
    view.hidden = part("stop").hidden = !isOn;
    part("start").hidden = isOn;
  };

  async function start() {
    wanted = true;
    if (stream) return;
    if (!navigator.mediaDevices?.getUserMedia) return fail(window.isSecureContext ? "missing" : "insecure");
    try {
      const opened = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment",
        width: { ideal: 1280 }, height: { ideal: 720 } } });
      // Closed, or asked a second time, while the person was being asked.
      if (!wanted || stream) return opened.getTracks().forEach((track) => track.stop());
      stream = opened;
      video.srcObject = stream;
      await video.play();
    } catch (error) {
      return fail(SAID_FOR[error.name] ?? "busy");
    }
    show(true);
    say("looking");
    offerLight(stream.getVideoTracks()[0]);
    look(stream);
  }

  function fail(key) {
    close();
    wanted = false;
    say(key);
  }

  function close() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = video.srcObject = null;
    part("torch").hidden = true;
    show(false);
  }

  function stop() {
    wanted = false;
    close();
    say("");
  }

  function offerLight(track) {
    const light = part("torch");
    light.hidden = !track.getCapabilities?.().torch;
    light.setAttribute("aria-pressed", "false");
    light.onclick = async () => {
      const isOn = light.getAttribute("aria-pressed") !== "true";
      await track.applyConstraints({ advanced: [{ torch: isOn }] });
      light.setAttribute("aria-pressed", String(isOn));
    };
  }

  async function look(mine) {
    reader ??= await openReader(panel.dataset.reader);
    while (stream === mine) {
      const text = video.videoWidth ? await reader.read(video).catch(() => null) : null;
      if (stream === mine && text) {
        // Before the first tap a browser only complains.
        if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(60);
        wanted = false;
        close();
        return found(text);
      }
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
  }

  async function readPicture() {
    const [picture] = file.files;
    file.value = "";
    if (!picture) return;
    stop();
    reader ??= await openReader(panel.dataset.reader);
    let text = null;
    try {
      text = await reader.read(await createImageBitmap(picture, { imageOrientation: "from-image" }));
    } catch {
      // Not a picture, or one that this browser cannot open: no code was found in it.
    }
    text ? found(text) : say("unread");
  }

  function found(text) {
    say("found", text);
    onText(text);
  }

  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", stop);
  file.addEventListener("change", readPicture);
  // A camera that nobody looks through is off: for the battery, and for whoever stands before it.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else if (wanted) start();
  });
  window.addEventListener("pagehide", close);
  panel.hidden = false;
  return { start, stop, say };
}

// What a code means to us: a way into this house, a short code of ours, or somebody else's words. A label says /go/…
// and is opened here, whatever address the house had when it was printed; no other house is ever opened.
export function meaningOf(text) {
  const said = text.trim();
  try {
    const link = new URL(said);
    const label = link.pathname.match(/^\/go\/[\w-]+\/(.+?)\/?$/);
    if (label) return { address: link.pathname, code: decodeURIComponent(label[1]) };
    if (link.origin === location.origin) return { address: link.pathname + link.search };
  } catch {
    if (/^[A-Za-z0-9-]{2,20}$/.test(said)) return { code: said };
  }
  return { foreign: said };
}
