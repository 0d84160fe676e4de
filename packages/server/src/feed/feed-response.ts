/** The feed as a response: a stream that stays open, or one batch of JSON. */
import type { Clock, FeedBatch } from '@porchlight/protocol'
import type { Activities } from '../activity/activities.ts'
import { currentPrincipal } from '../auth/current-principal.ts'
import { openStreamFor } from '../auth/open-stream.ts'
import type { Principal } from '../auth/principal.ts'
import type { EventStream, EventStreams } from '../event-stream.ts'
import type { Limits } from '../limits/limits.ts'
import type { Metrics } from '../operations/metrics.ts'
import type { Log } from '../server-options.ts'
import { createBell } from '../store/bell.ts'
import type { Store } from '../store/store.ts'
import { resolveCursor, toCursor } from './cursor.ts'
import type { FeedPages } from './feed-pages.ts'
import { readFeed } from './read-feed.ts'
import type { AnyFeedEvent } from './told.ts'

export interface FeedPorts {
  readonly store: Store
  readonly storeId: string
  readonly streams: EventStreams
  readonly limits: Limits
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
}

export interface FeedStreamPorts extends FeedPorts {
  readonly pages: FeedPages
  readonly activities: Activities
}

/** Who reads, and from where: null is from now. */
export interface FeedReader {
  readonly principal: Principal
  readonly cursor: string | null
}

/**
 * Everything that is there now. @returns `has_more` when the next batch can be asked for at once
 *
 * @throws Refusal 401 when the reader's token is gone
 */
export async function feedBatch(
  { store, storeId }: FeedPorts,
  { principal: sender, cursor }: FeedReader,
): Promise<FeedBatch<AnyFeedEvent>> {
  return await store.read(async (tx) => {
    const principal = await currentPrincipal(tx, sender)
    const { after, reset } = await resolveCursor(tx, principal, { storeId, cursor })
    if (reset !== null) {
      const now = toCursor(storeId, principal, after)
      const event: AnyFeedEvent = { event: 'reset', data: { reason: reset } }
      return { events: [{ ...event, cursor: now }], cursor: now, has_more: false }
    }
    const [page] = await readFeed(tx, [{ principal, after }])
    if (page === undefined) throw new Error('a reader of the feed without a page')
    return {
      events: page.events.map(({ at, event }) => ({
        ...event,
        cursor: toCursor(storeId, principal, at),
      })),
      cursor: toCursor(storeId, principal, page.last),
      has_more: page.hasMore,
    }
  })
}

/** Who reads a stream, and whether that is a person. */
export interface FeedStreamReader extends FeedReader {
  readonly isAttended: boolean
}

/** Everything from the cursor on, for as long as the reader stays and may read. */
export function feedStream(ports: FeedStreamPorts, reader: FeedStreamReader): Response {
  const stream = openStreamFor(ports, reader.principal, 'feed')
  follow(ports, reader, stream)
    .catch((cause) => ports.log.error('feed_failed', { cause }))
    .finally(stream.close)
  return stream.response
}

async function follow(
  { store, storeId, clock, metrics, pages, activities }: FeedStreamPorts,
  { principal, cursor, isAttended }: FeedStreamReader,
  stream: EventStream,
): Promise<void> {
  // The head of the answer leaves with the first bytes, and tells the reader that it is connected.
  await stream.comment('connected')
  const bell = createBell(
    store.wakeUps,
    principal.kind === 'visitor' ? `visitor:${principal.visitor}` : `project:${principal.project}`,
  )
  try {
    const start = await store.read((tx) => resolveCursor(tx, principal, { storeId, cursor }))
    let { after } = start
    let hasWaited = false
    if (start.reset !== null) {
      const id = toCursor(storeId, principal, after)
      await stream.send({ event: 'reset', data: { reason: start.reset }, id })
    }
    activities.follow({ principal, stream, isAttended })
    while (!stream.ended.aborted) {
      const { leftMs, bytes, last, writtenAt, hasMore } = await pages.next(principal, after)
      if (leftMs === 0) return
      if (bytes !== null && !(await stream.sendBytes(bytes))) return
      after = last
      // What a reader catches up with says nothing of how fast we are.
      if (hasWaited && writtenAt !== null) metrics.feedTold(clock.now() - writtenAt)
      hasWaited = !hasMore
      if (hasMore) continue
      // A configured key has no end, and a timer cannot wait for ever.
      const stopTimer = leftMs === Infinity ? () => {} : clock.setTimeout(bell.ring, leftMs)
      await bell.wait(stream.ended)
      stopTimer()
    }
  } finally {
    bell.close()
  }
}
