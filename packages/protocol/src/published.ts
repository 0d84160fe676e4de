/**
 * Conversations and their messages with every field of the published API. Browsers of ours read
 * less (`conversation.ts`), and fetch none of this.
 */
import * as v from 'valibot'
import { AGENT_MODES, type AgentMode } from './agent-mode.ts'
import {
  type ConversationMessage,
  type ConversationSummary,
  conversationMessageSchema,
  conversationSummarySchema,
  type VisitorTicket,
  visitorTicketSchema,
} from './conversation.ts'
import type { Queue, QueueItem } from './queue.ts'
import type { SentWith } from './sent-with.ts'

/** Whose conversation it is. */
export interface ConversationUser {
  /** Always 0: visitors have no number. */
  readonly id: number
  readonly uuid: string
  readonly distinct_id: string
  readonly first_name: string
  readonly last_name: string
  readonly email: string
}

/** A conversation without its messages, as published and with our extensions. */
export interface PublishedConversation extends ConversationSummary {
  readonly topic: null
  /** Null for a conversation that was begun by a key. */
  readonly user: ConversationUser | null
  readonly type: 'assistant' | 'deep_research'
  readonly is_internal: boolean
  readonly slack_thread_key: null
  readonly slack_workspace_domain: null
  readonly task: null
}

const publishedEntries = {
  topic: v.null(),
  user: v.nullable(
    v.object({
      id: v.number(),
      uuid: v.string(),
      distinct_id: v.string(),
      first_name: v.string(),
      last_name: v.string(),
      email: v.string(),
    }),
  ),
  type: v.picklist(['assistant', 'deep_research']),
  is_internal: v.boolean(),
  slack_thread_key: v.null(),
  slack_workspace_domain: v.null(),
  task: v.null(),
} as const

export const publishedConversationSchema: v.GenericSchema<unknown, PublishedConversation> =
  v.intersect([conversationSummarySchema, v.object(publishedEntries)])

/** A message, and what the page told with it. */
export interface PublishedMessage extends ConversationMessage {
  readonly ui_context?: Readonly<Record<string, unknown>>
}

export const publishedMessageSchema: v.GenericSchema<unknown, PublishedMessage> = v.intersect([
  conversationMessageSchema,
  v.object({ ui_context: v.exactOptional(v.record(v.string(), v.unknown())) }),
])

/** `GET conversations/:id/`. */
export interface PublishedConversationDetail extends PublishedConversation {
  readonly messages: readonly PublishedMessage[]
  readonly has_more: boolean
  readonly has_unsupported_content: boolean
  /** The mode that was asked for last. */
  readonly agent_mode: AgentMode | null
  readonly agent_runtime: 'langgraph' | 'sandbox'
  readonly is_sandbox: boolean
  /** Our assistants ask for no approval. */
  readonly pending_approvals: readonly never[]
}

export const publishedConversationDetailSchema: v.GenericSchema<
  unknown,
  PublishedConversationDetail
> = v.intersect([
  publishedConversationSchema,
  v.object({
    messages: v.array(publishedMessageSchema),
    has_more: v.boolean(),
    has_unsupported_content: v.boolean(),
    agent_mode: v.nullable(v.picklist(AGENT_MODES)),
    agent_runtime: v.picklist(['langgraph', 'sandbox']),
    is_sandbox: v.boolean(),
    pending_approvals: v.pipe(v.array(v.never()), v.maxLength(0)),
  }),
])

/** A message that waits, with what came with it. */
export interface PublishedQueueItem extends QueueItem, SentWith {}

const freeSchema = v.nullable(v.record(v.string(), v.unknown()))

const publishedQueueItemSchema: v.GenericSchema<unknown, PublishedQueueItem> = v.object({
  id: v.string(),
  content: v.string(),
  created_at: v.string(),
  contextual_tools: freeSchema,
  ui_context: freeSchema,
  billing_context: freeSchema,
  agent_mode: v.nullable(v.picklist(AGENT_MODES)),
  session_id: v.nullable(v.string()),
})

/** The whole queue, first in first out, and the row that the call was about. */
export interface PublishedQueue extends Queue {
  readonly messages: readonly PublishedQueueItem[]
  readonly message?: PublishedMessage
}

export const publishedQueueSchema: v.GenericSchema<unknown, PublishedQueue> = v.object({
  messages: v.array(publishedQueueItemSchema),
  max_queue_messages: v.number(),
  message: v.exactOptional(publishedMessageSchema),
})

/** Answer of `POST append_message/`. */
export interface PublishedAppended {
  readonly id: string
  readonly message: PublishedMessage
}

export const publishedAppendedSchema: v.GenericSchema<unknown, PublishedAppended> = v.object({
  id: v.string(),
  message: publishedMessageSchema,
})

/** Answer of `POST tickets/`. */
export interface PublishedOpenedTicket {
  readonly ticket: VisitorTicket
  readonly thread: PublishedConversation
}

export const publishedOpenedTicketSchema: v.GenericSchema<unknown, PublishedOpenedTicket> =
  v.object({ ticket: visitorTicketSchema, thread: publishedConversationSchema })

/** One event of an answer's stream. */
export type PublishedStreamEvent =
  | { readonly event: 'message'; readonly data: PublishedMessage }
  | { readonly event: 'conversation'; readonly data: PublishedConversation }

export const publishedStreamEventSchema: v.GenericSchema<unknown, PublishedStreamEvent> = v.union([
  v.object({ event: v.literal('message'), data: publishedMessageSchema }),
  v.object({ event: v.literal('conversation'), data: publishedConversationSchema }),
])
