/**
 * Pages of the feed as bytes. Those who stand at the same place share one: a message in a busy project
 * wakes every inbox that is open, and all of them want to know the same. And those who are woken while a
 * read is under way are read for together: the more there is to tell, the less each costs.
 */
import type { Clock } from '@porchlight/protocol'
import { type Principal, timesLeft } from '../auth/principal.ts'
import { encodeEvents } from '../event-stream.ts'
import type { ReadTx, Store } from '../store/store.ts'
import { toCursor } from './cursor.ts'
import type { Reading } from './event-rows.ts'
import { type FeedPosition, formatPosition } from './position.ts'
import { type FeedPage, readFeed } from './read-feed.ts'

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

/** So that nobody waits for a whole crowd, and a crowd that catches up is not in memory at once. */
const MAX_TOGETHER = 64

/** A read that takes longer may hang, as on a connection that is dead: the next one begins beside it. */
const SLOW_MS = 1_000

interface Waiting {
  readonly reading: Reading
  readonly page: Promise<FeedBytes>
  resolve(page: FeedBytes): void
  reject(cause: unknown): void
}

/** @returns pages of one store; nothing is kept once it is read */
export function createFeedPages(store: Store, storeId: string, clock: Clock): FeedPages {
  const waiting = new Map<string, Waiting>()
  let isReading = false

  async function readAll(): Promise<void> {
    isReading = true
    while (waiting.size > 0) {
      // Whoever else was woken at this moment comes along.
      await new Promise<void>((resolve) => {
        setImmediate(resolve)
      })
      const together = [...waiting].slice(0, MAX_TOGETHER)
      for (const [name] of together) waiting.delete(name)
      await within(SLOW_MS, readFor(together.map(([, reader]) => reader)))
    }
    isReading = false
  }

  function within(ms: number, work: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const stopTimer = clock.setTimeout(resolve, ms)
      void work.then(stopTimer).then(resolve)
    })
  }

  /** Never rejects. What fails for many may be the fault of one: then each is read for alone. */
  async function readFor(readers: readonly Waiting[]): Promise<void> {
    try {
      const readings = readers.map(({ reading }) => reading)
      const pages = await store.read((tx) => readPages(tx, readings))
      const told = readers.map((reader, n) => [reader, toBytes(reader.reading, pages[n])] as const)
      for (const [{ resolve }, page] of told) resolve(page)
    } catch (cause) {
      const [only, ...more] = readers
      if (more.length === 0) only?.reject(cause)
      else for (const reader of readers) await readFor([reader])
    }
  }

  function toBytes({ principal }: Reading, page: Page | undefined): FeedBytes {
    if (page === undefined) throw new Error('a reader of the feed without a page')
    const { leftMs, last, writtenAt, hasMore } = page
    const events = page.events.map(({ at, event }) => ({
      ...event,
      id: toCursor(storeId, principal, at),
    }))
    const bytes = events.length === 0 ? null : encodeEvents(events)
    return { leftMs, bytes, last, writtenAt, hasMore }
  }

  return {
    next(principal, after) {
      const reader = principal.kind === 'key' ? principal.id : principal.tokenHash
      const name = `${reader} ${formatPosition(after)}`
      const known = waiting.get(name)
      if (known !== undefined) return known.page
      const added = waitingFor({ principal, after })
      waiting.set(name, added)
      if (!isReading) void readAll()
      return added.page
    },
  }
}

type Page = FeedPage & Pick<FeedBytes, 'leftMs'>

async function readPages(tx: ReadTx, readings: readonly Reading[]): Promise<Page[]> {
  const [left, pages] = await Promise.all([
    timesLeft(
      tx,
      readings.map(({ principal }) => principal),
    ),
    readFeed(tx, readings),
  ])
  return pages.map((page, n) => ({ ...page, leftMs: left[n] ?? 0 }))
}

function waitingFor(reading: Reading): Waiting {
  let resolve = (_page: FeedBytes): void => {}
  let reject = (_cause: unknown): void => {}
  const page = new Promise<FeedBytes>((onPage, onFailure) => {
    resolve = onPage
    reject = onFailure
  })
  return { reading, page, resolve, reject }
}
