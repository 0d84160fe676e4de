/** What the public widget API answers. Times are ISO 8601 in UTC with microseconds. */
import * as v from 'valibot'
import type { TicketStatus } from './thread.ts'
import { ticketStatusSchema } from './ticket.ts'

/** `POST message`. */
export interface WidgetMessageAnswer {
  readonly ticket_id: string
  readonly message_id: string
  readonly ticket_status: TicketStatus
  readonly unread_count: number
  readonly created_at: string
}

export const widgetMessageAnswerSchema: v.GenericSchema<unknown, WidgetMessageAnswer> = v.object({
  ticket_id: v.string(),
  message_id: v.string(),
  ticket_status: ticketStatusSchema,
  unread_count: v.number(),
  created_at: v.string(),
})

/** One message as a stock client shows it. */
export interface WidgetMessage {
  readonly id: string
  /** Markdown. */
  readonly content: string
  /** The editor's document beside it. */
  readonly rich_content: Readonly<Record<string, unknown>> | null
  readonly author_type: 'customer' | 'AI' | 'support'
  readonly author_name: string
  readonly created_at: string
}

/** `GET messages/:ticket`: oldest first. */
export interface WidgetMessagesAnswer {
  readonly ticket_id: string
  readonly ticket_status: TicketStatus
  readonly unread_count: number
  readonly messages: readonly WidgetMessage[]
  readonly has_more: boolean
}

export const widgetMessagesAnswerSchema: v.GenericSchema<unknown, WidgetMessagesAnswer> = v.object({
  ticket_id: v.string(),
  ticket_status: ticketStatusSchema,
  unread_count: v.number(),
  messages: v.array(
    v.object({
      id: v.string(),
      content: v.string(),
      rich_content: v.nullable(v.record(v.string(), v.unknown())),
      author_type: v.picklist(['customer', 'AI', 'support']),
      author_name: v.string(),
      created_at: v.string(),
    }),
  ),
  has_more: v.boolean(),
})

/** A ticket in the list of a stock client. */
export interface WidgetTicket {
  readonly id: string
  readonly ticket_number: number
  readonly status: TicketStatus
  readonly unread_count: number
  readonly last_message: string | null
  readonly last_message_at: string | null
  readonly message_count: number
  readonly created_at: string
}

/** `GET tickets`: newest first. */
export interface WidgetTicketsAnswer {
  readonly count: number
  readonly results: readonly WidgetTicket[]
}

export const widgetTicketsAnswerSchema: v.GenericSchema<unknown, WidgetTicketsAnswer> = v.object({
  count: v.number(),
  results: v.array(
    v.object({
      id: v.string(),
      ticket_number: v.number(),
      status: ticketStatusSchema,
      unread_count: v.number(),
      last_message: v.nullable(v.string()),
      last_message_at: v.nullable(v.string()),
      message_count: v.number(),
      created_at: v.string(),
    }),
  ),
})

/** `POST messages/:ticket/read`. */
export interface WidgetReadAnswer {
  readonly success: true
  readonly unread_count: number
}

export const widgetReadAnswerSchema: v.GenericSchema<unknown, WidgetReadAnswer> = v.object({
  success: v.literal(true),
  unread_count: v.number(),
})

/** `POST restore`. */
export type RestoreAnswer =
  | {
      readonly status: 'success'
      readonly widget_session_id: string
      readonly migrated_ticket_ids: readonly string[]
    }
  | {
      readonly status: 'invalid' | 'used' | 'expired'
      readonly code: 'token_invalid' | 'token_already_used' | 'token_expired'
    }

export const restoreAnswerSchema: v.GenericSchema<unknown, RestoreAnswer> = v.union([
  v.object({
    status: v.literal('success'),
    widget_session_id: v.string(),
    migrated_ticket_ids: v.array(v.string()),
  }),
  v.object({
    status: v.picklist(['invalid', 'used', 'expired']),
    code: v.picklist(['token_invalid', 'token_already_used', 'token_expired']),
  }),
])
