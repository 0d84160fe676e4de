/**
 * The order of the feed: by transaction, then by id.
 *
 * PostgreSQL gives ids before it commits, so an event with a low id may appear after one with a
 * high id was read. Therefore events carry the number of their transaction, and a reader goes no
 * further than the oldest transaction that is still under way: below it nothing can appear any
 * more. SQLite has one writer at a time; there the transaction is 0, and ids are the order.  [SV40]
 */
import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import type { Schema } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'

/** A place between two events. */
export interface FeedPosition {
  readonly tx: number
  readonly id: number
}

export const FEED_START: FeedPosition = { tx: 0, id: 0 }

/** Whether one place is before another. */
export function isBefore(one: FeedPosition, other: FeedPosition): boolean {
  return one.tx === other.tx ? one.id < other.id : one.tx < other.tx
}

type Condition = (
  eb: ExpressionBuilder<Schema, 'events'>,
) => ExpressionWrapper<Schema, 'events', SqlBool>

/** Events behind a place. */
export function behind({ tx, id }: FeedPosition): Condition {
  return (eb) => eb(eb.refTuple('tx_id', 'id'), '>', eb.tuple(tx, id))
}

/** Events that have their final place. All of them, where there is one writer. */
export function settled({ engine }: Pick<ReadTx, 'engine'>): Condition {
  return (eb) =>
    engine === 'sqlite'
      ? eb(eb.lit(1), '=', eb.lit(1))
      : eb('tx_id', '<', sql<number>`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`)
}

/** Events before a place. Without an order of transactions the id is the key of the table. */
function before({ tx, id }: FeedPosition, { engine }: Pick<ReadTx, 'engine'>): Condition {
  return (eb) =>
    engine === 'sqlite' ? eb('id', '<', id) : eb(eb.refTuple('tx_id', 'id'), '<', eb.tuple(tx, id))
}

/** Events up to a place, and at it. */
export function upTo({ tx, id }: FeedPosition, { engine }: Pick<ReadTx, 'engine'>): Condition {
  return (eb) =>
    engine === 'sqlite'
      ? eb('id', '<=', id)
      : eb(eb.refTuple('tx_id', 'id'), '<=', eb.tuple(tx, id))
}

/** The place of the newest event that has one, among those before `end` if it is given. */
export async function newestPosition(tx: ReadTx, end?: FeedPosition): Promise<FeedPosition> {
  const row = await tx.db
    .selectFrom('events')
    .select(['tx_id as tx', 'id'])
    .where(settled(tx))
    .$if(end !== undefined, (query) => query.where(before(end ?? FEED_START, tx)))
    .$if(tx.engine === 'postgres', (query) => query.orderBy('tx_id', 'desc'))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? FEED_START
}

/**
 * The place of the first event that was written at this time or later; null when there is none. One that
 * a clock which was ahead has dated says nothing of those behind it.
 */
export async function firstSince(tx: ReadTx, ms: number): Promise<FeedPosition | null> {
  const row = await tx.db
    .selectFrom('events')
    .select(['tx_id as tx', 'id'])
    .where('created_at', '>=', ms)
    .where('created_at', '<=', tx.now)
    .$if(tx.engine === 'postgres', (query) => query.orderBy('tx_id'))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** As text, such as in a cursor. */
export function formatPosition({ tx, id }: FeedPosition): string {
  return `${tx.toString(36)}-${id.toString(36)}`
}

/** @returns null for what is no place */
export function parsePosition(text: string): FeedPosition | null {
  const [, tx, id] = /^([0-9a-z]{1,11})-([0-9a-z]{1,11})$/.exec(text) ?? []
  if (tx === undefined || id === undefined) return null
  return { tx: Number.parseInt(tx, 36), id: Number.parseInt(id, 36) }
}
