// On every page: the outbox beside the bell, sending when there is a network, keeping pages for when there is none.
import { entryOf, counts, news, tidy } from "./store.js";
import { markWaiting, offlineForms, restore } from "./forms.js";
import { measureClock, sendAll } from "./sending.js";
import { person, word } from "./words.js";

/** How often a page that stays open tries again while something waits. */
const TRY_AGAIN_MS = 20_000;

export async function startOutbox() {
  if (!("indexedDB" in window) || !document.body.dataset.person) return;
  offlineForms(document, changed);
  askOnSignOut();
  keepPages();
  sayAge();
  if (news) news.onmessage = show;
  await tidy().catch(() => {});
  await show();
  await settleHere();
  window.addEventListener("online", sendNow);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendNow());
  setInterval(sendNow, TRY_AGAIN_MS);
  sendNow();
}

async function changed() {
  await show();
  news?.postMessage("changed");
}

/** A long queue is told of twice a second, not two hundred times. */
function atTimes(work) {
  let last = 0;
  return () => (Date.now() - last < 500 ? null : ((last = Date.now()), work()));
}

/** The counts on every page: what waits, what was refused. */
async function show() {
  let found;
  try {
    found = await counts(person());
  } catch {
    return; // private mode without a database: forms are sent as they always were
  }
  for (const place of document.querySelectorAll("[data-outbox]")) {
    const number = found.waiting + found.refused;
    place.hidden = !number && !found.others && !("always" in place.dataset);
    place.classList.toggle("late", found.refused > 0);
    place.querySelector("b").textContent = number > 99 ? "99+" : number || "";
    const said = place.querySelector(".unseen");
    said.textContent = word(found.refused ? "some_refused" : "some_waiting").replace("{waiting}", found.waiting).replace("{refused}", found.refused);
  }
  await markWaiting();
  document.dispatchEvent(new CustomEvent("outbox:changed", { detail: found }));
}

/** Send what waits, and measure the phone's clock while at it. */
export async function sendNow() {
  const found = await counts(person()).catch(() => null);
  if (!found?.waiting) return null;
  const done = await sendAll(person(), atTimes(changed));
  if (done) await changed();
  if (done?.reason === "unreached") later();
  return done;
}

/** The browser itself tries when there is a network, also with no page open, where it can. */
async function later() {
  const worker = await navigator.serviceWorker?.ready.catch(() => null);
  await worker?.sync?.register("outbox").catch(() => {});
}

/** Came from the outbox to settle a refused entry: the form as it was. */
async function settleHere() {
  const key = new URLSearchParams(location.hash.slice(1)).get("settle");
  const entry = key && (await entryOf(key));
  if (entry && entry.person === person()) await restore(entry);
}

/** Signing out keeps what waits, and says so. */
function askOnSignOut() {
  // In the capture phase: whoever stays has not pressed yet, so nothing may lock the button.
  const ask = async (event) => {
    const form = event.target;
    if (!form.action.endsWith("/sign-out/") || form.dataset.asked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { waiting, refused } = await counts(person()).catch(() => ({ waiting: 0, refused: 0 }));
    if (waiting + refused && !confirm(word("leave_waiting").replace("{number}", waiting + refused))) return;
    form.dataset.asked = "yes";
    form.requestSubmit();
  };
  document.addEventListener("submit", ask, true);
}

function keepPages() {
  if (!("serviceWorker" in navigator)) return;
  const begin = async () => {
    try {
      await navigator.serviceWorker.register("/sw.js", { type: "module" });
    } catch {
      return; // an old browser, or a plain http address: everything works, with a network
    }
    navigator.storage?.persist?.().catch(() => {});
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ kind: "keep", person: person() });
  };
  // After the page is drawn: the first thing a person waits for comes first.
  if (document.readyState === "complete") setTimeout(begin, 1500);
  else window.addEventListener("load", () => setTimeout(begin, 1500));
}

/** What a kept page says is not yet possible may be by now: the gates decide when the entry arrives. */
function letEnter() {
  for (const one of document.querySelectorAll("[data-when-kept]")) {
    one.hidden = false;
    const no = one.parentElement.querySelector("[aria-disabled]");
    if (no) no.hidden = true;
    document.getElementById(no?.getAttribute("aria-describedby"))?.setAttribute("hidden", "");
  }
}

/** A page out of the phone's own store says of when it is; one from the server tells the time. */
function sayAge() {
  const controller = navigator.serviceWorker?.controller;
  if (!controller) return measureClock();
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data?.kind === "fresh") measureClock();
    if (event.data?.kind !== "kept") return;
    const note = document.getElementById("outbox-old").content.cloneNode(true);
    document.getElementById("main").prepend(note);
    letEnter();
  });
  controller.postMessage({ kind: "was-kept" });
}
