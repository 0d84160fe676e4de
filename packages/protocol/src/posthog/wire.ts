/**
 * What PostHog's public widget API answers, as far as a client needs it. Read leniently: its servers
 * differ by version, and only what nothing can be done without is required.
 */
import * as v from 'valibot'
import type { TicketStatus } from '../thread.ts'
import { ticketStatusSchema } from '../ticket.ts'

const statusSchema = v.fallback(ticketStatusSchema, 'open')
const countSchema = v.fallback(v.number(), 0)
const textOrNullSchema = v.fallback(v.nullable(v.string()), null)

/** `POST message`. */
export interface StockSent {
  readonly ticket_id: string
  readonly message_id: string
  readonly ticket_status: TicketStatus
  readonly unread_count: number
  readonly created_at: string
}

export const stockSentSchema: v.GenericSchema<unknown, StockSent> = v.object({
  ticket_id: v.pipe(v.string(), v.nonEmpty()),
  message_id: v.pipe(v.string(), v.nonEmpty()),
  ticket_status: statusSchema,
  unread_count: countSchema,
  created_at: v.pipe(v.string(), v.nonEmpty()),
})

/** A message in `GET messages/:ticket`. */
export interface StockMessage {
  readonly id: string
  readonly content: string
  /** A document of TipTap. */
  readonly rich_content?: unknown
  /** `customer`, `AI`, and several words for the team. */
  readonly author_type: string
  readonly author_name: string | null
  readonly created_at: string
}

/** `GET messages/:ticket`: oldest first. */
export interface StockMessages {
  readonly ticket_status: TicketStatus
  readonly unread_count: number
  readonly messages: readonly StockMessage[]
  /** A full page says so too, when there is no more. */
  readonly has_more: boolean
}

export const stockMessagesSchema: v.GenericSchema<unknown, StockMessages> = v.object({
  ticket_status: statusSchema,
  unread_count: countSchema,
  messages: v.array(
    v.object({
      id: v.string(),
      content: v.fallback(v.string(), ''),
      rich_content: v.optional(v.unknown()),
      author_type: v.fallback(v.string(), 'support'),
      author_name: textOrNullSchema,
      created_at: v.string(),
    }),
  ),
  has_more: v.fallback(v.boolean(), false),
})

/** A ticket in `GET tickets`. */
export interface StockTicket {
  readonly id: string
  /** Null where the server is too old to tell. */
  readonly ticket_number: number | null
  readonly status: TicketStatus
  readonly unread_count: number
  readonly last_message: string | null
  readonly last_message_at: string | null
  readonly message_count: number
  readonly created_at: string
}

/** `GET tickets`: newest first, whatever happens in them. */
export interface StockTickets {
  readonly results: readonly StockTicket[]
}

export const stockTicketsSchema: v.GenericSchema<unknown, StockTickets> = v.object({
  results: v.array(
    v.object({
      id: v.string(),
      ticket_number: v.fallback(v.nullable(v.number()), null),
      status: statusSchema,
      unread_count: countSchema,
      last_message: textOrNullSchema,
      last_message_at: textOrNullSchema,
      message_count: countSchema,
      created_at: v.string(),
    }),
  ),
})

/** `POST messages/:ticket/read`. */
export interface StockRead {
  readonly success: boolean
}

export const stockReadSchema: v.GenericSchema<unknown, StockRead> = v.object({
  success: v.boolean(),
})

/** What is used of `GET /array/:token/config`; `conversations: false` where there is no chat. */
export interface StockConfig {
  readonly conversations:
    | false
    | {
        readonly greetingText: string
        readonly color: string
        readonly placeholderText: string
        readonly widgetPosition: string
        readonly requireEmail: boolean
        readonly collectName: boolean
      }
}

export const stockConfigSchema: v.GenericSchema<unknown, StockConfig> = v.object({
  conversations: v.union([
    v.literal(false),
    v.object({
      greetingText: v.fallback(v.string(), ''),
      color: v.fallback(v.string(), '#1d4aff'),
      placeholderText: v.fallback(v.string(), ''),
      widgetPosition: v.fallback(v.string(), 'bottom_right'),
      requireEmail: v.fallback(v.boolean(), false),
      collectName: v.fallback(v.boolean(), false),
    }),
  ]),
})
