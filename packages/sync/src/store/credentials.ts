/**
 * The row that makes this browser a visitor, kept with strict durability: it is the one thing that
 * cannot be asked for again. Dexie sets durability per database, so the raw connection is used.
 */
import type { CredentialStore } from '@porchlight/protocol'
import type { Locks } from '../ports.ts'
import { type Database, readMeta } from './database.ts'
import type { MetaRow } from './rows.ts'

/** @param lockName shared by all tabs of the database */
export function createCredentialStore(
  db: Database,
  locks: Locks | null,
  lockName: string,
): CredentialStore {
  // Without Web Locks the tab at least does not race itself; the server's `superseded` answer
  // settles a race between tabs.
  let last: Promise<unknown> = Promise.resolve()
  return {
    exclusive(task) {
      if (locks !== null) return locks.request(lockName, task)
      const turn = last.then(task, task)
      last = turn.catch(() => {})
      return turn
    },
    read: async () => (await readMeta(db, 'credentials')) ?? null,
    write: (credentials) => putStrict(db, { key: 'credentials', value: credentials }),
  }
}

async function putStrict(db: Database, row: MetaRow): Promise<void> {
  await db.dexie.open()
  const transaction = db.dexie
    .backendDB()
    .transaction('meta', 'readwrite', { durability: 'strict' })
  transaction.objectStore('meta').put(row)
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}
