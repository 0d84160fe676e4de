/**
 * What the tables hold. Rows are ours alone: views get `MessageView`s, transports get ops, and
 * neither ever sees a row.
 */
import type {
  Credentials,
  Message,
  MessageId,
  PageContext,
  ProblemCode,
  RateOp,
  Session,
  Thread,
  ThreadChange,
  ThreadId,
  Traits,
} from '@porchlight/protocol'

/**
 * Where a message stands in its thread: `[0, order]` once it is posted, `[1, n]` while it waits.
 * Arrays, because IndexedDB sorts every number before every text, and waiting must come last
 * whatever the server orders by.
 */
export type Position = readonly [0, number | string] | readonly [1, number]

/** A message that is shown: posted, waiting, or refused. */
export interface MessageRow extends Message {
  readonly pos: Position
  /** The server's id, where the server gives ids of its own; `id` stays what it was here. */
  readonly sid?: string
  /** Set when it was refused for good: the op is gone, the text stays. */
  readonly failed: { readonly code: ProblemCode; readonly detail: string } | null
  /** The text that a posted message should have got: the change came too late. */
  readonly lateText?: string
  /**
   * Set when it was sent again since it was nowhere, on a server that cannot tell a late request from a
   * new one: the newest place of the thread that was known at the first sending; '' is before all.
   */
  readonly again?: number | string
  /** Since then one more has turned up that says the same: what is shown of that. */
  readonly doubt?: { readonly mayBeTwice: true }
}

/**
 * `waiting`: nothing is under way. `sending`: claimed by the leader of `epoch`. `unknown`: sent,
 * and no answer that proves anything. `held`: in the server's queue.
 */
export type OpState = 'waiting' | 'sending' | 'unknown' | 'held'

interface OpRowBase {
  /** Order of all ops; given by the database. */
  readonly n: number
  /** Id of the message it carries; an op that carries none has one of its own. */
  readonly id: MessageId
  readonly thread: ThreadId
  readonly state: OpState
  /** Claims so far. */
  readonly attempt: number
  /** Epoch of the leader that claimed it last; 0 before that. */
  readonly epoch: number
  /** Newest place of the thread that was known at the first claim. */
  readonly base: number | string | null
}

/** Opens a thread. */
export interface OpenOpRow extends OpRowBase {
  readonly kind: 'open'
  readonly traits: Traits
  readonly context: PageContext
  /** Nobody sees it, so nobody wants anything of it. */
  readonly wish?: never
}

/** Sends a message; its text is in its message row, once. */
export interface SendOpRow extends OpRowBase {
  readonly kind: 'send'
  readonly live: boolean
  /** Bytes it takes, roughly; for the cap of the outbox. */
  readonly size: number
  /** What the visitor wants of it since it has left: another text, or null to take it back. */
  readonly wish?: { readonly content: string | null }
}

export type OpRow = OpenOpRow | SendOpRow

/** A row before the database has numbered it. */
export type NewOpRow = Omit<OpenOpRow, 'n'> | Omit<SendOpRow, 'n'>

/** A thread we know of, from the server or from here. */
export interface ThreadRow {
  readonly id: ThreadId
  /** As the server last told; null before it knows of the thread. */
  readonly info: Thread | null
  /** ISO 8601 by the local clock, for display. */
  readonly createdAt: string
  /** The server has older messages than the oldest that is stored. */
  readonly hasMore: boolean
  /** How far the visitor has read here, and how far the server knows. */
  readonly read: { readonly here: number | string | null; readonly there: number | string | null }
  /** What the visitor has said of the thread as a whole and the server has not heard yet. */
  readonly saying?: ThreadChange
  /** How content the visitor is, until the server has heard it. */
  readonly rating?: Pick<RateOp, 'id' | 'score' | 'comment'>
  /** The run that the visitor wants to end. */
  readonly stopping?: string
}

/** Single values by key. */
export interface MetaValues {
  /** Where the event feed goes on. */
  readonly cursor: string
  /** The thread a message without a thread goes to. */
  readonly currentThread: ThreadId
  /** Number of the present leader; a smaller one is stale and may write nothing. */
  readonly epoch: number
  readonly credentials: Credentials
  /** Name of the store between two wipes: a tab that knows another one knows another visitor. */
  readonly generation: string
  /** What the server said of itself last. */
  readonly session: Session
  /** What the transport keeps for itself. */
  readonly transport: unknown
}

export type MetaRow = {
  readonly [K in keyof MetaValues]: { readonly key: K; readonly value: MetaValues[K] }
}[keyof MetaValues]

/** @returns the row of a message the server told of, or null while it has no place in the thread */
export function messageToRow(message: Message): MessageRow | null {
  if (message.order === null) return null
  return { ...message, pos: [0, message.order], failed: null }
}
