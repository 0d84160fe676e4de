/** Keys by which sites prove who a visitor is, and the visitors of whom it was proven. */
import type { Kysely } from 'kysely'
import { createIndex } from './create-index.ts'

export async function addIdentity(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('identity_keys')
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('kid', 'text', (c) => c.notNull())
    .addColumn('algorithm', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('identity_keys_pk', ['project_id', 'kid'])
    .execute()
  await addSignIns(db)
  for (const column of ['subject', 'verified_traits'] as const) {
    await db.schema.alterTable('visitors').addColumn(column, 'text').execute()
  }
  // One visitor for one person: two browsers that prove the same at once meet here.
  await db.schema
    .createIndex('visitors_project_id_subject')
    .unique()
    .on('visitors')
    .columns(['project_id', 'subject'])
    .execute()
}

async function addSignIns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sign_in_links')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('agent_id', 'integer', (c) => c.notNull().references('agents.id'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await createIndex(db, 'sign_in_links', ['agent_id', 'created_at'])
  await createIndex(db, 'sign_in_links', ['expires_at'])
  await createIndex(db, 'agents', ['email'])
  await createIndex(db, 'api_keys', ['agent_id'])
}
