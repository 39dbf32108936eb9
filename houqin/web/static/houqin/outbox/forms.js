// Forms marked data-offline: written down on the phone first, then sent now, or when there is a network again.
import { busy, free } from "../lock.js";
import { entries, hasRoom, keep, remove } from "./store.js";
import { clockAhead, sendNew, settle } from "./sending.js";
import { person, school, tell, word } from "./words.js";

/** After this long somebody in a corridor has waited enough: the entry is kept, and its sending goes on. */
const PATIENCE_MS = 10_000;
const isOffline = (form) => form instanceof HTMLFormElement && "offline" in form.dataset;

/** Call once. `changed` is called whenever the outbox has. */
export function offlineForms(root, changed) {
  // In the capture phase and after askFirst, which stops what the person did not want.
  root.addEventListener("submit", (event) => isOffline(event.target) && take(event, changed), true);
  freshKeys();
  window.addEventListener("pageshow", (event) => event.persisted && freshKeys());
  warnWithoutRoom();
}

/** A page that was kept holds the key of the day it was kept: used twice it would count once. */
function freshKeys() {
  for (const form of document.querySelectorAll("form[data-offline]")) freshKey(form);
}

function freshKey(form) {
  const key = form.elements.entry_key;
  if (key) key.value = crypto.randomUUID?.().replaceAll("-", "") ?? key.value;
}

async function take(event, changed) {
  const form = event.target;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  busy(form, event.submitter);
  try {
    await takeOnce(form, event.submitter, changed);
  } finally {
    free(form);
  }
}

async function takeOnce(form, submitter, changed) {
  const entry = entryFrom(form, submitter);
  let kept = null;
  try {
    kept = await keep(entry);
  } catch {
    // A full disk: what is entered stays in the form, and is sent at once if there is a network.
  }
  await changed();
  const answer = navigator.onLine ? await answered(kept, entry, csrfOf(form), changed) : { state: "unreached" };
  if (kept) delete form.dataset.unsent; // nothing is lost by leaving now
  if (answer.state === "accepted" || answer.state === "known") {
    delete form.dataset.unsent;
    lookAt(answer.url);
  } else if (answer.state === "refused") {
    showReasons(form, answer);
  } else if (!kept) {
    say(form, "late", word("not_kept"));
  } else {
    showKept(form, answer.state);
  }
}

/** Where it went. To a place on this very page the browser would only scroll, and show what was. */
function lookAt(address) {
  const url = new URL(address, location.href);
  if (url.pathname + url.search !== location.pathname + location.search) return location.assign(url);
  history.replaceState(null, "", url);
  return location.reload();
}

/** The server's answer, or "slow" when it takes too long; what comes later is still written down. */
function answered(kept, entry, csrf, changed) {
  const sending = sendNew(kept ?? entry, csrf).then(async (answer) => {
    if (kept) await settle(kept, answer);
    await changed();
    return answer;
  });
  if (!kept) return sending;
  return Promise.race([sending, new Promise((done) => setTimeout(() => done({ state: "slow" }), PATIENCE_MS))]);
}

export function entryFrom(form, submitter) {
  const data = new FormData(form, submitter ?? undefined);
  data.delete("csrfmiddlewaretoken");
  const action = new URL(form.getAttribute("action") || location.pathname + location.search, location.href);
  return {
    key: data.get("entry_key"),
    state: "waiting",
    action: action.pathname + action.search,
    path: location.pathname + location.search,
    subject: form.dataset.subject || subjectOf(action.pathname, data.get("entry_key")),
    title: form.dataset.offline,
    about: aboutOf(form),
    fields: [...data.entries()].filter(([, value]) => !(value instanceof File) || value.size || value.name),
    pressedAt: Date.now(),
    aheadMs: clockAhead(),
    basedOn: document.body.dataset.madeAt,
    person: person(),
    personName: document.body.dataset.name,
    school: school(),
    reasons: [],
    html: "",
    tries: 0,
  };
}

/** What a person recognises it by: the page's heading and the first words they typed. */
function aboutOf(form) {
  const typed = form.querySelector("input[type=text], textarea")?.value.trim().slice(0, 40);
  return [document.querySelector("h1")?.textContent.trim(), typed].filter(Boolean).join(": ");
}

/** What the entry is about: the address up to its first number. Entries without one stand for themselves. */
function subjectOf(path, key) {
  return /^(.*?\/\d+\/)/.exec(path)?.[1] ?? `${path}#${key}`;
}

const csrfOf = (form) => form.elements.csrfmiddlewaretoken?.value ?? "";

/** Refused or mistaken: every reason in the form, what was entered untouched. The same key is used again. */
export function showReasons(form, answer) {
  clear(form);
  for (const name of answer.fields ?? []) {
    for (const field of [form.elements[name]].flat()) field?.setAttribute?.("aria-invalid", "true");
  }
  if (answer.html) {
    const made = document.createElement("template");
    made.innerHTML = answer.html;
    form.prepend(made.content);
    for (const link of form.querySelectorAll(".wrongs a[href^='#']")) openFoldedAround(link.hash);
  } else {
    say(form, "late", (answer.reasons ?? []).join(" "));
  }
  form.querySelector("[tabindex='-1']")?.focus();
}

function openFoldedAround(hash) {
  const folded = document.getElementById(hash.slice(1))?.closest("details");
  if (folded) folded.open = true;
}

/** Kept: the form gives way to a note, and a fresh key makes the next entry another one. */
function showKept(form, state) {
  clear(form);
  freshKey(form);
  const note = document.getElementById("outbox-kept").content.cloneNode(true);
  if (["signed_out", "other_person", "behind"].includes(state)) {
    note.querySelector("[data-why]").textContent = word(state);
  }
  const box = note.firstElementChild;
  box.querySelector("[data-again]").addEventListener("click", () => {
    box.remove();
    form.hidden = false;
    form.reset();
    freshKey(form);
  });
  form.before(note);
  form.hidden = true;
  box.focus();
  tell("kept");
}

function clear(form) {
  for (const old of form.querySelectorAll(".refusals, .wrongs, .notice")) old.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function say(form, state, text) {
  const note = document.createElement("p");
  note.className = `notice ${state}`;
  note.setAttribute("role", "alert");
  note.tabIndex = -1;
  note.textContent = text;
  form.prepend(note);
  note.focus();
}

/** What waits from this page is said on it, so that nobody enters it twice without knowing. */
export async function markWaiting() {
  const mine = (await entries()).filter((entry) => entry.state === "waiting" && entry.person === person());
  for (const form of document.querySelectorAll("form[data-offline]:not([hidden])")) {
    const action = new URL(form.getAttribute("action") || location.href, location.href).pathname;
    const waiting = mine.filter((entry) => entry.action.split("?")[0] === action).length;
    const old = form.querySelector("[data-waiting]");
    if (old) old.remove();
    if (!waiting) continue;
    const note = document.getElementById("outbox-waiting").content.cloneNode(true);
    note.querySelector("[data-number]").textContent = waiting;
    form.prepend(note);
  }
}

/** Back to a form whose entry was refused: everything as it was entered, photos too. */
export async function restore(entry) {
  const form = [...document.querySelectorAll("form[data-offline]")].find(
    (one) => new URL(one.getAttribute("action") || location.href, location.href).pathname === entry.action.split("?")[0],
  );
  if (!form) return false;
  // Their boxes first: they would take what comes later for something just chosen.
  if (form.querySelector("[data-photos]")) (await import("../photos.js")).takePhotos(document);
  if (form.querySelector("[data-signature]")) (await import("../signature.js")).takeSignatures(document);
  const files = new Map();
  for (const box of form.querySelectorAll("input[type=checkbox], input[type=radio]")) box.checked = false;
  for (const [name, value] of entry.fields) {
    if (value instanceof Blob) {
      if (!files.has(name)) files.set(name, new DataTransfer());
      files.get(name).items.add(value);
      continue;
    }
    for (const field of [form.elements[name]].flat().flatMap((one) => (one instanceof RadioNodeList ? [...one] : [one]))) {
      if (!field) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked ||= field.value === value;
      else if (field.type !== "file") field.value = value;
    }
  }
  for (const [name, transfer] of files) {
    const input = form.elements[name];
    // A signature is given anew: it stands under what is sent now.
    if (input?.type !== "file" || input.closest("[data-signature]")) continue;
    input.files = transfer.files;
    const originals = entry.fields.filter(([field]) => field === `${name}_original`).map(([, hash]) => hash);
    input.dispatchEvent(new CustomEvent("restored", { detail: originals }));
  }
  showReasons(form, entry);
  return true;
}

/** Thrown away by the person who entered it, after the server has written down that it was. */
export async function throwAway(entry, csrf) {
  const body = new FormData();
  body.set("title", `${entry.title} ${entry.about}`.trim());
  body.set("reasons", entry.reasons.join(" "));
  body.set("pressed_at", String(entry.pressedAt));
  body.set("entry_key", `drop-${entry.key}`);
  body.set("csrfmiddlewaretoken", csrf);
  const response = await fetch("/outbox/dropped/", { method: "POST", body, credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  await remove(entry.key);
}

/** Said before anybody enters anything: this phone has no room to keep it. */
async function warnWithoutRoom() {
  if (!document.querySelector("form[data-offline]") || (await hasRoom())) return;
  const note = document.getElementById("outbox-no-room").content.cloneNode(true);
  document.getElementById("main").prepend(note);
}
