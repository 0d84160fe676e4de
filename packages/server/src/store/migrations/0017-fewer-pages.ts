/**
 * What each message still paid for: every index that a row goes into is a page more to be written to
 * the disk with it.
 *
 * Events are deleted from the oldest on, so nothing has to find them by time, and nothing looks for those
 * of one conversation. On SQLite their id is their order. The queue and retention look for rows
 * in one state, which most rows are not in.
 */
import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex } from './create-index.ts'
import { lockTables } from './lock-tables.ts'

export async function writeFewerPages(db: Kysely<unknown>, engine: Engine): Promise<void> {
  if (engine === 'postgres')
    await lockTables(db, ['conversations', 'tickets', 'messages', 'events'])
  for (const columns of ['created_at', 'conversation_id']) {
    await db.schema.dropIndex(`events_${columns}`).execute()
  }
  if (engine === 'sqlite') await db.schema.dropIndex('events_tx_id_id').execute()
  await db.schema.dropIndex('messages_conversation_id_state_queue_seq').execute()
  await db.schema
    .createIndex('messages_queued')
    .on('messages')
    .columns(['conversation_id', 'queue_seq'])
    .where(sql<boolean>`state = 'queued'`)
    .execute()
  // A visitor's threads are few, and sorted when they are asked for.
  await db.schema.dropIndex('conversations_visitor_id_updated_at').execute()
  await createIndex(db, 'conversations', ['visitor_id'])
  await db.schema.dropIndex('tickets_not_erased').execute()
  await db.schema
    .createIndex('tickets_resolved')
    .on('tickets')
    .column('updated_at')
    .where(sql<boolean>`status = 'resolved' and erased_at is null`)
    .execute()
}
