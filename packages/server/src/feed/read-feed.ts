/** Pages of the feed: what has changed behind a place, told as the rows are now. */
import type { EventRow } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { type Reading, readRows } from './event-rows.ts'
import { targetOf } from './load-told.ts'
import type { FeedPosition } from './position.ts'
import { tellTeam } from './tell-team.ts'
import { tellVisitors } from './tell-visitors.ts'
import { placeOf, type Told } from './told.ts'

export interface FeedPage {
  readonly events: readonly Told[]
  /** Place of the last row that was looked at, told or not. */
  readonly last: FeedPosition
  /** Begin of the transaction that wrote that row, in milliseconds since 1970; null without one. */
  readonly writtenAt: number | null
  readonly hasMore: boolean
}

/** Rows read at a time. */
const FEED_PAGE_SIZE = 100

/** What has changed behind the places of these readers, for each in the order it was committed. */
export async function readFeed(tx: ReadTx, readings: readonly Reading[]): Promise<FeedPage[]> {
  const found = await readRows(tx, readings, FEED_PAGE_SIZE + 1)
  const looked = readings.map((reading, n) => {
    const rows = found[n] ?? []
    const page = rows.slice(0, FEED_PAGE_SIZE)
    return { reading, page, told: dropRepeated(page), hasMore: rows.length > FEED_PAGE_SIZE }
  })
  const ofVisitors = looked.filter(({ reading }) => reading.principal.kind === 'visitor')
  const [visitors, teams] = await Promise.all([
    tellVisitors(
      tx,
      ofVisitors.map(({ told }) => told),
    ),
    Promise.all(
      looked.map(({ reading, told }) =>
        reading.principal.kind === 'key' ? tellTeam(tx, told) : [],
      ),
    ),
  ])
  const toVisitors = new Map(ofVisitors.map((look, n) => [look, visitors[n]]))
  return looked.map((look, n) => {
    const last = look.page.at(-1)
    return {
      events: toVisitors.get(look) ?? teams[n] ?? [],
      last: last === undefined ? look.reading.after : placeOf(last),
      writtenAt: last?.created_at ?? null,
      hasMore: look.hasMore,
    }
  })
}

/** The present row is told once per page, by the last event that points to it. */
function dropRepeated(rows: readonly EventRow[]): EventRow[] {
  const lastByTarget = new Map(rows.map((row) => [targetOf(row), row.id]))
  return rows.filter((row) => lastByTarget.get(targetOf(row)) === row.id)
}
