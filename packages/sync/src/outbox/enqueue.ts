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
import { type Database, firstOp, inTransaction, readMeta, writeMeta } from '../store/database.ts'
import type { MessageRow, NewOpRow } from '../store/rows.ts'
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
}

interface Call {
  readonly message: NewMessage
  readonly resolve: (result: SendResult) => void
}

export interface EnqueueOptions {
  readonly db: Database
  readonly clock: Clock
  readonly fillRandom: FillRandom
  /** Called after each transaction that stored something. */
  readonly onStored: (threads: readonly ThreadId[]) => void
}

type Ids = Pick<EnqueueOptions, 'db' | 'clock' | 'fillRandom'>

/** @returns the one enqueuer of this tab */
export function createEnqueuer(options: EnqueueOptions): Enqueuer {
  const waiting: Call[] = []

  const commitAll = coalesce(async () => {
    const calls = waiting.splice(0)
    const results = await commit(
      options,
      calls.map((call) => call.message),
    )
    const stored: ThreadId[] = []
    results.forEach((result, i) => {
      calls[i]?.resolve(result)
      if (result.kind === 'stored') stored.push(result.thread)
    })
    if (stored.length > 0) options.onStored(stored)
  }, noFailure)

  return {
    add: (message) =>
      new Promise((resolve) => {
        waiting.push({ message, resolve })
        commitAll()
      }),
  }
}

/** `commit` answers for everything that can fail. */
function noFailure(): void {}

async function commit(options: EnqueueOptions, messages: NewMessage[]): Promise<SendResult[]> {
  try {
    return await inTransaction(options.db, async () => {
      const outbox = await measure(options.db)
      const results: SendResult[] = []
      for (const message of messages) results.push(await putMessage(options, outbox, message))
      return results
    })
  } catch (cause) {
    return messages.map(() => ({ kind: 'not_stored', cause }))
  }
}

/** How full the outbox is, and which lanes have something in them. Kept over one transaction. */
export interface OutboxMeasure {
  ops: number
  bytes: number
  /** Lanes that were looked at: whether they are empty, and whether their thread is being opened. */
  readonly lanes: Map<ThreadId, { isEmpty: boolean; isOpening: boolean }>
}

/** Runs inside a transaction. */
export async function measure(db: Database): Promise<OutboxMeasure> {
  const ops = await db.ops.count()
  let bytes = 0
  if (ops >= SURELY_SMALL) {
    await db.ops.each((op) => {
      if (op.kind === 'send') bytes += op.size
    })
  }
  return { ops, bytes, lanes: new Map() }
}

/** Stores one message with its op, opening its thread first if need be. Runs inside a transaction. */
export async function putMessage(
  options: Ids,
  outbox: OutboxMeasure,
  message: NewMessage,
): Promise<SendResult> {
  const { db, clock, fillRandom } = options
  const size = message.content.length * 2
  const isFull = outbox.ops >= OUTBOX_LIMITS.messages || outbox.bytes + size > OUTBOX_LIMITS.bytes
  if (isFull) return { kind: 'full' }

  const id = uuidv7(clock.now(), fillRandom)
  const thread = message.thread ?? (await currentThread(options))
  const lane = await lookAtLane(db, outbox, thread)
  const fresh = { thread, state: 'waiting', attempt: 0, epoch: 0, base: null } as const
  const ops: NewOpRow[] = []
  if (await mustOpen(options, thread, lane.isOpening)) {
    const { traits, context } = message
    ops.push({ ...fresh, kind: 'open', id: uuidv7(clock.now(), fillRandom), traits, context })
  }
  ops.push({ ...fresh, kind: 'send', id, live: message.isOnline && lane.isEmpty, size })
  const keys = await db.ops.bulkAdd(ops, { allKeys: true })
  const n = Number(keys.at(-1))
  await db.messages.add(waitingRow({ id, thread, content: message.content, n, clock }))

  outbox.ops += ops.length
  outbox.bytes += size
  outbox.lanes.set(thread, { isEmpty: false, isOpening: lane.isOpening || ops.length > 1 })
  return { kind: 'stored', id, thread }
}

async function lookAtLane(
  db: Database,
  { lanes }: OutboxMeasure,
  thread: ThreadId,
): Promise<{ isEmpty: boolean; isOpening: boolean }> {
  const known = lanes.get(thread)
  if (known !== undefined) return known
  // What opens a thread stands before everything that is sent to it.
  const first = await firstOp(db, thread)
  return { isEmpty: first === undefined, isOpening: first?.kind === 'open' }
}

/** A message of the visitor that has not been posted. */
function waitingRow(of: {
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
async function currentThread({ db, clock, fillRandom }: Ids): Promise<ThreadId> {
  const known = await readMeta(db, 'currentThread')
  if (known !== undefined) return known
  const id = uuidv7(clock.now(), fillRandom)
  await writeMeta(db, 'currentThread', id)
  return id
}

/** Makes sure that the thread has a row. @returns whether the server has yet to hear of it */
async function mustOpen(
  { db, clock }: Ids,
  thread: ThreadId,
  isOpening: boolean,
): Promise<boolean> {
  const row = await db.threads.get(thread)
  if (row !== undefined) return row.info === null && !isOpening
  await db.threads.add({
    id: thread,
    info: null,
    createdAt: new Date(clock.now()).toISOString(),
    hasMore: false,
    read: { here: null, there: null },
  })
  return true
}
