// Keeps the page of the day and its files, so that it opens without network. Never any data.
"use strict";

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(VERSION);
    await cache.addAll(JORNADA.archivos);
    const page = await fetch(JORNADA.pagina, { credentials: "same-origin" });
    if (page.ok && !page.redirected) await cache.put(JORNADA.pagina, page);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("jornada-") && name !== VERSION) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

async function fromNetwork(request) {
  const cache = await caches.open(VERSION);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(JORNADA.pagina, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(JORNADA.pagina);
    if (kept) return kept;
    throw error;
  }
}

async function fromCache(request) {
  const kept = await caches.match(request, { ignoreSearch: true });
  if (kept) return kept;
  const answer = await fetch(request);
  // Fonts named by the style sheets are kept the first time they are asked for.
  if (answer.ok && new URL(request.url).pathname.includes("/fonts/")) {
    const cache = await caches.open(VERSION);
    await cache.put(request, answer.clone());
  }
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === JORNADA.pagina) event.respondWith(fromNetwork(request));
    return;
  }
  const asset = JORNADA.archivos.includes(url.pathname) || url.pathname.includes("/fonts/");
  if (asset) event.respondWith(fromCache(request));
});
