/**
 * The bodies clients send, as the server parses them. Lengths that depend on who sends (a visitor
 * or a key) are checked by the route; everything else is here.
 */
import * as v from 'valibot'
import { dateTimeSchema } from './date-time.ts'
import { freeObjectSchema, noArray } from './free-json.ts'
import {
  CONVERSATION_CONTENT_MAX_CHARACTERS,
  REPLY_MAX_CHARACTERS,
  RICH_CONTENT_MAX_CHARACTERS,
} from './limits.ts'
import { type SentWithRequest, sentWithSchema } from './sent-with.ts'
import { maxCharacters, notBlank } from './text-rules.ts'
import type { TicketStatus } from './thread.ts'
import {
  type TicketPriority,
  tagsSchema,
  ticketPrioritySchema,
  ticketStatusSchema,
} from './ticket.ts'
import { uuidSchema } from './uuid-schema.ts'

/** Scalars by key; nested values are dropped by the server, not refused. */
const looseRecordSchema = v.pipe(v.unknown(), noArray, v.record(v.string(), v.unknown()))

const contentSchema = v.pipe(
  v.string(),
  notBlank(),
  maxCharacters(CONVERSATION_CONTENT_MAX_CHARACTERS),
)

/** `POST tickets/`: opens a thread, or finds it again. */
export interface OpenTicketRequest {
  readonly conversation: string
  readonly anonymous_traits: Readonly<Record<string, unknown>>
  readonly session_context: Readonly<Record<string, unknown>>
  readonly session_id: string | null
}

export const openTicketRequestSchema: v.GenericSchema<unknown, OpenTicketRequest> = v.object({
  conversation: uuidSchema,
  anonymous_traits: v.optional(looseRecordSchema, {}),
  session_context: v.optional(looseRecordSchema, {}),
  session_id: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64))), null),
})

/** `POST conversations/`: send and stream (`content`), or attach to the answer (`content: null`). */
export interface StreamRequest extends SentWithRequest {
  readonly conversation: string
  readonly content: string | null
  /** The message's id: a repetition under the same id posts nothing new. */
  readonly trace_id: string
  readonly is_sandbox: boolean
  /** The answer to an approval. There are none here, so that it changes nothing. */
  readonly resume_payload: unknown
}

export const streamRequestSchema: v.GenericSchema<unknown, StreamRequest> = v.intersect([
  v.object({
    conversation: uuidSchema,
    content: v.nullable(contentSchema),
    trace_id: uuidSchema,
    is_sandbox: v.optional(v.boolean(), false),
    resume_payload: v.optional(v.unknown(), null),
  }),
  sentWithSchema,
])

/** `POST queue/`. */
export interface EnqueueRequest extends SentWithRequest {
  readonly content: string
  /** Further messages of this lane follow at once: do not drain yet. */
  readonly more: boolean
}

export const enqueueRequestSchema: v.GenericSchema<unknown, EnqueueRequest> = v.intersect([
  v.object({ content: contentSchema, more: v.optional(v.boolean(), false) }),
  sentWithSchema,
])

/** `PATCH queue/:id/`. */
export interface EditQueuedRequest {
  readonly content: string
}

export const editQueuedRequestSchema: v.GenericSchema<unknown, EditQueuedRequest> = v.object({
  content: contentSchema,
})

/** `POST :conversation/read/`. */
export interface ReadRequest {
  readonly seq: number
}

export const readRequestSchema: v.GenericSchema<unknown, ReadRequest> = v.object({
  seq: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** `POST tickets/:id/reply/`. */
export interface ReplyRequest extends NoteRequest {
  readonly is_private: boolean
}

/** `PATCH tickets/:id/messages/:message/`: a private note as it is to be from now on. */
export interface NoteRequest {
  readonly message: string
  /** The document of the team's editor; kept and handed out, never looked into. */
  readonly rich_content: Readonly<Record<string, unknown>> | null
}

const noteEntries = {
  message: v.pipe(v.string(), notBlank(), maxCharacters(REPLY_MAX_CHARACTERS)),
  rich_content: v.optional(v.nullable(freeObjectSchema(RICH_CONTENT_MAX_CHARACTERS)), null),
}

export const replyRequestSchema: v.GenericSchema<unknown, ReplyRequest> = v.object({
  ...noteEntries,
  is_private: v.optional(v.boolean(), false),
})

export const noteRequestSchema: v.GenericSchema<unknown, NoteRequest> = v.object(noteEntries)

/** `PATCH tickets/:id/` by a key: only what is named changes. Fields we do not know are ignored. */
export interface UpdateTicketRequest {
  readonly status?: TicketStatus
  /** An empty text is none. */
  readonly priority?: TicketPriority | '' | null
  /** `{type: 'user', id}` or null. Anything may be sent: what is wrong with it has texts of its own. */
  readonly assignee?: unknown
  readonly ai_resolved?: boolean
  readonly escalation_reason?: string | null
  readonly anonymous_traits?: Readonly<Record<string, unknown>>
  readonly sla_due_at?: string | null
  readonly snoozed_until?: string | null
  readonly tags?: readonly string[]
}

export const updateTicketRequestSchema: v.GenericSchema<unknown, UpdateTicketRequest> = v.object({
  status: v.exactOptional(ticketStatusSchema),
  priority: v.exactOptional(v.nullable(v.union([v.literal(''), ticketPrioritySchema]))),
  assignee: v.exactOptional(v.unknown()),
  ai_resolved: v.exactOptional(v.boolean()),
  escalation_reason: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(200)))),
  anonymous_traits: v.exactOptional(looseRecordSchema),
  sla_due_at: v.exactOptional(v.nullable(dateTimeSchema)),
  snoozed_until: v.exactOptional(v.nullable(dateTimeSchema)),
  tags: v.exactOptional(tagsSchema),
})

/** `PATCH tickets/:id/` by its visitor: nothing else is writable, and naming it is an error. */
export interface UpdateOwnTicketRequest {
  /** Merged into the traits there are. */
  readonly anonymous_traits?: Readonly<Record<string, unknown>>
  /** The assistant's answer was enough. */
  readonly ai_resolved?: true
  /** The visitor asks for a person. */
  readonly escalation_reason?: 'visitor_request'
}

export const updateOwnTicketRequestSchema: v.GenericSchema<unknown, UpdateOwnTicketRequest> =
  v.strictObject({
    anonymous_traits: v.exactOptional(looseRecordSchema),
    ai_resolved: v.exactOptional(v.literal(true)),
    escalation_reason: v.exactOptional(v.literal('visitor_request')),
  })
