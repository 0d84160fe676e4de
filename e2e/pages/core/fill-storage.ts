/** Uses up what the browser lets this origin store, with bytes that no store can make smaller. */
const NAME = 'ballast'
const STORE = 'bytes'

/** Kept open: once the last one is closed, the browser clears up, and there is room again. */
const connections: IDBDatabase[] = []

/**
 * @returns megabytes that went in before the browser refused
 */
export async function fillStorage(limitMegabytes: number): Promise<number> {
  const db = connections[0] ?? (await open())
  connections[0] = db
  let stored = 0
  // Ever smaller pieces, so that in the end not even a message finds room.
  for (let size = 16 * 1024 * 1024; size >= 1024; size = Math.floor(size / 2)) {
    while (stored < limitMegabytes * 1024 * 1024 && (await put(db, size))) stored += size
  }
  return stored / 1024 / 1024
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { autoIncrement: true })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** @returns false when there was no room */
function put(db: IDBDatabase, size: number): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const transaction = db.transaction(STORE, 'readwrite')
      transaction.oncomplete = () => resolve(true)
      transaction.onabort = () => resolve(false)
      transaction.objectStore(STORE).add(noise(size))
    } catch {
      resolve(false)
    }
  })
}

function noise(size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  // As many as `getRandomValues` gives at once.
  for (let at = 0; at < size; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)))
  }
  return bytes
}
