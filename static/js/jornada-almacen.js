// What the telephone keeps: encrypted with a key that cannot leave the browser, a day at most.
"use strict";
const almacen = (() => {
  const NAME = "jornada";
  const DAY = 24 * 3600 * 1000;
  let opening = null;
  let base = null;

  function open() {
    opening ||= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore("datos");
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        base = request.result;
        base.onversionchange = () => base.close(); // another page signs out
        resolve(base);
      };
    });
    return opening;
  }

  async function ask(mode, act) {
    const database = await open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction("datos", mode);
      const request = act(transaction.objectStore("datos"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  }

  async function key() {
    const kept = await ask("readonly", (store) => store.get("llave"));
    if (kept) return kept;
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await ask("readwrite", (store) => store.put(fresh, "llave"));
    return fresh;
  }

  async function save(name, value, at = Date.now()) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), plain);
    await ask("readwrite", (store) => store.put({ iv, data, at }, name));
  }

  // Nothing that is older than a day is read: it is removed.
  async function read(name) {
    const kept = await ask("readonly", (store) => store.get(name));
    if (!kept) return null;
    if (Date.now() - kept.at > DAY) {
      await remove(name);
      return null;
    }
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, await key(), kept.data);
      return { at: kept.at, value: JSON.parse(new TextDecoder().decode(plain)) };
    } catch {
      await remove(name);
      return null;
    }
  }

  const remove = (name) => ask("readwrite", (store) => store.delete(name));
  const names = async (prefix) => (await ask("readonly", (store) => store.getAllKeys())).filter((n) => String(n).startsWith(prefix));

  // The key goes too, so that what could remain on the disk is unreadable.
  async function wipe() {
    for (const name of Object.keys(localStorage)) if (name.startsWith("jornada:")) localStorage.removeItem(name);
    if (base) base.close();
    opening = base = null;
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(NAME);
      request.onsuccess = request.onerror = request.onblocked = resolve;
    });
    if (!window.caches) return;
    for (const name of await caches.keys()) if (name.startsWith("jornada-")) await caches.delete(name);
  }

  return { save, read, remove, names, wipe };
})();
