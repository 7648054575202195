/* Findings that are not sent yet, kept in the browser's own database until the server has them: text and photos, for the
   user and the workshop that they were written by and in. They outlive a reload, the tab and the browser. */

const NAME = "verksign-unsent";
const STORE = "findings";
let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

/* Resolves when it is on disk, not when it is asked for. */
async function change(deed) {
  const held = (await database()).transaction(STORE, "readwrite");
  deed(held.objectStore(STORE));
  return new Promise((resolve, reject) => {
    held.oncomplete = () => resolve();
    held.onabort = held.onerror = () => reject(held.error);
  });
}

export const keep = (finding) => change((store) => store.put(finding));
export const forget = (key) => change((store) => store.delete(key));

export async function kept(user) {
  const asked = (await database()).transaction(STORE).objectStore(STORE).getAll();
  const all = await new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return all.filter((each) => each.user === user).sort((a, b) => a.at - b.at);
}

/* 32 hexadecimal digits, as the server makes them; crypto.randomUUID is for https alone. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
