/** What the public widget API needs: who a stock client is, exact times, restore links, settings. */
import { type Kysely, sql } from 'kysely'
import { createIndex } from './create-index.ts'

export async function addWidgetApi(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('projects')
    .addColumn('conversations_settings', 'text', (c) => c.notNull().defaultTo('{}'))
    .execute()
  await db.schema.alterTable('visitors').addColumn('widget_session_id', 'text').execute()
  await db.schema
    .createIndex('visitors_project_id_widget_session_id')
    .unique()
    .on('visitors')
    .columns(['project_id', 'widget_session_id'])
    .execute()
  await db.schema.alterTable('tickets').addColumn('distinct_id', 'text').execute()
  await db.schema.alterTable('tickets').addColumn('identity_verified', 'integer').execute()
  await createIndex(db, 'tickets', ['project_id', 'distinct_id'])
  await addInstants(db)
  await createRestoreTokens(db)
}

/**
 * Clients of the public API go on from the time of the last message they have, so within a thread
 * these times have to rise with `seq`: the latest time so far, and `seq` for the microseconds.
 */
async function addInstants(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('messages').addColumn('posted_us', 'bigint').execute()
  await db.schema
    .alterTable('conversations')
    .addColumn('last_posted_us', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await sql`update messages set posted_us = seq + 1000 * (
      select max(earlier.created_at) from messages earlier
      where earlier.conversation_id = messages.conversation_id and earlier.seq <= messages.seq
    ) where seq is not null`.execute(db)
  await sql`update conversations set last_posted_us = coalesce((
      select max(posted_us) from messages where messages.conversation_id = conversations.id
    ), 0)`.execute(db)
  await createIndex(db, 'messages', ['conversation_id', 'posted_us'])
}

async function createRestoreTokens(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('restore_tokens')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await createIndex(db, 'restore_tokens', ['project_id', 'email', 'created_at'])
  await createIndex(db, 'restore_tokens', ['expires_at'])
}
