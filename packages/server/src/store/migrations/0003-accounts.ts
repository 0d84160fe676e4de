/** Agents with a name, API keys that say what they may do and whose they are, and mails. */
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex } from './create-index.ts'

export async function addAccounts(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const agents = db.schema.createTable('agents')
  // The published API names a user by a whole number.
  const withId =
    engine === 'sqlite'
      ? agents.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      : agents.addColumn('id', 'integer', (c) => c.primaryKey().generatedByDefaultAsIdentity())
  await withId
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('avatar_url', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at', 'bigint')
    .execute()
  await createIndex(db, 'agents', ['project_id', 'email'])
  // Keys of before may do everything, as they could.
  for (const [name, type] of KEY_COLUMNS) {
    await db.schema
      .alterTable('api_keys')
      .addColumn(name, type, (c) => (name === 'scopes' ? c.notNull().defaultTo('*') : c))
      .execute()
  }
  await createIndex(db, 'api_keys', ['project_id', 'created_at'])
  await createMails(db)
}

async function createMails(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mails')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('sent_at', 'bigint')
    .execute()
  await createIndex(db, 'mails', ['project_id', 'created_at'])
  await createIndex(db, 'mails', ['state', 'next_at'])
}

const KEY_COLUMNS = [
  ['name', 'text'],
  ['scopes', 'text'],
  ['agent_id', 'integer'],
  ['expires_at', 'bigint'],
  ['revoked_at', 'bigint'],
] as const
