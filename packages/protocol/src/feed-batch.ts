/** One batch of the event feed as JSON, for either reader. Apart from `feed.ts`: browsers stream. */
import * as v from 'valibot'
import { conversationMessageSchema, conversationSummarySchema } from './conversation.ts'
import {
  deletedTicketSchema,
  type FeedBatch,
  type TeamFeedEvent,
  teamFeedEventSchema,
  type VisitorFeedEvent,
  visitorFeedEventSchema,
} from './feed.ts'
import { ticketMessageSchema, ticketSchema } from './ticket.ts'

const cursor = v.string()

const resetEntries = {
  event: v.literal('reset'),
  data: v.object({ reason: v.picklist(['start', 'expired', 'foreign']) }),
  cursor,
} as const

const batchEntries = { cursor, has_more: v.boolean() } as const

export const visitorFeedBatchSchema: v.GenericSchema<
  unknown,
  FeedBatch<VisitorFeedEvent>
> = v.object({
  events: v.array(
    v.union([
      v.object(resetEntries),
      v.object({ event: v.literal('message'), data: conversationMessageSchema, cursor }),
      v.object({ event: v.literal('conversation'), data: conversationSummarySchema, cursor }),
    ]),
  ),
  ...batchEntries,
})

export const teamFeedBatchSchema: v.GenericSchema<unknown, FeedBatch<TeamFeedEvent>> = v.object({
  events: v.array(
    v.union([
      v.object(resetEntries),
      v.object({
        event: v.literal('message'),
        data: v.object({
          ticket: v.string(),
          conversation: v.string(),
          message: ticketMessageSchema,
        }),
        cursor,
      }),
      v.object({ event: v.literal('ticket'), data: ticketSchema, cursor }),
      v.object({ event: v.literal('ticket_deleted'), data: deletedTicketSchema, cursor }),
    ]),
  ),
  ...batchEntries,
})

/** One event of the stream, to either reader. */
export const feedEventSchema: v.GenericSchema<unknown, VisitorFeedEvent | TeamFeedEvent> = v.union([
  visitorFeedEventSchema,
  teamFeedEventSchema,
])
