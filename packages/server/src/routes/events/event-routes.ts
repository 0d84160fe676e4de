/** `GET conversations/events/`: what changed, as a stream or as one batch of JSON. */
import {
  cursorSchema,
  feedEventSchema,
  teamFeedBatchSchema,
  textSchema,
  visitorFeedBatchSchema,
} from '@porchlight/protocol'
import { createFeedPages } from '../../feed/feed-pages.ts'
import { feedBatch, feedStream } from '../../feed/feed-response.ts'
import { jsonResponse } from '../../json-response.ts'
import { eventStream, json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function eventRoutes(services: Services): readonly Route[] {
  const pages = createFeedPages(services.store, services.storeId, services.clock)
  return [
    route({
      method: 'GET',
      path: '/events',
      action: 'events.read',
      summary: 'What changed since a cursor, as a stream or, when JSON is asked for, as one batch',
      query: {
        cursor: { description: 'Where to go on from; nothing for now.', schema: cursorSchema },
        attended: {
          description:
            '`true` on a stream of a key that a person reads: while it is open, visitors are told that the team is there.',
          schema: textSchema,
        },
      },
      headers: { 'Last-Event-ID': 'The same as `cursor`, and preferred to it.' },
      answers: {
        200: {
          ...json(visitorFeedBatchSchema, teamFeedBatchSchema),
          ...eventStream(feedEventSchema),
        },
      },
      async handle({ request, url, principal }) {
        // A stream that reconnects by itself says where it was in the header, and knows better.
        const cursor = request.headers.get('last-event-id') ?? url.searchParams.get('cursor')
        const reader = { principal, cursor: cursor === '' ? null : cursor }
        const accept = request.headers.get('accept') ?? ''
        const wantsJson = accept.includes('application/json') && !accept.includes('event-stream')
        return wantsJson
          ? jsonResponse(await feedBatch(services, reader))
          : feedStream({ ...services, pages }, { ...reader, isAttended: isAttended(url) })
      },
    }),
  ]
}

function isAttended(url: URL): boolean {
  return url.searchParams.get('attended') === 'true'
}
