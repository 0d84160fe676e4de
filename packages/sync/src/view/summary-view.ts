/** What is true of all threads together: their list, and the numbers of the status. */
import type { Thread, ThreadId } from '@porchlight/protocol'
import { laneOf, newestOrder, readMeta, unpostedIn } from '../store/queries.ts'
import type { Store, Tx } from '../store/store.ts'
import { byActivity, later, type Order } from './order.ts'

/** The store at one moment. */
export interface Summary extends Numbers {
  readonly generation: string | null
}

/** The part of the status that comes from the store. */
export interface Numbers {
  readonly threads: readonly Thread[]
  readonly waiting: number
  /** When the oldest of them was written; null when none waits. */
  readonly waitingSince: string | null
  readonly failed: number
  readonly unread: number
  readonly currentThread: ThreadId | null
}

export const EMPTY_SUMMARY: Numbers = {
  threads: [],
  waiting: 0,
  waitingSince: null,
  failed: 0,
  unread: 0,
  currentThread: null,
}

/** Reads the summary in one transaction. Costs the same however much waits. */
export function readSummary(store: Store): Promise<Summary> {
  return store.read(async (tx) => {
    const threads: Thread[] = []
    let [waiting, failed] = [0, 0]
    let waitingSince: string | null = null
    // Asked for together: an answer takes longer on its way than to be found.
    const [rows, currentThread, generation] = await Promise.all([
      tx.threads.all(),
      readMeta(tx, 'currentThread'),
      readMeta(tx, 'generation'),
    ])
    for (const { id, info, read } of rows) {
      if (info !== null) threads.push({ ...info, unread: await unreadOf(tx, info, read.here) })
      const [unposted, lane, since] = await Promise.all([
        tx.messages.count(unpostedIn(id)),
        countLane(tx, id),
        oldest(tx, id),
      ])
      if (unposted === 0) continue
      waiting += lane.sends - lane.held
      failed += unposted - lane.sends
      waitingSince = earlier(waitingSince, lane.sends > lane.held ? since : null)
    }
    return {
      threads: threads.sort(byActivity),
      waiting,
      waitingSince,
      failed,
      unread: threads.reduce((sum, thread) => sum + thread.unread, 0),
      currentThread: currentThread ?? null,
      generation: generation ?? null,
    }
  })
}

/** What opens a thread and what the server holds stand at the head of the lane. */
async function countLane(tx: Tx, thread: ThreadId): Promise<{ sends: number; held: number }> {
  let [opens, held] = [0, 0]
  const [all] = await Promise.all([
    tx.ops.count(laneOf(thread)),
    tx.ops.walk(laneOf(thread), ({ kind, state }) => {
      if (kind === 'open') opens++
      else if (state === 'held') held++
      else return true
      return false
    }),
  ])
  return { sends: all - opens, held }
}

/** When the first message that waits in a thread was written. */
async function oldest(tx: Tx, thread: ThreadId): Promise<string | null> {
  let createdAt: string | null = null
  await tx.messages.walk(unpostedIn(thread), (row) => {
    if (row.failed === null) createdAt = row.createdAt
    return createdAt !== null
  })
  return createdAt
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

/** The server's count, unless everything it counts was read here and it has yet to hear of that. */
async function unreadOf(tx: Tx, info: Thread, readHere: Order): Promise<number> {
  if (info.unread === 0 || readHere === null) return info.unread
  const newest = await newestOrder(tx, info.id)
  return later(readHere, newest) === readHere ? 0 : info.unread
}
