/**
 * Puts messages into the outbox. `send()` resolves when the transaction is complete: from then on
 * the message survives the tab, the browser and the network.
 *
 * Calls that come while a transaction is under way share the next one (group commit): a burst of
 * 1,000 costs a handful of transactions, and each caller still hears of its own.
 */
import {
  type Clock,
  type FillRandom,
  MESSAGE_MAX_CHARACTERS,
  type PageContext,
  type ThreadId,
  type Traits,
  uuidv7,
} from '@porchlight/protocol'
import { coalesce } from '../coalesce.ts'
import { claimGeneration, type KnownGeneration } from '../store/generation.ts'
import { firstOp, readMeta, writeMeta } from '../store/queries.ts'
import type { MessageRow, ThreadRow } from '../store/rows.ts'
import type { Store, Tx } from '../store/store.ts'
import type { SendResult } from '../sync.ts'

/** The outbox refuses more than this; nothing that waits is ever dropped to make room. */
export const OUTBOX_LIMITS = { messages: 10_000, bytes: 20_000_000 } as const

/** Below this many ops even the longest messages stay under the byte limit: no need to add up. */
const SURELY_SMALL: number = OUTBOX_LIMITS.bytes / (MESSAGE_MAX_CHARACTERS * 4)

export interface NewMessage {
  readonly content: string
  /** Null for the current thread. */
  readonly thread: ThreadId | null
  /** The account is online, as far as this tab knows. */
  readonly isOnline: boolean
  readonly traits: Traits
  readonly context: PageContext
}

export interface Enqueuer {
  /** Durable once this resolves with `stored`. Never rejects. */
  add(message: NewMessage): Promise<SendResult>
  /** Somebody else has stored something: how full the outbox is has to be counted anew. */
  recount(): void
}

interface Call {
  readonly message: NewMessage
  readonly resolve: (result: SendResult) => void
}

export interface EnqueueOptions {
  readonly store: Store
  readonly visitor: KnownGeneration
  readonly clock: Clock
  readonly fillRandom: FillRandom
  /** Called after each transaction that stored something. */
  readonly onStored: (threads: readonly ThreadId[]) => void
}

export type Ids = Pick<EnqueueOptions, 'clock' | 'fillRandom'>

/** @returns the one enqueuer of this tab */
export function createEnqueuer(options: EnqueueOptions): Enqueuer {
  const waiting: Call[] = []
  // Counting costs more than storing when much waits. What others have taken out since can only
  // make it less.
  let fill: Fill | null = null
  /** Where the next message is likely to go: looked at before that is sure. */
  let likely: ThreadId | null = null

  const commitAll = coalesce(async () => {
    const calls = waiting.splice(0)
    const results = await commit(calls.map((call) => call.message)).catch((cause: unknown) => {
      fill = null
      return calls.map((): SendResult => ({ kind: 'not_stored', cause }))
    })
    const stored = new Set<ThreadId>()
    results.forEach((result, i) => {
      calls[i]?.resolve(result)
      if (result.kind === 'stored') stored.add(result.thread)
    })
    if (stored.size > 0) options.onStored([...stored])
  }, noFailure)

  async function commit(messages: NewMessage[]): Promise<SendResult[]> {
    const before = fill
    const { results, after, generation } = await options.store.write(async (tx) => {
      const visit = createVisit(tx)
      // Asked for together: an answer takes longer on its way than to be found.
      const [measured, generation] = await Promise.all([
        before !== null && hasRoom(before, messages) ? before : measure(tx),
        claimGeneration(tx, options.visitor, options),
        readMeta(tx, 'currentThread').then((thread) => {
          visit.current = thread
        }),
        likely !== null && visit.lane(likely),
      ])
      let after = measured
      const results: SendResult[] = []
      for (const message of messages) {
        if (hasRoom(after, [message])) {
          const { ops, ...result } = await putMessage(tx, options, { message, visit })
          results.push(result)
          after = { ops: after.ops + ops, bytes: after.bytes + sizeOf(message) }
          likely = result.thread
        } else results.push({ kind: 'full' })
      }
      await visit.done()
      return { results, after, generation }
    })
    options.visitor.generation = generation
    // Somebody else may have stored something meanwhile.
    fill = fill === before ? after : null
    return results
  }

  return {
    add: (message) =>
      new Promise((resolve) => {
        waiting.push({ message, resolve })
        commitAll()
      }),
    recount() {
      fill = null
    },
  }
}

/** The task answers for everything that can fail. */
function noFailure(): void {}

/** How full the outbox is. */
export interface Fill {
  readonly ops: number
  readonly bytes: number
}

/** Runs inside a transaction. */
export async function measure(tx: Tx): Promise<Fill> {
  const ops = await tx.ops.count()
  let bytes = 0
  if (ops >= SURELY_SMALL) {
    await tx.ops.walk({}, (op) => {
      if (op.kind === 'send') bytes += op.size
      return false
    })
  }
  return { ops, bytes }
}

export function hasRoom({ ops, bytes }: Fill, messages: readonly { content: string }[]): boolean {
  const more = messages.reduce((sum, message) => sum + sizeOf(message), 0)
  return ops + messages.length <= OUTBOX_LIMITS.messages && bytes + more <= OUTBOX_LIMITS.bytes
}

/** Bytes that a text takes in memory; on the disk it is rarely more. */
export function sizeOf({ content }: { content: string }): number {
  return content.length * 2
}

/** What one transaction has seen, so that it looks at each thing once, and what it waits for. */
export interface Visit {
  /** The thread that a message without one goes to, once it was read or made. */
  current: ThreadId | undefined
  lane(thread: ThreadId): Promise<LaneState>
  readonly storing: Promise<void>[]
  /** Resolves when all is written. */
  done(): Promise<unknown>
}

interface LaneState {
  isEmpty: boolean
  /** The server has yet to hear of the thread, and nothing that waits tells it. */
  mustOpen: boolean
  hasRow: boolean
}

export function createVisit(tx: Tx): Visit {
  const lanes = new Map<ThreadId, Promise<LaneState>>()
  const storing: Promise<void>[] = []
  return {
    current: undefined,
    storing,
    lane(thread) {
      const known = lanes.get(thread) ?? lookAtLane(tx, thread)
      lanes.set(thread, known)
      return known
    },
    done: () => Promise.all(storing),
  }
}

async function lookAtLane(tx: Tx, thread: ThreadId): Promise<LaneState> {
  // What opens a thread stands before everything that is sent to it.
  const [first, row] = await Promise.all([firstOp(tx, thread), tx.threads.get(thread)])
  return {
    isEmpty: first === undefined,
    mustOpen: row === undefined || (row.info === null && first?.kind !== 'open'),
    hasRow: row !== undefined,
  }
}

interface Put {
  readonly kind: 'stored'
  readonly id: string
  readonly thread: ThreadId
  /** Ops that were stored for it. */
  readonly ops: number
}

/**
 * Stores one message with its op, opening its thread first if need be. Runs inside a transaction,
 * which has to wait for `visit.done()`.
 */
export async function putMessage(
  tx: Tx,
  ids: Ids,
  { message, visit }: { message: NewMessage; visit: Visit },
): Promise<Put> {
  const { clock, fillRandom } = ids
  const { content } = message
  const id = uuidv7(clock.now(), fillRandom)
  const thread = message.thread ?? visit.current ?? beginThread(tx, ids, visit)
  const lane = await visit.lane(thread)
  const fresh = { thread, state: 'waiting', attempt: 0, epoch: 0, base: null } as const
  const { mustOpen, hasRow } = lane
  if (!hasRow) void tx.threads.put(newThreadRow(thread, clock))
  if (mustOpen) {
    const { traits, context } = message
    const openId = uuidv7(clock.now(), fillRandom)
    void tx.ops.put({ ...fresh, kind: 'open', id: openId, traits, context })
  }
  const live = message.isOnline && lane.isEmpty
  const size = sizeOf(message)
  const stored = tx.ops.put({ ...fresh, kind: 'send', id, live, size }).then((n) => {
    void tx.messages.put(waitingRow({ id, thread, content, n, clock }))
  })
  // Whoever waits for the visit to be done hears of it.
  stored.catch(noFailure)
  visit.storing.push(stored)
  Object.assign(lane, { isEmpty: false, mustOpen: false, hasRow: true })
  return { kind: 'stored', id, thread, ops: mustOpen ? 2 : 1 }
}

/** A message of the visitor that has not been posted. */
export function waitingRow(of: {
  id: string
  thread: ThreadId
  content: string
  n: number
  clock: Clock
}): MessageRow {
  return {
    id: of.id,
    thread: of.thread,
    author: 'visitor',
    authorName: null,
    content: of.content,
    order: null,
    rev: 0,
    state: 'queued',
    incomplete: false,
    citations: [],
    createdAt: new Date(of.clock.now()).toISOString(),
    pos: [1, of.n],
    failed: null,
  }
}

/**
 * Made in the same transaction as the message, so that two tabs that send a first message at once
 * join one thread.
 */
function beginThread(tx: Tx, { clock, fillRandom }: Ids, visit: Visit): ThreadId {
  visit.current = uuidv7(clock.now(), fillRandom)
  void writeMeta(tx, 'currentThread', visit.current)
  return visit.current
}

function newThreadRow(id: ThreadId, clock: Clock): ThreadRow {
  return {
    id,
    info: null,
    createdAt: new Date(clock.now()).toISOString(),
    hasMore: false,
    read: { here: null, there: null },
  }
}
