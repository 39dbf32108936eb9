// The service worker: pages for the hours without signal, of one person only, and sending when the network is back.
import { sendAll } from "./sending.js";
import { news } from "./store.js";

const ASSETS = "houqin-assets";
const PAGES = "houqin-pages";
const OWNER = "/outbox/owner";
/** A page that has not come in this time comes from the phone's store, if it is there. */
const PATIENCE_MS = 5_000;
const KEEP_EVERY_MS = 20 * 60_000;

/** Pages that were answered from the store, until they have asked. */
const answeredFromStore = new Set();

export function begin({ assets, fallback, signOut }) {
  self.addEventListener("install", (event) => event.waitUntil(install(assets, fallback)));
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("message", (event) => event.waitUntil(hear(event, [...assets, fallback])));
  self.addEventListener("sync", (event) => event.tag === "outbox" && event.waitUntil(sendUnseen()));
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (url.origin !== location.origin) return;
    if (request.method === "POST" && url.pathname === signOut) event.respondWith(leave(request, fallback));
    else if (request.method !== "GET") return;
    else if (assets.includes(url.pathname)) event.respondWith(asset(request));
    else if (request.mode === "navigate") event.respondWith(page(event, fallback));
  });
}

/** A page that is open counts and draws anew: nobody else tells it what was sent behind it. */
async function sendUnseen() {
  await sendAll("").catch(() => {});
  news?.postMessage("changed");
}

async function install(assets, fallback) {
  const cache = await caches.open(ASSETS);
  const missing = [];
  for (const path of assets) if (!(await cache.match(path))) missing.push(path);
  await cache.addAll([...missing, fallback]);
  await self.skipWaiting();
}

/** Hashed names never change their content. */
async function asset(request) {
  return (await caches.match(request, { cacheName: ASSETS })) ?? fetch(request);
}

async function page(event, fallback) {
  const { request } = event;
  const cache = await caches.open(PAGES);
  const kept = await cache.match(request.url, { ignoreVary: true });
  try {
    const response = await withPatience(fetch(request), kept);
    const isOwners = await mind(response);
    if (kept && isOwners && isWhole(response)) await cache.put(request.url, response.clone());
    return response;
  } catch {
    const found = await cache.match(request.url, { ignoreVary: true });
    if (found) {
      answeredFromStore.add(event.resultingClientId);
      return found;
    }
    return (await caches.match(fallback, { ignoreVary: true })) ?? Response.error();
  }
}

function withPatience(answer, kept) {
  if (!kept) return answer;
  return Promise.race([answer, new Promise((_, reject) => setTimeout(() => reject(new Error("slow")), PATIENCE_MS))]);
}

/** Another person's page: whatever was kept here is not theirs to see. True when it is the owner's of what is kept. */
async function mind(response) {
  const person = response.headers.get("Houqin-Person");
  if (!person) return false;
  const owner = await ownerOfPages();
  if (owner && owner !== person) await forget();
  return owner === person;
}

async function ownerOfPages() {
  const written = await (await caches.open(PAGES)).match(OWNER);
  return written ? (await written.json()).person : "";
}

const forget = () => caches.delete(PAGES);

async function leave(request, fallback) {
  await forget();
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(fallback, { ignoreVary: true })) ?? Response.error();
  }
}

const isWhole = (response) => response.ok && !response.redirected && response.headers.get("Cache-Control") !== "no-store";

async function hear(event, assets) {
  if (event.data.kind === "was-kept") {
    event.source.postMessage({ kind: answeredFromStore.delete(event.source.id) ? "kept" : "fresh" });
  }
  if (event.data.kind === "keep") await keepPages(event.data.person, assets, event.data.now);
}

/** Fetch the pages that this person's duties need in the next hours, quietly; what is needed no more goes. */
async function keepPages(person, assets, now) {
  let cache = await caches.open(PAGES);
  const written = await cache.match(OWNER);
  const before = written ? await written.json() : { person: "", at: 0 };
  if (before.person === person && Date.now() - before.at < KEEP_EVERY_MS && !now) return;
  const answer = await fetch("/outbox/pages/", { credentials: "same-origin", headers: { "Houqin-Keep": "1" } }).catch(() => null);
  if (!answer?.ok || answer.headers.get("Houqin-Person") !== person) return;
  const { pages } = await answer.json();
  if (before.person !== person) {
    await forget();
    cache = await caches.open(PAGES);
  }
  // The owner first: a page without one would belong to whoever comes next.
  await cache.put(OWNER, Response.json({ person, at: Date.now() }));
  // One after the other: what the person does meanwhile comes first at the server.
  for (const path of pages) await keepOne(cache, path, person);
  for (const request of await cache.keys()) {
    const url = new URL(request.url);
    if (url.pathname !== OWNER && !pages.includes(url.pathname + url.search)) await cache.delete(request);
  }
  await dropOldAssets(assets);
}

async function keepOne(cache, path, person) {
  try {
    const response = await fetch(path, { credentials: "same-origin", headers: { "Houqin-Keep": "1" } });
    if (isWhole(response) && response.headers.get("Houqin-Person") === person) await cache.put(path, response);
  } catch {
    // The network went meanwhile: what is kept already stays.
  }
}

/** Only now, when every kept page names the new files. */
async function dropOldAssets(assets) {
  const cache = await caches.open(ASSETS);
  for (const request of await cache.keys()) {
    if (!assets.includes(new URL(request.url).pathname)) await cache.delete(request);
  }
}
