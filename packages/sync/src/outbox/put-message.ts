/** What one message is in the tables: its row, its op, and those of a thread that has to be opened. */
import {
  type Clock,
  type FillRandom,
  type MessageId,
  type PageContext,
  type ThreadId,
  type Traits,
  uuidv7,
} from '@porchlight/protocol'
import { firstOp, writeMeta } from '../store/queries.ts'
import type { MessageRow, SendOpRow, ThreadRow } from '../store/rows.ts'
import type { Tx } from '../store/store.ts'
import { sizeOf } from './room.ts'

export interface NewMessage {
  /** Default: a new one. */
  readonly id?: MessageId
  readonly content: string
  /** Null for the current thread. */
  readonly thread: ThreadId | null
  /** The account is online, as far as this tab knows. */
  readonly isOnline: boolean
  readonly traits: Traits
  readonly context: PageContext
}

export interface Ids {
  readonly clock: Clock
  readonly fillRandom: FillRandom
}

/** What one transaction has seen, so that it looks at each thing once, and what it waits for. */
export interface Visit {
  /** The thread that a message without one goes to, once it was read or made. */
  current: ThreadId | undefined
  lane(thread: ThreadId): Promise<LaneState>
  readonly storing: Promise<void>[]
  /** The messages that were stored. */
  readonly rows: MessageRow[]
  /** The op that was stored last. */
  last: { readonly thread: ThreadId; readonly n: number } | null
  /** Resolves when all is written. */
  done(): Promise<unknown>
}

/** What stood in a lane before. */
export interface LaneState {
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
    rows: [],
    last: null,
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
  const { clock } = ids
  const { content } = message
  const { id = newId(ids) } = message
  const thread = message.thread ?? visit.current ?? newId(ids)
  const lane = await visit.lane(thread)
  const { mustOpen, hasRow } = lane
  if (!hasRow) {
    void tx.threads.put(newThreadRow(thread, clock))
    // In the same transaction as the message, so that two tabs that send a first message at once
    // join one thread.
    visit.current = thread
    void writeMeta(tx, 'currentThread', thread)
  }
  if (mustOpen) {
    const { traits, context } = message
    void tx.ops.put({ ...FRESH, thread, kind: 'open', id: newId(ids), traits, context })
  }
  const live = message.isOnline && lane.isEmpty
  const stored = tx.ops.put(sendOp({ ...message, id }, thread, live)).then((n) => {
    visit.last = { thread, n }
    const row = waitingRow({ id, thread, content, n, clock })
    visit.rows.push(row)
    void tx.messages.put(row)
  })
  // Whoever waits for the visit to be done hears of it.
  stored.catch(noFailure)
  visit.storing.push(stored)
  Object.assign(lane, { isEmpty: false, mustOpen: false, hasRow: true })
  return { kind: 'stored', id, thread, ops: mustOpen ? 2 : 1 }
}

const FRESH = { state: 'waiting', attempt: 0, epoch: 0, base: null } as const

/** The op of a message that nobody has tried to send yet. */
export function sendOp(
  { id, content }: { id: MessageId; content: string },
  thread: ThreadId,
  live: boolean,
): Omit<SendOpRow, 'n'> {
  return { ...FRESH, kind: 'send', id, thread, live, size: sizeOf({ content }) }
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

function newThreadRow(id: ThreadId, clock: Clock): ThreadRow {
  return {
    id,
    info: null,
    createdAt: new Date(clock.now()).toISOString(),
    hasMore: false,
    read: { here: null, there: null },
  }
}

export function newId({ clock, fillRandom }: Ids): string {
  return uuidv7(clock.now(), fillRandom)
}

function noFailure(): void {}
