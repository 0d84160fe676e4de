/** What a team does with tickets: who works on them, until when, under which tags and views. */
import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'
import { readStrings } from '../json-columns.ts'
import { createIndex } from './create-index.ts'

export async function workOnTickets(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await addColumns(db)
  await createTags(db)
  await indexLists(db, engine)
  await createViews(db)
  await createFeedback(db)
}

async function addColumns(db: Kysely<unknown>): Promise<void> {
  for (const [name, type] of TICKET_COLUMNS) {
    await db.schema.alterTable('tickets').addColumn(name, type).execute()
  }
  await db.schema
    .alterTable('tickets')
    .addColumn('is_listed', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await sql`update tickets set is_listed = 1 where message_count > 0 and conversation_id in
    (select id from conversations where deleted_at is null)`.execute(db)
  await db.schema.alterTable('messages').addColumn('rich_content', 'text').execute()
}

const TICKET_COLUMNS = [
  ['assignee_id', 'integer'],
  ['sla_due_at', 'bigint'],
  ['snoozed_until', 'bigint'],
  ['ai_triage_result', 'text'],
] as const

async function createTags(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ticket_tags')
    .addColumn('ticket_id', 'text', (c) => c.notNull().references('tickets.id'))
    .addColumn('project_id', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('ticket_tags_pk', ['ticket_id', 'name'])
    .execute()
  await createIndex(db, 'ticket_tags', ['project_id', 'name', 'ticket_id'])
  const tagged = await sql<{ id: string; project_id: number; tags: string }>`
    select id, project_id, tags from tickets where tags != '[]'`.execute(db)
  for (const { id, project_id, tags } of tagged.rows) {
    for (const name of new Set(readStrings(tags))) {
      await sql`insert into ticket_tags (ticket_id, project_id, name)
        values (${id}, ${project_id}, ${name})`.execute(db)
    }
  }
}

/** One index for each way to filter or sort; `number` comes last, as the tie is broken by it. */
async function indexLists(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema.dropIndex('tickets_project_id_updated_at').execute()
  const sorted = ['updated_at', 'created_at', 'sla_due_at', 'snoozed_until']
  for (const column of sorted) {
    await createIndex(db, 'tickets', ['project_id', 'is_listed', column, 'number'])
  }
  for (const column of ['status', 'priority', 'assignee_id', 'ai_triage_result']) {
    await createIndex(db, 'tickets', ['project_id', 'is_listed', column, 'updated_at', 'number'])
  }
  // Nulls come last in either direction. SQLite can walk its index so; PostgreSQL needs one more.
  for (const column of engine === 'postgres' ? ['sla_due_at', 'snoozed_until'] : []) {
    await sql`create index ${sql.ref(`tickets_${column}_latest_first`)} on tickets
      (project_id, is_listed, ${sql.ref(column)} desc nulls last, number desc)`.execute(db)
  }
  await db.schema
    .createIndex('tickets_email')
    .on('tickets')
    .column('project_id')
    .expression(sql`lower(trait_email)`)
    .execute()
  await db.schema
    .createIndex('tickets_unread')
    .on('tickets')
    .columns(['project_id', 'is_listed', 'status', 'unread_team_count'])
    .where(sql<boolean>`unread_team_count > 0`)
    .execute()
  await db.schema
    .createIndex('tickets_snoozed')
    .on('tickets')
    .column('snoozed_until')
    .where('snoozed_until', 'is not', null)
    .execute()
}

async function createViews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ticket_views')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('short_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('filters', 'text', (c) => c.notNull())
    .addColumn('created_by', 'integer')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('ticket_views_short_id', ['project_id', 'short_id'])
    .execute()
  await createIndex(db, 'ticket_views', ['project_id', 'created_at', 'id'])
  await db.schema
    .createTable('customer_profile_configs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('sidebar', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute()
  await createIndex(db, 'customer_profile_configs', ['project_id', 'created_at', 'id'])
}

async function createFeedback(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ai_feedback')
    .addColumn('ticket_id', 'text', (c) => c.notNull().references('tickets.id'))
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('rater', 'text', (c) => c.notNull())
    .addColumn('rating', 'text', (c) => c.notNull())
    .addColumn('feedback_text', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('ai_feedback_pk', ['ticket_id', 'message_id', 'rater'])
    .execute()
}
