/**
 * Two more indexes that each message paid for. The times of a thread's messages rise with their places, so
 * what was posted after a time is found by place. And tickets with something unread are found without the
 * number in their index, where it changed with every message.
 */
import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'
import { lockTables } from './lock-tables.ts'

export async function lightenTwoIndexes(db: Kysely<unknown>, engine: Engine): Promise<void> {
  if (engine === 'postgres') await lockTables(db, ['tickets', 'messages'])
  await db.schema.dropIndex('messages_conversation_id_posted_us').execute()
  await db.schema.dropIndex('tickets_unread').execute()
  await db.schema
    .createIndex('tickets_unread')
    .on('tickets')
    .columns(['project_id', 'is_listed', 'status'])
    .where(sql<boolean>`unread_team_count > 0`)
    .execute()
}
