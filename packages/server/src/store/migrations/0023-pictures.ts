/** Pictures of the team, and which of them has written a message. Who wrote those of before is not known. */
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex } from './create-index.ts'
import { lockTables } from './lock-tables.ts'

export async function addPictures(db: Kysely<unknown>, engine: Engine): Promise<void> {
  if (engine === 'postgres') await lockTables(db, ['agents', 'messages'])
  await db.schema
    .createTable('agent_pictures')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('agent_id', 'integer', (c) => c.notNull().references('agents.id'))
    .addColumn('media_type', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await createIndex(db, 'agent_pictures', ['agent_id'])
  await db.schema.alterTable('messages').addColumn('agent_id', 'integer').execute()
}
