/** Webhooks and their deliveries, notices that become mails, and what erasing looks for. */
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex } from './create-index.ts'

export async function addOperations(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createWebhooks(db, engine)
  await createNotices(db)
  await db.schema.alterTable('mails').addColumn('conversation_id', 'text').execute()
  await createIndex(db, 'mails', ['conversation_id'])
  await createIndex(db, 'mails', ['recipient'])
  await createIndex(db, 'tickets', ['status', 'updated_at'])
  await createIndex(db, 'visitors', ['created_at'])
  await createIndex(db, 'events', ['conversation_id'])
}

async function createWebhooks(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable('webhooks')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('events', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('removed_at', 'bigint')
    .execute()
  await createIndex(db, 'webhooks', ['project_id', 'removed_at'])
  const deliveries = db.schema.createTable('webhook_deliveries')
  // The id is the order of a ticket's deliveries: its row is locked by whoever writes one.
  const withId =
    engine === 'sqlite'
      ? deliveries.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      : deliveries.addColumn('id', 'bigint', (c) => c.primaryKey().generatedByDefaultAsIdentity())
  await withId
    .addColumn('webhook_id', 'text', (c) => c.notNull().references('webhooks.id'))
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
    .addColumn('message_id', 'text')
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_at', 'bigint', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute()
  await createIndex(db, 'webhook_deliveries', ['state', 'next_at'])
  await createIndex(db, 'webhook_deliveries', ['conversation_id', 'webhook_id', 'state'])
  await createIndex(db, 'webhook_deliveries', ['ended_at'])
}

async function createNotices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('notices')
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('since', 'bigint')
    .addColumn('mailed_at', 'bigint')
    .addColumn('mailed_seq', 'integer')
    .addPrimaryKeyConstraint('notices_pk', ['conversation_id', 'kind'])
    .execute()
  await createIndex(db, 'notices', ['kind', 'since'])
  await db.schema
    .createTable('notification_settings')
    .addColumn('project_id', 'integer', (c) => c.primaryKey().references('projects.id'))
    .addColumn('recipients', 'text', (c) => c.notNull())
    .addColumn('reply_mails', 'text')
    .execute()
}
