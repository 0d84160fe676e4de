/**
 * What the published Conversations API answers, as far as a client needs it. Read leniently: servers
 * differ by version, and only what nothing can be done without is required.
 */
import * as v from 'valibot'

const textOrNullSchema = v.fallback(v.nullable(v.string()), null)

/** A message of a conversation. It has no time, and its place is where it stands in the list. */
export interface PlainMessage {
  readonly id: string | null
  /** `human`, `ai`, `ai/failure`, and many that a visitor is not shown. */
  readonly type: string
  readonly content: string
  /** Kept by some servers, and then of the request that has posted the message. */
  readonly trace_id: string | null
}

export const plainMessageSchema: v.GenericSchema<unknown, PlainMessage> = v.object({
  id: textOrNullSchema,
  type: v.string(),
  content: v.fallback(v.string(), ''),
  trace_id: textOrNullSchema,
})

/** A conversation in a list, and in the event `conversation`. */
export interface PlainConversation {
  readonly id: string
  /** `idle`, `in_progress`, `canceling`. */
  readonly status: string
  readonly title: string | null
  readonly created_at: string
  readonly updated_at: string
}

const conversationEntries = {
  id: v.string(),
  status: v.fallback(v.string(), 'idle'),
  title: textOrNullSchema,
  created_at: v.fallback(v.string(), ''),
  updated_at: v.fallback(v.string(), ''),
}

/** `GET conversations/`: only what has a title. */
export interface PlainList {
  readonly results: readonly PlainConversation[]
}

export const plainListSchema: v.GenericSchema<unknown, PlainList> = v.object({
  results: v.array(v.object(conversationEntries)),
})

/** `GET conversations/:id/`: 404 as long as it has no title. */
export interface PlainDetail extends PlainConversation {
  readonly messages: readonly PlainMessage[]
}

export const plainDetailSchema: v.GenericSchema<unknown, PlainDetail> = v.object({
  ...conversationEntries,
  messages: v.array(plainMessageSchema),
})

/** Every answer of the queue is the whole of it. */
export interface PlainQueue {
  readonly messages: readonly { readonly id: string; readonly content: string }[]
}

export const plainQueueSchema: v.GenericSchema<unknown, PlainQueue> = v.object({
  messages: v.array(v.object({ id: v.string(), content: v.string() })),
})
