/**
 * Tells the server how far the visitor has read. Not an op: a position only rises, so it is enough
 * to compare what is known here with what is known there, whenever there is a connection.
 */
import type { Op, Transport } from '@porchlight/protocol'
import { later } from '../pull/apply-events.ts'
import { type Database, inTransaction, newestOrder } from '../store/database.ts'
import { asLeader } from '../tabs/fence.ts'
import { NO_LANE } from './no-lane.ts'

/** Marks everything that is stored of the thread as read. @returns whether that was news */
export async function readAll(db: Database, thread: string): Promise<boolean> {
  return await inTransaction(db, async () => {
    const row = await db.threads.get(thread)
    const newest = await newestOrder(db, thread)
    if (row === undefined || newest === null) return false
    const here = later(row.read.here, newest)
    if (here === row.read.here) return false
    await db.threads.update(thread, { read: { ...row.read, here } })
    return true
  })
}

/** Sends every position that the server does not know yet. A failure is left for the next time. */
export async function pushReadPositions(
  db: Database,
  transport: Transport,
  { epoch, signal }: { epoch: number; signal: AbortSignal },
): Promise<void> {
  for (const { id, read, info } of await db.threads.toArray()) {
    const { here } = read
    if (info === null || here === null || later(read.there, here) === read.there) continue
    const op: Op = { kind: 'read', thread: id, order: here }
    const outcome = await transport.deliver(op, NO_LANE, signal)
    if (signal.aborted) return
    if (outcome.kind !== 'done') continue
    await asLeader(db, epoch, async () => {
      const row = await db.threads.get(id)
      if (row !== undefined) await db.threads.update(id, { read: { ...row.read, there: here } })
    })
  }
}
