/** The first tables, as far as they were when messages first travelled both ways. */
import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex } from './create-index.ts'

// A migration sees the tables of its own day, not those of `schema.ts`, hence no row types here.
export async function createTables(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createAccounts(db)
  await createThreads(db)
  await createRuns(db)
  await createFeed(db, engine)
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('projects')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('widget_token', 'text', (c) => c.notNull().unique())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('next_ticket_number', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('api_keys')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('visitors')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('refresh_tokens')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('visitor_id', 'text', (c) => c.notNull().references('visitors.id'))
    .addColumn('successor_hash', 'text')
    .addColumn('used_at', 'bigint')
    .addColumn('revoked', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('access_tokens')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('visitor_id', 'text', (c) => c.notNull().references('visitors.id'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
  await createIndex(db, 'refresh_tokens', ['visitor_id'])
  await createIndex(db, 'access_tokens', ['visitor_id'])
  await createIndex(db, 'access_tokens', ['expires_at'])
}

async function createThreads(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('visitor_id', 'text', (c) => c.references('visitors.id'))
    .addColumn('title', 'text')
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('run_id', 'text')
    .addColumn('next_seq', 'integer', (c) => c.notNull())
    .addColumn('last_seq', 'integer', (c) => c.notNull())
    .addColumn('read_seq', 'integer', (c) => c.notNull())
    .addColumn('team_read_seq', 'integer', (c) => c.notNull())
    .addColumn('rev', 'integer', (c) => c.notNull())
    .addColumn('drain_at', 'bigint')
    .addColumn('deleted_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute()
  await createIndex(db, 'conversations', ['visitor_id', 'updated_at'])
  await createIndex(db, 'conversations', ['project_id', 'updated_at'])
  await db.schema
    .createIndex('conversations_drain_at')
    .on('conversations')
    .column('drain_at')
    .where('drain_at', 'is not', null)
    .execute()

  await db.schema
    .createTable('tickets')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('conversation_id', 'text', (c) =>
      c.notNull().unique().references('conversations.id'),
    )
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('channel_source', 'text', (c) => c.notNull())
    .addColumn('channel_detail', 'text')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('priority', 'text')
    .addColumn('anonymous_traits', 'text', (c) => c.notNull())
    .addColumn('trait_name', 'text')
    .addColumn('trait_email', 'text')
    .addColumn('session_context', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text')
    .addColumn('ai_resolved', 'integer', (c) => c.notNull())
    .addColumn('escalation_reason', 'text')
    .addColumn('tags', 'text', (c) => c.notNull())
    .addColumn('message_count', 'integer', (c) => c.notNull())
    .addColumn('last_message_at', 'bigint')
    .addColumn('last_message_text', 'text')
    .addColumn('unread_team_count', 'integer', (c) => c.notNull())
    .addColumn('unread_customer_count', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('tickets_number_per_project', ['project_id', 'number'])
    .execute()
  await createIndex(db, 'tickets', ['project_id', 'updated_at'])

  await db.schema
    .createTable('messages')
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('author_name', 'text')
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer')
    .addColumn('queue_seq', 'integer')
    .addColumn('rev', 'integer', (c) => c.notNull())
    .addColumn('is_private', 'integer', (c) => c.notNull())
    .addColumn('incomplete', 'integer', (c) => c.notNull())
    .addColumn('citations', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('messages_pk', ['conversation_id', 'id'])
    .addUniqueConstraint('messages_seq', ['conversation_id', 'seq'])
    .execute()
  await createIndex(db, 'messages', ['conversation_id', 'state', 'queue_seq'])
}

async function createRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('runs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
    .addColumn('answer_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text')
    .addColumn('base_seq', 'integer', (c) => c.notNull())
    .addColumn('epoch', 'integer', (c) => c.notNull())
    .addColumn('lease_until', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('runs_one_active_per_conversation')
    .unique()
    .on('runs')
    .column('conversation_id')
    .where(sql<boolean>`state = 'active'`)
    .execute()
  await createIndex(db, 'runs', ['ended_at'])
  await db.schema
    .createTable('run_frames')
    .addColumn('run_id', 'text', (c) => c.notNull().references('runs.id'))
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('citations', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('run_frames_pk', ['run_id', 'n'])
    .execute()
}

async function createFeed(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const events = db.schema.createTable('events')
  // Either way an id is never given twice, even after the newest rows were deleted.
  const withId =
    engine === 'sqlite'
      ? events.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      : events.addColumn('id', 'bigint', (c) => c.primaryKey().generatedByDefaultAsIdentity())
  await withId
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('visitor_id', 'text')
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await createIndex(db, 'events', ['visitor_id', 'id'])
  await createIndex(db, 'events', ['project_id', 'id'])
  await createIndex(db, 'events', ['created_at'])
  await db.schema
    .createTable('meta')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
}
