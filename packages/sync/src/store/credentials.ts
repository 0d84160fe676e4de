/**
 * The row that makes this browser a visitor, kept with strict durability: it is the one thing that
 * cannot be asked for again. Dexie sets durability per database, so the raw connection is used.
 */
import type { CredentialStore, Credentials } from '@porchlight/protocol'
import type { Locks } from '../ports.ts'
import { createSlots } from '../slots.ts'
import { type Database, readMeta } from './database.ts'

/** @param lockName shared by all tabs of the database */
export function createCredentialStore(
  db: Database,
  locks: Locks | null,
  lockName: string,
): CredentialStore {
  // Without Web Locks the tab at least does not race itself; against other tabs each write compares
  // the row first.
  const turns = createSlots(1)
  return {
    exclusive: (task) => (locks === null ? turns.use(task) : locks.request(lockName, task)),
    read: async () => (await readMeta(db, 'credentials')) ?? null,
    replace: (before, after) => replaceStrict(db, before, after),
  }
}

async function replaceStrict(
  db: Database,
  before: Credentials | null,
  after: Credentials,
): Promise<boolean> {
  await db.dexie.open()
  const transaction = db.dexie
    .backendDB()
    .transaction('meta', 'readwrite', { durability: 'strict' })
  const meta = transaction.objectStore('meta')
  const found = meta.get('credentials')
  let isSame = false
  found.onsuccess = () => {
    const row: { value: Credentials } | undefined = found.result
    isSame = row?.value.refresh === before?.refresh && row?.value.next === before?.next
    if (isSame) meta.put({ key: 'credentials', value: after })
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
  return isSame
}
