/**
 * The port between the sync core and a server. The core decides what is sent, in which order and
 * how often; a transport decides by which endpoint, and says honestly what became of it.
 */
import type { CredentialStore } from './credentials.ts'
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

/** Gives what the server holds another text. */
export interface EditOp {
  readonly kind: 'edit'
  readonly thread: ThreadId
  /** The message that waits in the server's queue. */
  readonly target: MessageId
  readonly content: string
}

/** Takes back what the server holds. */
export interface WithdrawOp {
  readonly kind: 'withdraw'
  readonly thread: ThreadId
  /** The message that waits in the server's queue. */
  readonly target: MessageId
}

/** What a visitor may say of a thread as a whole. Whatever is said is merged, so repeating it is safe. */
export interface ThreadChange {
  readonly traits?: Traits
  /** The assistant has answered the question. */
  readonly isHelped?: true
  /** People should answer. */
  readonly wantsPeople?: true
}

/** Tells of the thread as a whole. */
export interface DescribeOp {
  readonly kind: 'describe'
  readonly thread: ThreadId
  readonly change: ThreadChange
}

/** How content a visitor is with a thread; posted once under its id. */
export interface RateOp {
  readonly kind: 'rate'
  readonly id: MessageId
  readonly thread: ThreadId
  /** 1 (bad) to 5 (good). */
  readonly score: Score
  readonly comment: string | null
}

export type Score = 1 | 2 | 3 | 4 | 5

export type Op = OpenOp | SendOp | StopOp | ReadOp | EditOp | WithdrawOp | DescribeOp | RateOp

/** What the core knows of the op's lane when it sends. */
export interface Lane {
  readonly mode: Mode
  readonly isRunActive: boolean
  /** Further messages of the lane wait behind this one. */
  readonly isFollowed: boolean
  /** The server has messages of this lane that it has not posted yet. */
  readonly isHolding: boolean
  /** The thread's ticket, once the server has one. */
  readonly ticket: string | null
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
 * - `too_late`: what should be changed or taken back is posted already.
 * - `unknown`: it may or may not have been accepted.
 */
export type Outcome =
  | {
      readonly kind: 'settled'
      /** Under its id on the server, which is the op's own only where the server keeps client ids. */
      readonly message: Message
      readonly frames?: AsyncIterable<Frame>
      /** The thread as of now, where the server has only now begun it. */
      readonly thread?: Thread
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
  | { readonly kind: 'too_late' }
  | { readonly kind: 'unknown'; readonly cause: unknown }

/** What the core knows of a thread when it asks what became of an op. */
export interface Known {
  /** The newest place of the thread that was known when the op was first sent. */
  readonly base: number | string | null
  /** Server's ids of the messages after `base` that are accounted for: none of them is the op's. */
  readonly owned: ReadonlySet<string>
}

/** What a look at the server says of an op whose outcome is unknown. */
export type Reconciled =
  /** With the thread as of now, where the look has found the thread itself. */
  | { readonly kind: 'present'; readonly message: Message; readonly thread?: Thread }
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
  /** The thread is gone for everybody. */
  | {
      readonly kind: 'deleted'
      readonly cursor: string
      readonly thread: ThreadId
    }
  /** Continuity is lost: these are all threads of now; go on from `cursor`. */
  | {
      readonly kind: 'reset'
      readonly cursor: string
      readonly threads: readonly Thread[]
    }
  /** The connection is up. Sent once it is known, before any change. */
  | { readonly kind: 'connected' }

/**
 * Whether somebody waits for news: `watching` the open chat, and has done something lately; `idle`:
 * the page is in sight, no more; `hidden`: nobody can see it.
 */
export type AttentionLevel = 'watching' | 'idle' | 'hidden'

export interface Attention {
  level(): AttentionLevel
  /** Calls back after each change. @returns the undo */
  subscribe(listener: () => void): () => void
}

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

/** Where a transport keeps what it has to know again after a reload. One value; JSON. */
export interface TransportMemory {
  /** Runs the task while no other tab runs one. Rejects with what the task rejects with. */
  exclusive<T>(task: () => Promise<T>): Promise<T>
  /** Null when nothing was written yet. Whoever reads parses: an older build may have written it. */
  read(): Promise<unknown>
  /** On the disk once this resolves. */
  write(value: unknown): Promise<void>
}

/** What the core lends to a transport. */
export interface TransportKit {
  readonly credentials: CredentialStore
  readonly memory: TransportMemory
}

/**
 * One server, as the sync core sees it. `pull`, `page` and `attach` throw a transport error whose
 * `kind` tells why; `deliver` and `reconcile` never throw.
 */
export interface Transport {
  /** @throws TransportError */
  session(signal: AbortSignal): Promise<Session>
  deliver(op: Op, lane: Lane, signal: AbortSignal): Promise<Outcome>
  reconcile(op: OpenOp | SendOp | RateOp, known: Known, signal: AbortSignal): Promise<Reconciled>
  /**
   * Ends only by abort or by a TransportError.
   *
   * @param attention how eagerly somebody waits for news, for servers that have to be asked
   */
  pull(cursor: string | null, signal: AbortSignal, attention: Attention): AsyncIterable<ServerEvent>
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
