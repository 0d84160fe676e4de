/** `GET conversations/events/`: what changed, as a stream or as one batch of JSON. */
import { feedBatch, feedStream } from '../../feed/feed-response.ts'
import type { Route, Services } from '../route.ts'

export function eventRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/events',
      action: 'events.read',
      async handle({ request, url, principal }) {
        // A stream that reconnects by itself says where it was in the header, and knows better.
        const cursor = request.headers.get('last-event-id') ?? url.searchParams.get('cursor')
        const reader = { principal, cursor: cursor === '' ? null : cursor }
        const accept = request.headers.get('accept') ?? ''
        const wantsJson = accept.includes('application/json') && !accept.includes('event-stream')
        return wantsJson
          ? Response.json(await feedBatch(services, reader))
          : feedStream(services, reader)
      },
    },
  ]
}
