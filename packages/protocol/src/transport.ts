/**
 * The port between the sync core and a server. The core decides what is sent, in which order and
 * how often; a transport decides by which endpoint, and says honestly what became of it.
 */
import type { MessageId, ThreadId } from './ids.ts'
import type { ProblemCode } from './problem.ts'
import type { Message, Mode, PageContext, Thread, Traits } from './thread.ts'
import type { WidgetSettings } from './widget-settings.ts'

/** What the server said of itself and of us; asked again with each refresh of the session. */
export interface Session {
  readonly visitor: string
  readonly capabilities: readonly string[]
  readonly maxQueueMessages: number
  /** Who answers first in a new thread. */
  readonly mode: Mode
  readonly settings: WidgetSettings | null
}

/** Opens a thread on the server. Safe to repeat for ever: the thread's id is the key. */
export interface OpenOp {
  readonly kind: 'open'
  readonly id: MessageId
  readonly thread: ThreadId
  readonly traits: Traits
  readonly context: PageContext
  /** Failures and claims so far; 1 for the first try. */
  readonly attempt: number
}

/** Sends one message of the visitor. */
export interface SendOp {
  readonly kind: 'send'
  readonly id: MessageId
  readonly thread: ThreadId
  readonly content: string
  /** When it was written, the account was online and nothing waited in its lane. */
  readonly live: boolean
  /** 1 for the first try. */
  readonly attempt: number
}

/** Stops the answer that is being written. Not queued: offline there is nothing to stop. */
export interface StopOp {
  readonly kind: 'stop'
  readonly thread: ThreadId
}

/** Tells how far the visitor has read. Positions only rise, so repeating it is safe. */
export interface ReadOp {
  readonly kind: 'read'
  readonly thread: ThreadId
  readonly order: number | string
}

export type Op = OpenOp | SendOp | StopOp | ReadOp

/** What the core knows of the op's lane when it sends. */
export interface Lane {
  readonly mode: Mode
  readonly isRunActive: boolean
  /** Further messages of the lane wait behind this one. */
  readonly isFollowed: boolean
  /** The server has messages of this lane that it has not posted yet. */
  readonly isHolding: boolean
}

/**
 * What became of an op.
 *
 * - `settled`: the message is in the thread. With `frames` when its answer streams in the response.
 * - `held`: the server has it in its queue.
 * - `opened`, `done`: an op without a message has taken effect.
 * - `withdrawn`: the id was taken back before; it will never be posted.
 * - `refused`: surely not accepted, and never will be.
 * - `busy`: surely not accepted, but may be by another endpoint or later (`why` tells which).
 * - `throttled`: surely not accepted; the host asks for a pause.
 * - `unauthorized`: surely not accepted; the account needs a new session.
 * - `gone`: the thread does not exist any more.
 * - `unknown`: it may or may not have been accepted.
 */
export type Outcome =
  | {
      readonly kind: 'settled'
      readonly message: Message
      readonly frames?: AsyncIterable<Frame>
    }
  | { readonly kind: 'held'; readonly message: Message }
  | { readonly kind: 'opened'; readonly thread: Thread }
  | { readonly kind: 'done' }
  | { readonly kind: 'withdrawn' }
  | {
      readonly kind: 'refused'
      readonly code: ProblemCode
      readonly detail: string
    }
  | {
      readonly kind: 'busy'
      readonly why: 'queue_full' | 'queue_not_empty' | 'run_active' | 'people'
    }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'unauthorized'; readonly isFinal: boolean }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown'; readonly cause: unknown }

/** What a look at the server says of an op whose outcome is unknown. */
export type Reconciled =
  | { readonly kind: 'present'; readonly message: Message }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear' }

/** A change the server tells of. `cursor` is stored with what the event changes. */
export type ServerEvent =
  | {
      readonly kind: 'message'
      readonly cursor: string
      readonly message: Message
    }
  | {
      readonly kind: 'thread'
      readonly cursor: string
      readonly thread: Thread
    }
  /** Continuity is lost: these are all threads of now; go on from `cursor`. */
  | {
      readonly kind: 'reset'
      readonly cursor: string
      readonly threads: readonly Thread[]
    }
  /** The connection is up. Sent once it is known, before any change. */
  | { readonly kind: 'connected' }

/** One page of a thread, oldest first. */
export interface Page {
  readonly thread: Thread
  readonly messages: readonly Message[]
  readonly hasMore: boolean
}

/** A step of an answer: the whole message so far. A later frame replaces an earlier one. */
export interface Frame {
  /** Where to resume from, or null when the server cannot resume. */
  readonly id: string | null
  /** The run this is a step of, as `Thread.run` names it; null when the server does not tell. */
  readonly run: string | null
  readonly message: Message
}

/**
 * One server, as the sync core sees it. `pull`, `page` and `attach` throw a transport error whose
 * `kind` tells why; `deliver` and `reconcile` never throw.
 */
export interface Transport {
  /** @throws TransportError */
  session(signal: AbortSignal): Promise<Session>
  deliver(op: Op, lane: Lane, signal: AbortSignal): Promise<Outcome>
  /** @param base the newest place of the thread that was known when the op was first sent */
  reconcile(
    op: OpenOp | SendOp,
    base: number | string | null,
    signal: AbortSignal,
  ): Promise<Reconciled>
  /** Ends only by abort or by a TransportError. */
  pull(cursor: string | null, signal: AbortSignal): AsyncIterable<ServerEvent>
  /** @param before a place in the thread, or null for the newest page */
  page(
    thread: ThreadId,
    before: number | string | null,
    limit: number,
    signal: AbortSignal,
  ): Promise<Page>
  /** The answer that is being written now; ends when it is finished or when none is on. */
  attach(thread: ThreadId, after: string | null, signal: AbortSignal): AsyncIterable<Frame>
}

/**
 * Why a read failed. `unauthorized` with `isFinal`: the widget's token or the visitor is not known
 * to this server, and asking again will not help.
 */
export type TransportFailure =
  | { readonly kind: 'offline' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'unauthorized'; readonly isFinal: boolean }
  | { readonly kind: 'gone' }
  | { readonly kind: 'malformed'; readonly where: string }

/** Thrown by the reading half of a transport. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly failure: TransportFailure

  constructor(failure: TransportFailure, cause?: unknown) {
    super(failure.kind, { cause })
    this.failure = failure
  }
}
