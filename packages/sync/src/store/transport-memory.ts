/** The one row that a transport keeps for itself, such as which ticket belongs to which thread. */
import type { TransportMemory } from '@porchlight/protocol'
import type { Locks } from '../ports.ts'
import { createSlots } from '../slots.ts'
import { type Database, readMeta, writeMeta } from './database.ts'

/** @param lockName shared by all tabs of the database */
export function createTransportMemory(
  db: Database,
  locks: Locks | null,
  lockName: string,
): TransportMemory {
  const turns = createSlots(1)
  return {
    exclusive: (task) => (locks === null ? turns.use(task) : locks.request(lockName, task)),
    read: async () => (await readMeta(db, 'transport')) ?? null,
    write: (value) => writeMeta(db, 'transport', value),
  }
}
