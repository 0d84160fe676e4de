/**
 * The event feed: what changed, in the order it was committed, resumable by an opaque cursor.
 *
 * `GET conversations/events/` answers as server-sent events (the cursor is the event's `id`) or,
 * with `Accept: application/json`, as one batch. What an event holds depends on who reads: a
 * visitor gets conversations in the conversation view, a key gets tickets in the ticket view.
 */
import * as v from 'valibot'
import {
  type ConversationMessage,
  type ConversationSummary,
  conversationMessageSchema,
  conversationSummarySchema,
} from './conversation.ts'
import { type Ticket, type TicketMessage, ticketMessageSchema, ticketSchema } from './ticket.ts'

/** The cursor cannot be continued from: list again, then go on from this event's cursor. */
export interface FeedReset {
  readonly event: 'reset'
  readonly data: { readonly reason: 'start' | 'expired' | 'foreign' }
}

/** The visitor's conversation is gone, for everybody. Readers that do not know of it pass it over. */
export interface FeedDeleted {
  readonly event: 'conversation_deleted'
  readonly data: { readonly conversation: string }
}

/** One event for a visitor. */
export type VisitorFeedEvent =
  | FeedReset
  | FeedDeleted
  | { readonly event: 'message'; readonly data: ConversationMessage }
  | { readonly event: 'conversation'; readonly data: ConversationSummary }

/** A ticket that is gone, with its thread. */
export interface DeletedTicket {
  readonly ticket: string
  readonly conversation: string
}

export const deletedTicketSchema: v.GenericSchema<unknown, DeletedTicket> = v.object({
  ticket: v.string(),
  conversation: v.string(),
})

/** One event for a key, such as the inbox. */
export type TeamFeedEvent =
  | FeedReset
  | {
      readonly event: 'message'
      readonly data: {
        readonly ticket: string
        readonly conversation: string
        readonly message: TicketMessage
      }
    }
  | { readonly event: 'ticket'; readonly data: Ticket }
  | { readonly event: 'ticket_deleted'; readonly data: DeletedTicket }

const resetSchema = v.object({
  event: v.literal('reset'),
  data: v.object({ reason: v.picklist(['start', 'expired', 'foreign']) }),
})

export const visitorFeedEventSchema: v.GenericSchema<unknown, VisitorFeedEvent> = v.union([
  resetSchema,
  v.object({ event: v.literal('message'), data: conversationMessageSchema }),
  v.object({
    event: v.literal('conversation'),
    data: conversationSummarySchema,
  }),
  v.object({
    event: v.literal('conversation_deleted'),
    data: v.object({ conversation: v.string() }),
  }),
])

export const teamFeedEventSchema: v.GenericSchema<unknown, TeamFeedEvent> = v.union([
  resetSchema,
  v.object({
    event: v.literal('message'),
    data: v.object({
      ticket: v.string(),
      conversation: v.string(),
      message: ticketMessageSchema,
    }),
  }),
  v.object({ event: v.literal('ticket'), data: ticketSchema }),
  v.object({ event: v.literal('ticket_deleted'), data: deletedTicketSchema }),
])

/** One batch of the feed as JSON. */
export interface FeedBatch<E> {
  readonly events: readonly (E & { readonly cursor: string })[]
  /** Where to go on from; equals the last event's cursor when there is one. */
  readonly cursor: string
  readonly has_more: boolean
}

/** A comment line is sent after this much silence, so that a dead connection is noticed. */
export const KEEPALIVE_MS = 15_000
