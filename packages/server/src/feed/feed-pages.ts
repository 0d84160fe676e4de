/**
 * Pages of the feed as bytes, read once for all who stand at the same place: a message in a busy
 * project wakes every inbox that is open, and all of them want to know the same.
 */
import { type Principal, timeLeft } from '../auth/principal.ts'
import { encodeEvents } from '../event-stream.ts'
import type { Store } from '../store/store.ts'
import { toCursor } from './cursor.ts'
import { type FeedPosition, formatPosition } from './position.ts'
import { readFeed } from './read-feed.ts'

/** What comes next for one reader. */
export interface FeedBytes {
  /** How much longer this reader may read, in milliseconds; 0 for not at all. */
  readonly leftMs: number
  /** Server-sent events; null when there are none. */
  readonly bytes: Uint8Array | null
  readonly last: FeedPosition
  /** When the newest of them was written, in milliseconds since 1970; null when there are none. */
  readonly writtenAt: number | null
  readonly hasMore: boolean
}

export interface FeedPages {
  /** Reads a page that holds everything committed before the call. */
  next(principal: Principal, after: FeedPosition): Promise<FeedBytes>
}

interface Reading {
  readonly running: Promise<FeedBytes>
  /** For those who came after it had begun: it may have looked too early for them. */
  following: Promise<FeedBytes> | null
}

/** @returns pages of one store; nothing is kept once it is read */
export function createFeedPages(store: Store, storeId: string): FeedPages {
  const readings = new Map<string, Reading>()

  async function read(principal: Principal, after: FeedPosition): Promise<FeedBytes> {
    const [leftMs, page] = await store.read((tx) =>
      Promise.all([timeLeft(tx, principal), readFeed(tx, principal, after)]),
    )
    const events = page.events.map(({ at, event }) => ({
      ...event,
      id: toCursor(storeId, principal, at),
    }))
    const bytes = events.length === 0 ? null : encodeEvents(events)
    const { last, writtenAt, hasMore } = page
    return { leftMs, bytes, last, writtenAt, hasMore }
  }

  function begin(name: string, principal: Principal, after: FeedPosition): Promise<FeedBytes> {
    const running = read(principal, after)
    const reading: Reading = { running, following: null }
    readings.set(name, reading)
    const end = (): void => {
      if (readings.get(name) === reading) readings.delete(name)
    }
    running.then(end, end)
    return running
  }

  return {
    next(principal, after) {
      const reader = principal.kind === 'key' ? principal.id : principal.tokenHash
      const name = `${reader} ${formatPosition(after)}`
      const reading = readings.get(name)
      if (reading === undefined) return begin(name, principal, after)
      reading.following ??= reading.running
        .catch(() => {})
        .then(() => begin(name, principal, after))
      return reading.following
    },
  }
}
