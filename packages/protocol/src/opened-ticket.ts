/** Answer of `POST tickets/` to a visitor. */
import * as v from 'valibot'
import {
  type ConversationSummary,
  conversationSummarySchema,
  type VisitorTicket,
  visitorTicketSchema,
} from './conversation.ts'

/** The ticket as the visitor may see it, and the conversation it belongs to. */
export interface OpenedTicket {
  readonly ticket: VisitorTicket
  readonly thread: ConversationSummary
}

export const openedTicketSchema: v.GenericSchema<unknown, OpenedTicket> = v.object({
  ticket: visitorTicketSchema,
  thread: conversationSummarySchema,
})
