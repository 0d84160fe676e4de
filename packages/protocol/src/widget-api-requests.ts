/** Bodies and queries of the public widget API, as the server parses them. */
import * as v from 'valibot'
import { noArray } from './free-json.ts'
import { MESSAGE_MAX_CHARACTERS } from './limits.ts'
import { restoreTokenSchema } from './restore.ts'
import { maxCharacters, notBlank } from './text-rules.ts'
import type { TicketStatus } from './thread.ts'
import { ticketStatusSchema } from './ticket.ts'
import {
  callerEntries,
  DISTINCT_ID_MAX_CHARACTERS,
  EMAIL_MAX_CHARACTERS,
  limitedText,
  NO_OBJECT,
  orNull,
  saysWhoAsks,
  type WidgetCallerFields,
  wholeNumber,
  widgetUuidSchema,
} from './widget-api-caller.ts'

/** Longest address of the page that a restore link leads to. */
const REQUEST_URL_MAX_CHARACTERS = 2_048

/** `POST message`. */
export interface WidgetMessageRequest extends WidgetCallerFields {
  /** Trimmed, not empty. */
  readonly message: string
  /** Null opens a new ticket, every time. */
  readonly ticket_id: string | null
  /** What the page says of who this is. Proves nothing, and a session has to say something. */
  readonly distinct_id: string | null
  readonly traits: Readonly<Record<string, unknown>> | null
  readonly session_id: string | null
  readonly session_context: Readonly<Record<string, unknown>> | null
  /** A field that people do not see, and programs fill in. */
  readonly _hp?: unknown
}

const recordSchema = orNull(
  v.pipe(v.unknown(), noArray, v.record(v.string(), v.unknown(), 'Must be an object.')),
)

const messageRequestFields: v.GenericSchema<unknown, WidgetMessageRequest> = v.object(
  {
    ...callerEntries,
    message: v.pipe(
      v.string('Not a valid string.'),
      v.trim(),
      notBlank(),
      maxCharacters(MESSAGE_MAX_CHARACTERS),
    ),
    // What is no UUID has an answer of its own, so it is told apart later.
    ticket_id: orNull(v.string('Must be a valid UUID.')),
    distinct_id: orNull(v.pipe(limitedText(DISTINCT_ID_MAX_CHARACTERS), notBlank())),
    traits: recordSchema,
    session_id: orNull(limitedText(64)),
    session_context: recordSchema,
    _hp: v.optional(v.unknown()),
  },
  NO_OBJECT,
)

export const widgetMessageRequestSchema: v.GenericSchema<unknown, WidgetMessageRequest> =
  saysWhoAsks(messageRequestFields)

/** Query of `GET messages/:ticket`, its numbers as numbers. */
export interface WidgetMessagesQuery extends WidgetCallerFields {
  /** An ISO time; only messages after it are asked for. */
  readonly after: string | null
  readonly limit: number
}

export const widgetMessagesQuerySchema: v.GenericSchema<unknown, WidgetMessagesQuery> = saysWhoAsks(
  v.object({
    ...callerEntries,
    after: orNull(limitedText(64)),
    limit: v.optional(wholeNumber(1, 500), 500),
  }),
)

/** Query of `GET tickets`, its numbers as numbers. */
export interface WidgetTicketsQuery extends WidgetCallerFields {
  readonly status: TicketStatus | null
  readonly limit: number
  readonly offset: number
}

export const widgetTicketsQuerySchema: v.GenericSchema<unknown, WidgetTicketsQuery> = saysWhoAsks(
  v.object({
    ...callerEntries,
    status: orNull(ticketStatusSchema),
    limit: v.optional(wholeNumber(1, 500), 100),
    offset: v.optional(wholeNumber(0, 1_000_000_000), 0),
  }),
)

/** `POST restore/request`. */
export interface RestoreLinkRequest {
  /** In lower case. */
  readonly email: string
  readonly request_url: string
}

export const restoreLinkRequestSchema: v.GenericSchema<unknown, RestoreLinkRequest> = v.object({
  email: v.pipe(
    v.string('Enter a valid email address.'),
    v.trim(),
    maxCharacters(EMAIL_MAX_CHARACTERS),
    v.email('Enter a valid email address.'),
    v.toLowerCase(),
  ),
  request_url: limitedText(REQUEST_URL_MAX_CHARACTERS),
})

/** `POST restore`. */
export interface RestoreRequest {
  readonly restore_token: string
  readonly widget_session_id: string
}

export const restoreRequestSchema: v.GenericSchema<unknown, RestoreRequest> = v.object({
  restore_token: restoreTokenSchema,
  widget_session_id: widgetUuidSchema,
})
