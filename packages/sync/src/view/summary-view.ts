/** What is true of all threads together: their list, and the numbers of the status. */
import type { Thread, ThreadId } from '@porchlight/protocol'
import { laneOf, newestOrder, readMeta, unpostedIn } from '../store/queries.ts'
import type { ThreadRow } from '../store/rows.ts'
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
  /** When the oldest of them was written, in each thread where one waits. */
  readonly since: ReadonlyMap<ThreadId, string>
  readonly failed: number
  readonly unread: number
  readonly currentThread: ThreadId | null
}

export const EMPTY_SUMMARY: Numbers = {
  threads: [],
  waiting: 0,
  since: new Map(),
  failed: 0,
  unread: 0,
  currentThread: null,
}

/** Reads the summary in one transaction. Costs the same however much waits. */
export function readSummary(store: Store): Promise<Summary> {
  return store.read(async (tx) => {
    // Asked for together: an answer takes longer on its way than to be found. Counting a whole table
    // is cheap; of an index every entry is looked up, which takes 10 ms for 4,000.
    const [rows, ops, currentThread, generation] = await Promise.all([
      tx.threads.all(),
      tx.ops.count(),
      readMeta(tx, 'currentThread'),
      readMeta(tx, 'generation'),
    ])
    const threads: Thread[] = []
    let [waiting, failed] = [ops, 0]
    const since = new Map<ThreadId, string>()
    const read = async (row: ThreadRow): Promise<void> => {
      const { id, info, read } = row
      const [lane, unread] = await Promise.all([
        readLane(tx, id),
        info === null ? 0 : unreadOf(tx, info, read.here),
      ])
      // One that is gone is listed for as long as something of it can still be read.
      const isListed = info !== null || lane.since !== undefined || lane.held + lane.failed > 0
      if (isListed) threads.push({ ...(info ?? localThread(row)), unread })
      waiting -= lane.opens + lane.held
      failed += lane.failed
      if (lane.since !== undefined) since.set(id, lane.since)
    }
    await Promise.all(rows.map(read))
    return {
      threads: threads.sort(byActivity),
      waiting,
      since,
      failed,
      unread: threads.reduce((sum, thread) => sum + thread.unread, 0),
      currentThread: currentThread ?? null,
      generation: generation ?? null,
    }
  })
}

/** What is known of a thread that the server has not heard of. */
function localThread({ id, createdAt }: ThreadRow): Thread {
  return {
    id,
    title: null,
    mode: 'assistant',
    run: null,
    rev: 0,
    ticket: null,
    unread: 0,
    readOrder: null,
    teamReadOrder: null,
    lastMessageText: null,
    lastMessageAt: null,
    createdAt,
  }
}

interface LaneNumbers {
  readonly opens: number
  readonly held: number
  readonly failed: number
  /** When the first message that waits was written; undefined when none waits. */
  readonly since: string | undefined
}

/** Reads what stands before the first message that waits, and that one. */
async function readLane(tx: Tx, thread: ThreadId): Promise<LaneNumbers> {
  let [opens, held] = [0, 0]
  let head: number | null = null
  await tx.ops.walk(laneOf(thread), ({ kind, state, n }) => {
    if (kind === 'open') opens++
    else if (state === 'held') held++
    else head = n
    return head !== null
  })
  // A lane is sent in its order, so what was refused in it lies before what still waits.
  const before = unpostedIn(thread)
  const [unposted, first] = await Promise.all([
    tx.messages.count(head === null ? before : { ...before, to: [thread, [1, head - 1]] }),
    head === null ? [] : tx.messages.all({ ...before, from: [thread, [1, head]] }, 1),
  ])
  return { opens, held, failed: unposted - held, since: first[0]?.createdAt }
}

/** When the oldest of all that waits was written; null when nothing does. */
export function oldestOf({ since }: Pick<Numbers, 'since'>): string | null {
  return [...since.values()].sort()[0] ?? null
}

/** One message of a thread waits no more; the next one was written at `since`. Reads nothing. */
export function afterStep(numbers: Numbers, thread: ThreadId, since: string): Numbers {
  return {
    ...numbers,
    waiting: numbers.waiting - 1,
    since: new Map(numbers.since).set(thread, since),
  }
}

/** The server's count, unless everything it counts was read here and it has yet to hear of that. */
async function unreadOf(tx: Tx, info: Thread, readHere: Order): Promise<number> {
  if (info.unread === 0 || readHere === null) return info.unread
  const newest = await newestOrder(tx, info.id)
  return later(readHere, newest) === readHere ? 0 : info.unread
}
