/**
 * A thread and its messages as every part of Porchlight above the wire speaks of them. Transports
 * translate their wire into these; the store keeps them; views hand them out.
 */
import type { Author } from './author.ts'
import type { MessageId, ThreadId } from './ids.ts'

/** Who answers in a thread. */
export type Mode = 'assistant' | 'people'

/** A source the assistant names for what it said. */
export interface Citation {
  readonly title: string
  /** Absolute http(s) address, or null when the source has none. */
  readonly url: string | null
}

/**
 * Where a row stands on the server: `queued` (waits to be posted), `posted` (in the thread),
 * `withdrawn` (taken back before it was posted, for ever), `writing` (an answer that is still
 * growing; it exists in streams alone and is never stored).
 */
export type MessageState = 'queued' | 'posted' | 'withdrawn' | 'writing'

/** One message of a thread. */
export interface Message {
  readonly id: MessageId
  readonly thread: ThreadId
  readonly author: Author
  /** Name of the person who wrote it, for replies of the team. */
  readonly authorName: string | null
  /** Markdown. */
  readonly content: string
  /**
   * The document of the team's editor, as JSON: nested too deep, it could not be stored as a value.
   * What it holds is not checked.
   */
  readonly richContent?: string | undefined
  /**
   * Place in the thread: rises within one thread, may have gaps. A number on our server, a text
   * that sorts on others; null while the message is not posted.
   */
  readonly order: number | string | null
  /** Rises with each change of this message; a copy is replaced only by one with a higher rev. */
  readonly rev: number
  readonly state: MessageState
  /** An answer that was cut off or stopped: what is there is all there will be. */
  readonly incomplete: boolean
  readonly citations: readonly Citation[]
  /** ISO 8601 by the server's clock. For display only: it orders nothing. */
  readonly createdAt: string
}

/** The status of a ticket, as the team sets it. */
export type TicketStatus = 'new' | 'open' | 'pending' | 'on_hold' | 'resolved'

/** What a visitor sees as one conversation. */
export interface Thread {
  readonly id: ThreadId
  readonly title: string | null
  readonly mode: Mode
  /** Id of the run that writes an answer now, or null. */
  readonly run: string | null
  readonly rev: number
  readonly ticket: {
    readonly id: string
    readonly number: number
    readonly status: TicketStatus
  } | null
  /** Posted messages of others that the visitor has not read. */
  readonly unread: number
  /** The visitor has read up to this place. */
  readonly readOrder: number | string | null
  /** The team has read up to this place. */
  readonly teamReadOrder: number | string | null
  readonly lastMessageText: string | null
  /** ISO 8601 by the server's clock, for display. */
  readonly lastMessageAt: string | null
  readonly createdAt: string
}

/** Scalars a site or a form tells of an anonymous visitor: `anonymous_traits`. */
export type Traits = Readonly<Record<string, string | number | boolean | null>>

/** What is told of the page a thread began on: `session_context`. */
export type PageContext = Readonly<Record<string, string | number | boolean | null>>
