/** One batch of the event feed as JSON, for either reader. Apart from `feed.ts`: browsers stream. */
import * as v from 'valibot'
import {
  type TeamAside,
  teamAsideSchema,
  type VisitorAside,
  visitorAsideSchema,
} from './activity.ts'
import {
  deletedTicketSchema,
  type FeedBatch,
  type FeedDeleted,
  type TeamFeedEvent,
  teamFeedEventSchema,
  type VisitorFeedEvent,
} from './feed.ts'
import { publishedConversationSchema, publishedMessageSchema } from './published.ts'
import { ticketMessageSchema, ticketSchema } from './ticket.ts'

const cursor = v.string()

/** What was known of the conversation is to be forgotten. */
const feedDeletedSchema: v.GenericSchema<unknown, FeedDeleted> = v.object({
  event: v.literal('conversation_deleted'),
  data: v.object({ conversation: v.string() }),
})

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
      v.intersect([feedDeletedSchema, v.object({ cursor })]),
      v.object({ event: v.literal('message'), data: publishedMessageSchema, cursor }),
      v.object({ event: v.literal('conversation'), data: publishedConversationSchema, cursor }),
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

/** What is on the stream beside the feed: without an id, and in no batch. */
type Aside = VisitorAside | TeamAside

/** One event of the stream, to either reader. */
export const feedEventSchema: v.GenericSchema<unknown, VisitorFeedEvent | TeamFeedEvent | Aside> =
  v.union([
    // The one with more fields first: what a schema does not name it drops.
    teamAsideSchema,
    visitorAsideSchema,
    feedDeletedSchema,
    v.object({ event: v.literal('message'), data: publishedMessageSchema }),
    v.object({ event: v.literal('conversation'), data: publishedConversationSchema }),
    teamFeedEventSchema,
  ])
