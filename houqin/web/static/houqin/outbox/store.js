// Where entries wait on the phone: one IndexedDB store, in the order in which they were pressed.
// An entry: {order, key, state, action, path, subject, title, fields, pressedAt, aheadMs, basedOn, person, personName,
// school, reasons, html, url, answeredAt, tries}. `fields` are [name, text or File]; states: waiting, refused, sent.
import { openDB } from "../../vendor/idb/index.js";

const STORE = "entries";
const ROOM = "room";
/** About an entry with two photos. */
const ROOM_BYTES = 700_000;
/** How long a sent entry stays to be seen. */
const SEEN_FOR_MS = 24 * 3600 * 1000;
/** Pages and worker of one phone tell each other here that entries changed. Null in an old browser. */
export const news = "BroadcastChannel" in globalThis ? new BroadcastChannel("houqin-outbox") : null;

// Opened anew after the browser closed it (a full disk, cleared data), so a failure is not remembered for ever.
let opened;

async function database() {
  opened ??= openDB("houqin-outbox", 1, {
    upgrade(db) {
      const store = db.createObjectStore(STORE, { keyPath: "order", autoIncrement: true });
      store.createIndex("key", "key", { unique: true });
      db.createObjectStore(ROOM);
    },
    terminated() {
      opened = undefined;
    },
  });
  try {
    return await opened;
  } catch (error) {
    opened = undefined;
    throw error;
  }
}

/** Write an entry down, durably, before anything else happens to it. The same key again replaces it in its place. */
export async function keep(entry) {
  const db = await database();
  const transaction = db.transaction(STORE, "readwrite", { durability: "strict" });
  const known = await transaction.store.index("key").get(entry.key);
  const order = await transaction.store.put(known ? { ...entry, order: known.order } : entry);
  await transaction.done;
  return { ...entry, order };
}

/** Whether one more entry would fit. Tried out, since browsers round what they say of their room. */
export async function hasRoom() {
  try {
    const db = await database();
    await db.put(ROOM, new Blob([new Uint8Array(ROOM_BYTES)]), 1);
    await db.delete(ROOM, 1);
    return true;
  } catch {
    return false;
  }
}

/** All entries, first pressed first. */
export async function entries() {
  return (await database()).getAll(STORE);
}

export async function entryOf(key) {
  return (await database()).getFromIndex(STORE, "key", key);
}

/** Change what is known of an entry; one that somebody removed meanwhile stays removed. */
export async function mark(key, changes) {
  const db = await database();
  const transaction = db.transaction(STORE, "readwrite", { durability: "strict" });
  const entry = await transaction.store.index("key").get(key);
  if (entry) await transaction.store.put({ ...entry, ...changes });
  await transaction.done;
  return entry ? { ...entry, ...changes } : undefined;
}

/** The server has it: what it carried is no longer needed here, only that it was sent. */
export function markSent(key, answer) {
  return mark(key, { state: "sent", known: answer.state === "known", url: answer.url, fields: [], answeredAt: Date.now(), reasons: [], html: "" });
}

export async function remove(key) {
  const db = await database();
  const entry = await db.getFromIndex(STORE, "key", key);
  if (entry) await db.delete(STORE, entry.order);
}

/** Forget what was sent a day ago; what waits or was refused is never forgotten. */
export async function tidy() {
  for (const entry of await entries()) {
    if (entry.state === "sent" && Date.now() - entry.answeredAt > SEEN_FOR_MS) await remove(entry.key);
  }
}

/** {waiting, refused, sent, others}: of this person, and how many of other people wait on this phone. */
export async function counts(person) {
  const found = { waiting: 0, refused: 0, sent: 0, others: 0 };
  for (const entry of await entries()) {
    if (entry.person === person) found[entry.state] += 1;
    else if (entry.state !== "sent") found.others += 1;
  }
  return found;
}
