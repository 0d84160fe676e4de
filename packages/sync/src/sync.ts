/**
 * What the sync core gives to whoever draws it: views to subscribe to, and a handful of actions.
 * This file is the contract; `create-sync.ts` builds it.
 */
import type {
  Author,
  Citation,
  Message,
  MessageId,
  PageContext,
  ProblemCode,
  Score,
  Thread,
  ThreadChange,
  ThreadId,
  Traits,
  WidgetSettings,
} from '@porchlight/protocol'

/**
 * A value that changes. `get()` returns the same object until it changes, so it fits
 * `useSyncExternalStore`, signals, and stores of any framework.
 */
export interface View<T> {
  get(): T
  /** Calls back after each change, never at once. @returns the undo of this call */
  subscribe(listener: () => void): () => void
}

/**
 * Where a message of the visitor stands. `waiting`: durable here, not yet under way (`why` tells
 * what it waits for). `sending`: under way, or its outcome is being looked up. `held`: the server
 * has it and will post it. `sent`, `read`: in the thread. `failed`: refused for good.
 *
 * `mayBeTwice`: it was sent twice to a server that keeps no ids, and one more that says the same has
 * turned up: the same message, or that of another device. Nobody can know.
 */
export type Delivery =
  | { readonly state: 'waiting'; readonly why: WaitingFor }
  | { readonly state: 'sending' }
  | { readonly state: 'held' }
  | { readonly state: 'sent'; readonly mayBeTwice?: true }
  | { readonly state: 'read'; readonly mayBeTwice?: true }
  | { readonly state: 'failed'; readonly code: ProblemCode; readonly detail: string }

/**
 * `offline`: for a connection. `turn`: for what is before it. `busy`: for a server that cannot take
 * it now. `session`: for somebody to mend what `SyncStatus.trouble` names.
 */
export type WaitingFor = 'offline' | 'turn' | 'busy' | 'session'

/** One message as it is shown. */
export interface MessageView {
  readonly id: MessageId
  readonly author: Author
  readonly authorName: string | null
  /** Markdown. */
  readonly content: string
  /** The same as an editor's document, as JSON that nobody has checked; undefined without one. */
  readonly richContent?: string | undefined
  /** ISO 8601, for display; the local clock's until the server has given its own. */
  readonly createdAt: string
  readonly citations: readonly Citation[]
  /** An answer that was cut off or stopped. */
  readonly incomplete: boolean
  /** An answer that is growing now. */
  readonly isWriting: boolean
  /** For the visitor's own messages; null for everybody else's. */
  readonly delivery: Delivery | null
  /** What the visitor wanted of it after it had left; null for nothing. */
  readonly change: MessageChange | null
}

/**
 * `edit`, `withdraw`: asked for; the server will say. `late`: it was posted first, and this is the
 * text it should have had. `discard` drops that text.
 */
export type MessageChange =
  | { readonly kind: 'edit' | 'late'; readonly content: string }
  | { readonly kind: 'withdraw' }

/** One thread as it is shown: what is posted, then what waits, each message once. */
export interface ThreadView {
  readonly id: ThreadId
  /** Null until the server has told of it. */
  readonly thread: Thread | null
  /** In the order of the thread. */
  readonly messages: readonly MessageView[]
  /** Older messages exist, here or on the server: see `loadOlder`. */
  readonly hasMore: boolean
  /** False until the store has been read once. */
  readonly isLoaded: boolean
}

/** Something that will not mend itself by waiting. */
export type Trouble =
  /** The widget's token is not known to the server. */
  | 'token'
  /** The store fails: sending is refused rather than risked. */
  | 'storage'
  /** A newer build of the site has taken the store over: reload the page. */
  | 'outdated'
  /** The visitor has signed out, here or in another tab. This core is closed. */
  | 'signed_out'

/** The truth about the core, for one tab. */
export interface SyncStatus {
  readonly connection: 'connecting' | 'online' | 'offline'
  readonly trouble: Trouble | null
  /** What is written survives this tab. False in a private window that allows no storage. */
  readonly isDurable: boolean
  /** Messages that the server does not have yet, over all threads. */
  readonly waiting: number
  /** When the oldest of them was written: ISO 8601 by the local clock. Null when none waits. */
  readonly waitingSince: string | null
  /** What they wait for; null when none waits. */
  readonly why: WaitingFor | null
  /** Messages that were refused for good and are still shown. */
  readonly failed: number
  /** Unread messages of others, over all threads. */
  readonly unread: number
  /** When the next try is due, in milliseconds since 1970 by the local clock; null if none is set. */
  readonly nextTryAt: number | null
  readonly isLeader: boolean
  /** The thread a message without a thread goes to; null before the first one. */
  readonly currentThread: ThreadId | null
  /** The server's settings for this widget, once heard. */
  readonly settings: WidgetSettings | null
  readonly capabilities: readonly string[]
}

/** The text itself will not do. */
export type SendRefusal =
  | { readonly kind: 'blank' }
  | { readonly kind: 'too_long'; readonly limit: number; readonly length: number }

/**
 * What became of `send`. `stored`: durable on this device (or, with its disk full, on the server
 * already), and it will reach the server; the composer may clear. Anything else: nothing was stored, keep the text.
 */
export type SendResult =
  | SendRefusal
  | { readonly kind: 'stored'; readonly id: MessageId; readonly thread: ThreadId }
  /** The outbox is full: 10,000 messages or 20 MB wait already. */
  | { readonly kind: 'full' }
  | { readonly kind: 'not_stored'; readonly cause: unknown }

/**
 * What became of a change. `done`: the message had not left. `asked`: it had; the server will say,
 * and the view shows it (`MessageView.change`). `too_late`: it is posted already, or not there.
 * `not_now`: nothing has changed, since the store failed.
 */
export type ChangeResult = 'done' | 'asked' | 'too_late' | 'not_now'

/** Everything that is stored of the visitor on this device. */
export interface ExportedData {
  /** ISO 8601, by the local clock. */
  readonly exportedAt: string
  readonly threads: readonly {
    readonly id: ThreadId
    readonly thread: Thread | null
    readonly messages: readonly Message[]
  }[]
}

/** A local-first support chat without a face. */
export interface Sync {
  readonly status: View<SyncStatus>
  /**
   * All threads, the one with the newest activity first. One that the server has not heard of yet
   * has `rev` 0.
   */
  readonly threads: View<readonly Thread[]>
  /** The view of one thread; the same object for the same id. Its newest messages come first. */
  thread(id: ThreadId): View<ThreadView>

  /**
   * Stores a message for sending. Never rejects. Safe to call in any tab, online or not.
   * Without `thread` it goes to the current thread, which is created when there is none.
   */
  send(message: { readonly content: string; readonly thread?: ThreadId }): Promise<SendResult>
  /** Sends a failed message again, as the last of its thread. @returns false if it was not failed */
  retry(id: MessageId): Promise<boolean>
  /**
   * Takes back a message that is not posted: at once while it waits here, by asking the server once
   * it has left.
   */
  discard(id: MessageId): Promise<ChangeResult>
  /** Gives a message that is not posted another text, as `discard` takes one back. Never rejects. */
  edit(id: MessageId, content: string): Promise<ChangeResult | SendRefusal>
  /** Takes back all of a thread that is not posted. @returns how many messages that concerns */
  clear(thread: ThreadId): Promise<number>
  /** Asks the server to stop the answer that is being written, and no later one. */
  stop(thread: ThreadId): Promise<void>
  /** Says something of the thread as a whole, now or when there is a connection. Merged. */
  describe(thread: ThreadId, change: ThreadChange): Promise<void>
  /** Says how content the visitor is, now or when there is a connection. */
  rate(thread: ThreadId, score: Score, comment?: string): Promise<void>
  /** The visitor has seen everything that is in the thread now. */
  markRead(thread: ThreadId): Promise<void>
  /** Makes the view of the thread hold one more page of older messages. Resolves also on failure. */
  loadOlder(thread: ThreadId): Promise<void>
  /** What to tell of an anonymous visitor, in the current thread and in those to come. Merged. */
  setTraits(traits: Traits): void
  /** What to tell of the page when a thread is opened from now on. */
  setContext(context: PageContext): void
  /** Try now what waits for a later time. */
  wake(): void
  /**
   * Tries now, and waits until nothing waits to be sent any more, but no longer than `limitMs`.
   *
   * @returns how many messages still wait
   */
  flush(limitMs: number): Promise<number>
  /** Everything that is stored here, as plain data. */
  exportData(): Promise<ExportedData>
  /**
   * Sends what waits, for as long as that takes but no longer than `flushMs` (default 2,000), then
   * wipes the store in all tabs and closes the core in each of them.
   *
   * @returns how many messages were never sent, and are gone
   */
  signOut(options?: { readonly flushMs?: number }): Promise<{ readonly discarded: number }>
  /** Lets go of locks, connections and the database. Nothing is lost by it. */
  close(): Promise<void>
}
