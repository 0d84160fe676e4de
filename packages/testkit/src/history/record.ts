/**
 * A history: what was asked of the core, what it answered, what it showed, and what the server saw
 * and kept, in one list. Tests of every kind write one (a model, a simulation, real browsers), and
 * `checkHistory` reads them all.
 *
 * The order of the list is the only time there is. Who writes it must be careful in one direction:
 * a call (`sendCalled`, `changeCalled`, `requestBegan`) never stands later than it began, an answer
 * (`sendStored`, `changeAnswered`, `requestEnded`) never earlier than it came. Several observers
 * may be put together as long as this holds, since only what was over before another began counts
 * as earlier.
 */
import type { MessageId, ThreadId } from '@porchlight/protocol'

/** Names one call of the core, for its answer. Unique in a history. */
export type CallId = string

/** Names a tab from its opening to its end; a reloaded page is another tab. */
export type TabId = string

export type HistoryRecord =
  | SendCalled
  | SendStored
  | SendRefused
  | ChangeCalled
  | ChangeAnswered
  | Retried
  | OpMoved
  | RequestBegan
  | RequestEnded
  | Committed
  | Forgotten
  | Shown
  | DoubtShown
  | PauseEnded
  | Measured
  | SignedOut
  | TabEnded
  | CameToRest

export type History = readonly HistoryRecord[]

/** `send()` was called. */
export interface SendCalled {
  readonly kind: 'sendCalled'
  readonly call: CallId
  readonly tab: TabId
  /** Whose message it is. */
  readonly visitor: string
  readonly text: string
}

/** `send()` answered "stored": from here on the message is owed. */
export interface SendStored {
  readonly kind: 'sendStored'
  readonly call: CallId
  readonly message: MessageId
  readonly thread: ThreadId
}

/** `send()` answered that nothing was stored. */
export interface SendRefused {
  readonly kind: 'sendRefused'
  readonly call: CallId
}

/** A message that waits was to be edited or taken back. */
export interface ChangeCalled {
  readonly kind: 'changeCalled'
  readonly call: CallId
  readonly tab: TabId
  readonly message: MessageId
  /** The new text, or null to take it back. */
  readonly text: string | null
}

/**
 * What the visitor was told of it. `done`: before it was sent. `tooLate`: it is sent as it was.
 * `unknown`: nobody can tell.
 */
export interface ChangeAnswered {
  readonly kind: 'changeAnswered'
  readonly call: CallId
  readonly answer: 'done' | 'tooLate' | 'unknown'
}

/** The visitor sent a failed message again: it is written anew, as the last of its thread. */
export interface Retried {
  readonly kind: 'retried'
  readonly message: MessageId
  /** The id it has from now on; the same one where ids stay. */
  readonly as: MessageId
}

/** Where an op can stand; `dead` is refused for good, `cancelled` taken back. */
export type OpPlace = 'waiting' | 'sending' | 'unknown' | 'held' | 'settled' | 'dead' | 'cancelled'

/** A move of an op in the store, written when its transaction was complete. */
export interface OpMoved {
  readonly kind: 'opMoved'
  readonly message: MessageId
  readonly thread: ThreadId
  readonly to: OpPlace
  /** Number of the leadership that moved it; null when a tab moved it without leading. */
  readonly epoch: number | null
  /** For `unknown` → `waiting` or `sending`: what makes it safe to send again. */
  readonly proof?: 'absent' | 'clientIds'
}

/** A request that carries a message left for the server. */
export interface RequestBegan {
  readonly kind: 'requestBegan'
  readonly request: string
  readonly message: MessageId
  readonly thread: ThreadId
  /** Whose credentials it carries; null where the observer cannot tell. */
  readonly visitor: string | null
  /** Milliseconds by the observer's monotonic clock; for the rate alone. */
  readonly atMs: number
}

/**
 * `answered`: with whatever answer. `givenUp`: cut, aborted, timed out, or its tab ended. An observer
 * in the network learns of the second late, so only answered requests are held against each other.
 */
export interface RequestEnded {
  readonly kind: 'requestEnded'
  readonly request: string
  readonly how: 'answered' | 'givenUp'
}

/** A message stands in a thread on the server. May be written long after; `place` has the order. */
export interface Committed {
  readonly kind: 'committed'
  /** Null on a server that keeps no ids of clients: then the text stands for it. */
  readonly message: MessageId | null
  readonly thread: ThreadId
  readonly place: number
  readonly text: string
  /** Who the server takes for the author; null for everybody who is no visitor. */
  readonly visitor: string | null
}

export interface ShownMessage {
  readonly id: MessageId
  readonly text: string
  /** As the view names it; null for messages of others. */
  readonly delivery: 'waiting' | 'sending' | 'held' | 'sent' | 'read' | 'failed' | null
}

/** The server has lost what it had said it holds: it is sent again. */
export interface Forgotten {
  readonly kind: 'forgotten'
  readonly thread: ThreadId
  readonly text: string
}

/** What one tab showed of one thread. */
export interface Shown {
  readonly kind: 'shown'
  readonly tab: TabId
  readonly thread: ThreadId
  /** From the top to the bottom; the newest ones at least. */
  readonly messages: readonly ShownMessage[]
  /** Older ones exist and are not shown. */
  readonly hasMore: boolean
}

/** The visitor was told that nobody knows whether this message arrived. */
export interface DoubtShown {
  readonly kind: 'doubtShown'
  readonly message: MessageId
}

/** A pause of the core is over, in run time. */
export interface PauseEnded {
  readonly kind: 'pauseEnded'
  readonly tab: TabId
  /** The longest that the core's own rules allow it. */
  readonly allowedMs: number
  readonly tookMs: number
}

/** Something that must stay small, such as rows, timers, bytes or milliseconds. */
export interface Measured {
  readonly kind: 'measured'
  readonly what: string
  readonly value: number
  readonly limit: number
}

/** A visitor signed out; everything the browser kept was searched for texts of theirs. */
export interface SignedOut {
  readonly kind: 'signedOut'
  readonly visitor: string
  /** Where something was found, and what. */
  readonly found: readonly string[]
}

/** What a tab was asked and has not answered, it never will. */
export interface TabEnded {
  readonly kind: 'tabEnded'
  readonly tab: TabId
}

/**
 * The core has had its time without faults, and the server's list was read: what is owed must be
 * there. Stands once, as the last record but for what is shown after it.
 */
export interface CameToRest {
  readonly kind: 'cameToRest'
}
