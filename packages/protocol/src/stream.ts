/**
 * Events in the response of `POST conversations/`. The end of the stream is the end of the answer;
 * a failure comes as a message, with HTTP status 200.
 */
import * as v from 'valibot'
import {
  type ConversationMessage,
  type ConversationSummary,
  conversationMessageSchema,
  conversationSummarySchema,
} from './conversation.ts'

/**
 * One event of a stream. The same message comes several times while it grows: a later one replaces
 * an earlier one of the same id.
 */
export type StreamEvent =
  | { readonly event: 'message'; readonly data: ConversationMessage }
  | { readonly event: 'conversation'; readonly data: ConversationSummary }

export const streamEventSchema: v.GenericSchema<unknown, StreamEvent> = v.union([
  v.object({ event: v.literal('message'), data: conversationMessageSchema }),
  v.object({ event: v.literal('conversation'), data: conversationSummarySchema }),
])
