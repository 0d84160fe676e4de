/** The server's queue of one conversation: what it answers to every call that touches it. */
import * as v from 'valibot'
import { type ConversationMessage, conversationMessageSchema } from './conversation.ts'

/** A message that waits on the server to be posted. */
export interface QueueItem {
  readonly id: string
  readonly content: string
  readonly created_at: string
}

/** The whole queue, first in first out. */
export interface Queue {
  readonly messages: readonly QueueItem[]
  readonly max_queue_messages: number
  /**
   * The row the call was about, as it stands now: `queued`, or already `posted`, or `withdrawn`.
   * Absent on servers that speak the published API alone.
   */
  readonly message?: ConversationMessage
}

export const queueSchema: v.GenericSchema<unknown, Queue> = v.object({
  messages: v.array(v.object({ id: v.string(), content: v.string(), created_at: v.string() })),
  max_queue_messages: v.number(),
  message: v.exactOptional(conversationMessageSchema),
})

/** `POST append_message/`: the published `{id}`, and the row. */
export interface Appended {
  readonly id: string
  readonly message?: ConversationMessage
}

export const appendedSchema: v.GenericSchema<unknown, Appended> = v.object({
  id: v.string(),
  message: v.exactOptional(conversationMessageSchema),
})
