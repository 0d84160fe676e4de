/**
 * The fencing token: every leader counts the epoch up, and every write of a leader first checks
 * that it is still its own. A tab that was frozen with the lock and thawed after another took over
 * therefore changes nothing.
 */
import { type Database, inTransaction, readMeta, writeMeta } from '../store/database.ts'

/** Thrown inside a transaction, which rolls it back: this tab does not lead any more. */
export class StaleLeaderError extends Error {}

/** Begins a new leadership. @returns its epoch */
export function nextEpoch(db: Database): Promise<number> {
  return inTransaction(db, async () => {
    const epoch = ((await readMeta(db, 'epoch')) ?? 0) + 1
    await writeMeta(db, 'epoch', epoch)
    return epoch
  })
}

/** A transaction of the leader of `epoch`. @throws StaleLeaderError */
export function asLeader<T>(db: Database, epoch: number, task: () => Promise<T>): Promise<T> {
  return inTransaction(db, async () => {
    if ((await readMeta(db, 'epoch')) !== epoch) throw new StaleLeaderError()
    return await task()
  })
}
