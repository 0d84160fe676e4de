/** What the team does with tickets beside reading and changing one: bodies and answers. */
import * as v from 'valibot'
import { citationSchema, type WireCitation } from './conversation.ts'
import { maxCharacters } from './text-rules.ts'
import type { TicketStatus } from './thread.ts'
import { tagsSchema, ticketStatusSchema } from './ticket.ts'
import { uuidSchema } from './uuid-schema.ts'

/** Tickets that one call may change. */
export const BULK_MAX_TICKETS = 500

const idsSchema = v.pipe(
  v.array(uuidSchema),
  v.minLength(1, 'This list may not be empty.'),
  v.maxLength(BULK_MAX_TICKETS, `Ensure this field has no more than ${BULK_MAX_TICKETS} elements.`),
)

/** `POST tickets/bulk_update_status/`. */
export interface BulkStatusRequest {
  readonly ids: readonly string[]
  readonly status: TicketStatus
}

export const bulkStatusRequestSchema: v.GenericSchema<unknown, BulkStatusRequest> = v.object({
  ids: idsSchema,
  status: ticketStatusSchema,
})

/** Which tickets have changed; what is unknown is passed over in silence. */
export interface BulkStatusAnswer {
  readonly updated: number
  readonly ids: readonly string[]
}

export const bulkStatusAnswerSchema: v.GenericSchema<unknown, BulkStatusAnswer> = v.object({
  updated: v.number(),
  ids: v.array(v.string()),
})

/** `POST tickets/bulk_update_tags/`. */
export interface BulkTagsRequest {
  readonly ids: readonly string[]
  readonly action: 'add' | 'remove' | 'set'
  readonly tags: readonly string[]
}

export const bulkTagsRequestSchema: v.GenericSchema<unknown, BulkTagsRequest> = v.object({
  ids: idsSchema,
  action: v.picklist(['add', 'remove', 'set']),
  tags: tagsSchema,
})

/** The tags of each ticket by now, and why others were left alone. */
export interface BulkTagsAnswer {
  readonly updated: readonly { readonly id: string; readonly tags: readonly string[] }[]
  /** `reason`: `not_found`, `too_many_tags`; later servers may add more. */
  readonly skipped: readonly { readonly id: string; readonly reason: string }[]
}

export const bulkTagsAnswerSchema: v.GenericSchema<unknown, BulkTagsAnswer> = v.object({
  updated: v.array(v.object({ id: v.string(), tags: v.array(v.string()) })),
  skipped: v.array(v.object({ id: v.string(), reason: v.string() })),
})

/** `GET tickets/unread_count/`. */
export interface UnreadCount {
  readonly count: number
}

export const unreadCountSchema: v.GenericSchema<unknown, UnreadCount> = v.object({
  count: v.number(),
})

/** `POST tickets/:id/suggest_reply/`. */
export interface Suggestion {
  readonly suggestion: string
  /** What it was taken from. The published API names none. */
  readonly citations?: readonly WireCitation[] | undefined
}

export const suggestionSchema: v.GenericSchema<unknown, Suggestion> = v.object({
  suggestion: v.string(),
  citations: v.optional(v.array(citationSchema)),
})

/** `POST tickets/:id/ai_feedback/`. */
export interface AiFeedbackRequest {
  readonly message_id: string
  readonly rating: 'good' | 'bad'
  readonly feedback_text: string
}

const FEEDBACK_MAX_CHARACTERS = 2_000
const MESSAGE_ID_MAX_CHARACTERS = 200

export const aiFeedbackRequestSchema: v.GenericSchema<unknown, AiFeedbackRequest> = v.object({
  message_id: v.pipe(
    v.string(),
    v.minLength(1, 'This field may not be blank.'),
    v.maxLength(
      MESSAGE_ID_MAX_CHARACTERS,
      `Ensure this field has no more than ${MESSAGE_ID_MAX_CHARACTERS} characters.`,
    ),
  ),
  rating: v.picklist(['good', 'bad']),
  feedback_text: v.optional(v.pipe(v.string(), maxCharacters(FEEDBACK_MAX_CHARACTERS)), ''),
})

/** Taken; there is nothing to say. */
export interface Accepted {
  readonly status: 'accepted'
}

export const acceptedSchema: v.GenericSchema<unknown, Accepted> = v.object({
  status: v.literal('accepted'),
})
