/**
 * A feed is read in the order of (transaction, id): PostgreSQL gives ids before it commits, and a
 * reader that went by ids alone would skip what commits late.
 */
import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex } from './create-index.ts'

export async function orderEvents(db: Kysely<unknown>, engine: Engine): Promise<void> {
  // SQLite has one writer at a time: its ids are the order of its commits, and tx_id is always 0.
  const transaction = engine === 'sqlite' ? sql`0` : sql`(pg_current_xact_id()::text::bigint)`
  await db.schema
    .alterTable('events')
    .addColumn('tx_id', 'bigint', (c) => c.notNull().defaultTo(transaction))
    .execute()
  await db.schema.dropIndex('events_visitor_id_id').execute()
  await db.schema.dropIndex('events_project_id_id').execute()
  await createIndex(db, 'events', ['visitor_id', 'tx_id', 'id'])
  await createIndex(db, 'events', ['project_id', 'tx_id', 'id'])
  await createIndex(db, 'events', ['tx_id', 'id'])
}
