/**
 * The conversation view on the wire: the published fields, and beside them what a local-first
 * client needs (`seq`, `rev`, `state`, `mode`, read positions).
 */
import * as v from 'valibot'
import { type Author, authorSchema } from './author.ts'

/** A source named by the assistant. */
export interface WireCitation {
  readonly title: string
  readonly url: string | null
}

export const citationSchema: v.GenericSchema<unknown, WireCitation> = v.object({
  title: v.string(),
  url: v.nullable(v.string()),
})

/** A message in `GET conversations/:id/`, in streams, in the feed of a visitor and in acks. */
export interface ConversationMessage {
  /** `human`, `ai`, `context`; later servers may add more. */
  readonly type: string
  readonly id: string
  readonly conversation: string
  readonly content: string
  /** What the team's editor has of it: a document of TipTap. Absent for what was written without. */
  readonly rich_content?: unknown
  readonly author: Author
  readonly author_name: string | null
  /** Place in the conversation; null while queued, withdrawn or being written. */
  readonly seq: number | null
  readonly rev: number
  readonly state: 'queued' | 'posted' | 'withdrawn' | 'writing'
  readonly incomplete: boolean
  readonly citations: readonly WireCitation[]
  /** ISO 8601. */
  readonly created_at: string
  /** Equals `id` for messages a person sent; kept because the published API has it. */
  readonly trace_id?: string
}

export const conversationMessageSchema: v.GenericSchema<unknown, ConversationMessage> = v.object({
  type: v.string(),
  id: v.string(),
  conversation: v.string(),
  content: v.string(),
  rich_content: v.exactOptional(v.unknown()),
  author: authorSchema,
  author_name: v.nullable(v.string()),
  seq: v.nullable(v.number()),
  rev: v.number(),
  state: v.picklist(['queued', 'posted', 'withdrawn', 'writing']),
  incomplete: v.boolean(),
  citations: v.array(citationSchema),
  created_at: v.string(),
  trace_id: v.exactOptional(v.string()),
})

/** The status of a conversation: `idle`, or a run is on, or a run is being stopped. */
export type ConversationStatus = 'idle' | 'in_progress' | 'canceling'

/** What a visitor may know of the ticket behind a conversation. */
export interface VisitorTicket {
  readonly id: string
  readonly ticket_number: number
  readonly conversation: string
  readonly status: 'new' | 'open' | 'pending' | 'on_hold' | 'resolved'
  readonly mode: 'assistant' | 'people'
  /** Posted messages of others that the visitor has not read. */
  readonly unread_count: number
  readonly message_count: number
  readonly last_message_at: string | null
  readonly last_message_text: string | null
  readonly created_at: string
  readonly updated_at: string
}

export const visitorTicketSchema: v.GenericSchema<unknown, VisitorTicket> = v.object({
  id: v.string(),
  ticket_number: v.number(),
  conversation: v.string(),
  status: v.picklist(['new', 'open', 'pending', 'on_hold', 'resolved']),
  mode: v.picklist(['assistant', 'people']),
  unread_count: v.number(),
  message_count: v.number(),
  last_message_at: v.nullable(v.string()),
  last_message_text: v.nullable(v.string()),
  created_at: v.string(),
  updated_at: v.string(),
})

/** A conversation without its messages: in lists, in feeds, in the `conversation` event. */
export interface ConversationSummary {
  readonly id: string
  readonly status: ConversationStatus
  readonly title: string | null
  readonly created_at: string
  readonly updated_at: string
  readonly mode: 'assistant' | 'people'
  /** Id of the active run, or null. */
  readonly run: string | null
  readonly rev: number
  readonly last_seq: number
  /** The visitor has read up to this seq. */
  readonly read_seq: number
  /** The team has read up to this seq. */
  readonly team_read_seq: number
  /** Null for a conversation that never became a ticket. */
  readonly ticket: VisitorTicket | null
}

const summaryEntries = {
  id: v.string(),
  status: v.picklist(['idle', 'in_progress', 'canceling']),
  title: v.nullable(v.string()),
  created_at: v.string(),
  updated_at: v.string(),
  mode: v.picklist(['assistant', 'people']),
  run: v.nullable(v.string()),
  rev: v.number(),
  last_seq: v.number(),
  read_seq: v.number(),
  team_read_seq: v.number(),
  ticket: v.nullable(visitorTicketSchema),
}

export const conversationSummarySchema: v.GenericSchema<unknown, ConversationSummary> =
  v.object(summaryEntries)

/**
 * `GET conversations/:id/?before=<seq>&limit=<n>`: the newest page before a place, oldest first
 * within the page. Rows that wait in the queue come with the first page (no `before`).
 */
export interface ConversationDetail extends ConversationSummary {
  readonly messages: readonly ConversationMessage[]
  /** Whether older messages exist before the first one of this page. */
  readonly has_more: boolean
}

export const conversationDetailSchema: v.GenericSchema<unknown, ConversationDetail> = v.object({
  ...summaryEntries,
  messages: v.array(conversationMessageSchema),
  has_more: v.boolean(),
})

/** A page of a list, as everywhere in the published API. */
export interface ListPage<T> {
  readonly count: number
  readonly next: string | null
  readonly previous: string | null
  readonly results: readonly T[]
}

/** The schema of a page of `item`. */
export function listPageSchema<T>(
  item: v.GenericSchema<unknown, T>,
): v.GenericSchema<unknown, ListPage<T>> {
  return v.object({
    count: v.number(),
    next: v.nullable(v.string()),
    previous: v.nullable(v.string()),
    results: v.array(item),
  })
}
