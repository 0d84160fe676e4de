/**
 * What the sync core gives to whoever draws it: views to subscribe to, and a handful of actions.
 * This file is the contract; `create-sync.ts` builds it.
 */
import type {
  Author,
  Citation,
  MessageId,
  PageContext,
  ProblemCode,
  Thread,
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
 */
export type Delivery =
  | { readonly state: 'waiting'; readonly why: 'offline' | 'turn' | 'busy' | 'session' }
  | { readonly state: 'sending' }
  | { readonly state: 'held' }
  | { readonly state: 'sent' }
  | { readonly state: 'read' }
  | { readonly state: 'failed'; readonly code: ProblemCode; readonly detail: string }

/** One message as it is shown. */
export interface MessageView {
  readonly id: MessageId
  readonly author: Author
  readonly authorName: string | null
  /** Markdown. */
  readonly content: string
  /** ISO 8601, for display; the local clock's until the server has given its own. */
  readonly createdAt: string
  readonly citations: readonly Citation[]
  /** An answer that was cut off or stopped. */
  readonly incomplete: boolean
  /** An answer that is growing now. */
  readonly isWriting: boolean
  /** For the visitor's own messages; null for everybody else's. */
  readonly delivery: Delivery | null
}

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
  /** The browser does not let us store anything: sending is refused rather than risked. */
  | 'storage'

/** The truth about the core, for one tab. */
export interface SyncStatus {
  readonly connection: 'connecting' | 'online' | 'offline'
  readonly trouble: Trouble | null
  /** Messages that the server does not have yet, over all threads. */
  readonly waiting: number
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

/**
 * What became of `send`. `stored`: durable on this device, and it will reach the server; the
 * composer may clear. Anything else: nothing was stored, keep the text.
 */
export type SendResult =
  | { readonly kind: 'stored'; readonly id: MessageId; readonly thread: ThreadId }
  | { readonly kind: 'blank' }
  | { readonly kind: 'too_long'; readonly limit: number; readonly length: number }
  /** The outbox is full: 10,000 messages or 20 MB wait already. */
  | { readonly kind: 'full' }
  | { readonly kind: 'not_stored'; readonly cause: unknown }

/** A local-first support chat without a face. */
export interface Sync {
  readonly status: View<SyncStatus>
  /** Threads that the server knows of, the one with the newest activity first. */
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
  /** Takes back a message that failed or still waits here. @returns false if it is too late */
  discard(id: MessageId): Promise<boolean>
  /** Asks the server to stop the answer that is being written. */
  stop(thread: ThreadId): Promise<void>
  /** The visitor has seen everything that is in the thread now. */
  markRead(thread: ThreadId): Promise<void>
  /** Makes the view of the thread hold one more page of older messages. Resolves also on failure. */
  loadOlder(thread: ThreadId): Promise<void>
  /** What to tell of an anonymous visitor when a thread is opened from now on. Merged. */
  setTraits(traits: Traits): void
  /** What to tell of the page when a thread is opened from now on. */
  setContext(context: PageContext): void
  /** Tells whether the chat is in sight, so that servers that have to be asked are asked more often. */
  setShown(isShown: boolean): void
  /** Try now what waits for a later time. */
  wake(): void
  /** Lets go of locks, connections and the database. Nothing is lost by it. */
  close(): Promise<void>
}
