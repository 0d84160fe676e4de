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
import type { MessageRow, NewOpRow } from '../store/rows.ts'
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
    const { results, after } = await options.store.write(async (tx) => {
      await claimGeneration(tx, options.visitor, options)
      let after = before !== null && hasRoom(before, messages) ? before : await measure(tx)
      const results: SendResult[] = []
      const lanes: Lanes = new Map()
      for (const message of messages) {
        if (hasRoom(after, [message])) {
          const { ops, ...result } = await putMessage(tx, options, { message, lanes })
          results.push(result)
          after = { ops: after.ops + ops, bytes: after.bytes + sizeOf(message) }
        } else results.push({ kind: 'full' })
      }
      return { results, after }
    })
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

/** Lanes that were looked at in this transaction: whether something stands in them. */
type Lanes = Map<ThreadId, { readonly isEmpty: boolean; readonly isOpening: boolean }>

interface Put {
  readonly kind: 'stored'
  readonly id: string
  readonly thread: ThreadId
  /** Ops that were stored for it. */
  readonly ops: number
}

/** Stores one message with its op, opening its thread first if need be. Runs inside a transaction. */
export async function putMessage(
  tx: Tx,
  ids: Ids,
  { message, lanes }: { message: NewMessage; lanes: Lanes },
): Promise<Put> {
  const { clock, fillRandom } = ids
  const id = uuidv7(clock.now(), fillRandom)
  const thread = message.thread ?? (await currentThread(tx, ids))
  const lane = lanes.get(thread) ?? (await lookAtLane(tx, thread))
  const fresh = { thread, state: 'waiting', attempt: 0, epoch: 0, base: null } as const
  const ops: NewOpRow[] = []
  if (await mustOpen(tx, clock, { thread, isOpening: lane.isOpening })) {
    const { traits, context } = message
    ops.push({ ...fresh, kind: 'open', id: uuidv7(clock.now(), fillRandom), traits, context })
  }
  const live = message.isOnline && lane.isEmpty
  ops.push({ ...fresh, kind: 'send', id, live, size: sizeOf(message) })
  let n = 0
  for (const op of ops) n = await tx.ops.put(op)
  await tx.messages.put(waitingRow({ id, thread, content: message.content, n, clock }))
  lanes.set(thread, { isEmpty: false, isOpening: lane.isOpening || ops.length > 1 })
  return { kind: 'stored', id, thread, ops: ops.length }
}

async function lookAtLane(
  tx: Tx,
  thread: ThreadId,
): Promise<{ isEmpty: boolean; isOpening: boolean }> {
  // What opens a thread stands before everything that is sent to it.
  const first = await firstOp(tx, thread)
  return { isEmpty: first === undefined, isOpening: first?.kind === 'open' }
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
 * Read or made in the same transaction as the message, so that two tabs that send a first message
 * at once join one thread.
 */
async function currentThread(tx: Tx, { clock, fillRandom }: Ids): Promise<ThreadId> {
  const known = await readMeta(tx, 'currentThread')
  if (known !== undefined) return known
  const id = uuidv7(clock.now(), fillRandom)
  await writeMeta(tx, 'currentThread', id)
  return id
}

/** Makes sure that the thread has a row. @returns whether the server has yet to hear of it */
async function mustOpen(
  tx: Tx,
  clock: Clock,
  { thread, isOpening }: { thread: ThreadId; isOpening: boolean },
): Promise<boolean> {
  const row = await tx.threads.get(thread)
  if (row !== undefined) return row.info === null && !isOpening
  await tx.threads.put({
    id: thread,
    info: null,
    createdAt: new Date(clock.now()).toISOString(),
    hasMore: false,
    read: { here: null, there: null },
  })
  return true
}
