/**
 * Where the feed of a PostgreSQL database ends: below the oldest transaction that is still under
 * way, so that nothing which commits late is skipped (`feed/position.ts`).
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Line } from './postgres-line.ts'
import type { Topic } from './wake-ups.ts'

/** A transaction that is not alone takes about as long; then looks ever less often. */
const LOOK_AGAIN_MS = 2
const LOOK_AGAIN_MAX_MS = 100

/** Rows that are looked at in one go. */
export const SWEEP_ROWS = 1_000

/** Waits until all that is committed by now can be read in the feed. */
export async function untilVisible(line: Line, isClosed: () => boolean): Promise<void> {
  let wanted: number | null = null
  let waitMs = LOOK_AGAIN_MS
  while (!isClosed()) {
    const { oldest, next } = await lookAtTransactions(line)
    wanted ??= next
    if (oldest >= wanted) return
    await pause(waitMs)
    waitMs = Math.min(waitMs * 1.5, LOOK_AGAIN_MAX_MS)
  }
}

const SETTLED = 'tx_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint'

/** A place in the order of the feed. */
export interface FeedPlace {
  readonly tx: number
  readonly id: number
}

/** An event by its place, and those it is for. */
export interface EventPlace {
  readonly tx_id: number
  readonly id: number
  readonly visitor_id: string | null
  readonly project_id: number
  readonly conversation_id: string
}

/** Who waits for this event. */
export function topicsOf(row: EventPlace): Topic[] {
  const topics: Topic[] = [`project:${row.project_id}`, `conversation:${row.conversation_id}`]
  return row.visitor_id === null ? topics : [...topics, `visitor:${row.visitor_id}`]
}

/** Events that nothing can come before any more, behind a place: `SWEEP_ROWS` at the most. */
export async function eventsBehind(line: Line, { tx, id }: FeedPlace): Promise<EventPlace[]> {
  return await line.query<EventPlace>(
    `select tx_id, id, visitor_id, project_id, conversation_id from events
     where (tx_id, id) > ($1, $2) and ${SETTLED} order by tx_id, id limit ${SWEEP_ROWS}`,
    [tx, id],
  )
}

/** Where the feed ends now. */
export async function newestPlace(line: Line): Promise<FeedPlace> {
  const rows = await line.query<{ tx_id: number; id: number }>(
    `select tx_id, id from events where ${SETTLED} order by tx_id desc, id desc limit 1`,
  )
  return { tx: rows[0]?.tx_id ?? 0, id: rows[0]?.id ?? 0 }
}

/** `oldest`: below it all transactions have ended. `next`: the first that has not begun. */
async function lookAtTransactions(line: Line): Promise<{ oldest: number; next: number }> {
  const rows = await line.query<{ oldest: number; next: number }>(
    `select pg_snapshot_xmin(s)::text::bigint as oldest, pg_snapshot_xmax(s)::text::bigint as next
     from pg_current_snapshot() as s`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('postgres: no snapshot')
  return row
}
