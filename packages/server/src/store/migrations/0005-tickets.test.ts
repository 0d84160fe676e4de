import { Kysely, Migrator, sql } from 'kysely'
import { expect, it } from 'vitest'
import { sqliteDialect } from '../sqlite-dialect.ts'
import { migrationsFor } from './migrations.ts'

// What was there before is the same on both engines, and PostgreSQL had no tables of that age.
it('[SV84] finds tickets of an older database, and by the tags that they had', async () => {
  const db = new Kysely<never>({ dialect: sqliteDialect({ path: ':memory:', busyTimeoutMs: 0 }) })
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrationsFor('sqlite') },
  })
  await migrator.migrateTo('0004_event_order')
  await sql`insert into projects values (1, 'default', 'plw_x', '{}', 5, 0)`.execute(db)
  for (const [number, count, tags, deleted] of [
    [1, 2, '["vip","billing","vip"]', null],
    [2, 0, '[]', null],
    [3, 1, '["gone"]', 7],
  ] as const) {
    await sql`insert into conversations
      (id, project_id, mode, next_seq, last_seq, read_seq, team_read_seq, rev, deleted_at,
       created_at, updated_at)
      values (${`c${number}`}, 1, 'people', 1, 0, 0, 0, 1, ${deleted}, 0, 0)`.execute(db)
    await sql`insert into tickets
      (id, project_id, conversation_id, number, channel_source, status, anonymous_traits,
       session_context, ai_resolved, tags, message_count, unread_team_count,
       unread_customer_count, created_at, updated_at)
      values (${`t${number}`}, 1, ${`c${number}`}, ${number}, 'widget', 'new', '{}', '{}', 0,
       ${tags}, ${count}, 0, 0, 0, 0)`.execute(db)
  }
  const { error } = await migrator.migrateToLatest()
  const listed = await sql`select number, is_listed from tickets order by number`.execute(db)
  const found = await sql`select ticket_id, name from ticket_tags order by name`.execute(db)
  await db.destroy()
  expect(error).toBeUndefined()
  expect(listed.rows).toEqual([
    { number: 1, is_listed: 1 },
    { number: 2, is_listed: 0 },
    { number: 3, is_listed: 0 },
  ])
  expect(found.rows).toEqual([
    { ticket_id: 't1', name: 'billing' },
    { ticket_id: 't3', name: 'gone' },
    { ticket_id: 't1', name: 'vip' },
  ])
})
