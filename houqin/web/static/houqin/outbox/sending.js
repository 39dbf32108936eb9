// Sends what waits, in order, once: the same code in a page and in the service worker.
import { entries, entryOf, mark, markSent } from "./store.js";

const STATE = "/outbox/state/";
/** A link that takes longer than this for one entry is no link. */
const PATIENCE_MS = 45_000;
const AHEAD = "houqin-clock-ahead";

/** What the server says of an entry for certain; anything else leaves it waiting. */
const KNOWN_STATES = new Set(["accepted", "known", "refused", "signed_out", "other_person"]);

/** Who is signed in at the server now, and its token for forms. Null: no network. */
export async function serverState() {
  try {
    const response = await fetch(STATE, { cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(10_000) });
    if (!response.ok || !response.headers.get("content-type")?.startsWith("application/json")) return null;
    return await response.json();
  } catch {
    return null;
  }
}

/** One try. {state, …} as the server said, or {state: "unreached"}. `when` is "now" while its person looks on. */
export async function send(entry, csrf, when = "later") {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value, ...(value instanceof Blob ? [value.name || "photo.jpg"] : []));
  body.set("csrfmiddlewaretoken", csrf);
  const headers = {
    "Houqin-Outbox": when,
    "Houqin-Person": entry.person,
    "Houqin-School": entry.school,
    "Houqin-Pressed-At": String(entry.pressedAt),
    "Houqin-Sent-At": String(Date.now()),
    "Houqin-Based-On": entry.basedOn,
    "X-CSRFToken": csrf,
  };
  if (entry.aheadMs !== null) headers["Houqin-Clock-Ahead"] = String(entry.aheadMs);
  try {
    const response = await fetch(entry.action, {
      method: "POST",
      body,
      headers,
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer = await response.json();
    if (!KNOWN_STATES.has(answer.state)) return { state: "unreached" };
    if (answer.state === "accepted" && !(await arrivedWhole(entry, answer.files))) return { state: "unreached" };
    return answer;
  } catch {
    return { state: "unreached" };
  }
}

/** The server names the hash of each file it got; ours is deleted only when it is the same. */
async function arrivedWhole(entry, digests) {
  if (!digests || !globalThis.crypto?.subtle) return true;
  const files = entry.fields.filter(([, value]) => value instanceof Blob && (value.size || value.name));
  files.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  const ours = await Promise.all(files.map(([, file]) => digestOf(file)));
  return ours.length === digests.length && ours.every((digest, place) => digest === digests[place]);
}

async function digestOf(file) {
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Write down what became of an entry. */
export async function settle(entry, answer) {
  if (answer.state === "accepted" || answer.state === "known") return markSent(entry.key, answer);
  if (answer.state === "refused") {
    return mark(entry.key, { state: "refused", reasons: answer.reasons, html: answer.html ?? "", answeredAt: Date.now() });
  }
  return mark(entry.key, { tries: (entry.tries ?? 0) + 1 });
}

const locked = (name, options, work) =>
  navigator.locks?.request ? navigator.locks.request(`houqin-outbox ${name}`, options, work) : work(true);

/** One subject at a time: entries about the same thing keep their order, in all tabs. */
const inTurn = (subject, work) => locked(subject, {}, work);

/**
 * Send everything of `person` that waits: {sent, refused, left, reason}; null when another tab is at it.
 * Behind a refused entry the later ones of its subject wait, for they may build on it; other subjects go on.
 */
export function sendAll(person, told = () => {}) {
  return locked("", { ifAvailable: true }, (lock) => (lock ? sendInOrder(person, told) : null));
}

async function sendInOrder(person, told) {
  const all = await entries();
  const waiting = all.filter((entry) => entry.state === "waiting" && (!person || entry.person === person));
  const done = { sent: 0, refused: 0, left: 0, reason: "" };
  if (!waiting.length) return done;
  const state = await serverState();
  if (!state) return { ...done, left: waiting.length, reason: "unreached" };
  if (!waiting.some((entry) => entry.person === state.person)) done.reason = state.person ? "other_person" : "signed_out";
  const stuck = new Set(all.filter((entry) => entry.state === "refused").map((entry) => entry.subject));
  // In the order of pressing across subjects too: a dish is tasted on the meal's page and measured on its own.
  for (const { key, subject, person: whose } of waiting) {
    if (whose !== state.person || stuck.has(subject)) continue;
    const answer = await inTurn(subject, () => sendIfWaiting(key, state));
    if (answer.state === "accepted" || answer.state === "known") done.sent += 1;
    if (answer.state === "refused") done.refused += 1;
    if (answer.state === "refused") stuck.add(subject);
    await told(done);
    if (["unreached", "signed_out", "other_person"].includes(answer.state)) {
      done.reason = answer.state;
      break;
    }
  }
  done.left = waiting.length - done.sent - done.refused;
  return done;
}

/** Another tab may have sent it meanwhile. */
async function sendIfWaiting(key, state) {
  const entry = await entryOf(key);
  if (entry?.state !== "waiting") return { state: "gone" };
  const answer = await send(entry, state.csrf);
  await settle(entry, answer);
  return answer;
}

/** Send the entry somebody has just pressed, after what waits before it about the same thing. Its own answer. */
export function sendNew(entry, csrf) {
  return inTurn(entry.subject, async () => {
    const before = (await entries().catch(() => [])).filter(
      (one) => one.subject === entry.subject && one.key !== entry.key && one.state !== "sent" && one.order < entry.order,
    );
    for (const one of before) {
      if (one.state === "refused") return { state: "behind" };
      const answer = await send(one, csrf);
      await settle(one, answer);
      if (answer.state !== "accepted" && answer.state !== "known") return { state: "unreached" };
    }
    return send(entry, csrf, "now");
  });
}

/** How far the phone's clock was last known to be ahead of the server, in ms, or null. */
export function clockAhead() {
  try {
    return JSON.parse(localStorage.getItem(AHEAD));
  } catch {
    return null;
  }
}

/** A page that came from the server just now says what time it was there: no need to ask. */
export function measureClock() {
  const [came] = performance.getEntriesByType("navigation");
  const made = Date.parse(document.body.dataset.madeAt);
  if (!came?.responseStart || Number.isNaN(made)) return;
  try {
    localStorage.setItem(AHEAD, String(Math.round(performance.timeOrigin + came.responseStart - made)));
  } catch {
    // Storage is off or full: then the clock is measured when the entry is sent.
  }
}
