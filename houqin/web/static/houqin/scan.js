// The scan page: the camera opens labels of ours and only shows what any other code says.
import { bringToLife, meaningOf } from "./scanner.js";

const page = document.querySelector("[data-scan-page]");
const line = page.querySelector("input[type=search]");
const scanner = bringToLife(page.querySelector(".scanner"), {
  onText(text) {
    const { address, code, foreign } = meaningOf(text);
    if (foreign) return scanner.say("foreign", foreign);
    location.assign(address ?? `${page.dataset.scanUrl}?q=${encodeURIComponent(code)}`);
  },
});

// Who has let us before is not made to tap again.
navigator.permissions?.query({ name: "camera" }).then(
  (permission) => permission.state === "granted" && scanner.start(),
  () => {},
);

// A hand scanner types like a keyboard: whatever the person taps, the next scan must land in the line.
document.addEventListener("keydown", (event) => {
  if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!event.target.closest("input, select, textarea, button, a")) line.focus();
});
line.select();
