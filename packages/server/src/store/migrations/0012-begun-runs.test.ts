import { Kysely, Migrator, sql } from 'kysely'
import { expect, it } from 'vitest'
import { sqliteDialect } from '../sqlite-dialect.ts'
import { migrationsFor } from './migrations.ts'

it('[SV154] counts the answers of an older database, and no run that was only warm', async () => {
  const db = new Kysely<never>({ dialect: sqliteDialect({ path: ':memory:', busyTimeoutMs: 0 }) })
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrationsFor('sqlite') },
  })
  await migrator.migrateTo('0011_erased_threads')
  await sql`insert into projects (id, name, widget_token, settings, next_ticket_number, created_at)
    values (1, 'default', 'plw_x', '{}', 5, 0)`.execute(db)
  for (const [state, outcome, createdAt] of [
    ['active', null, 10],
    ['ended', 'done', 20],
    ['ended', 'unused', 30],
    ['warm', null, 40],
  ] as const) {
    await sql`insert into conversations
      (id, project_id, mode, next_seq, last_seq, read_seq, team_read_seq, rev, created_at, updated_at)
      values (${`c${createdAt}`}, 1, 'assistant', 1, 0, 0, 0, 1, 0, 0)`.execute(db)
    await sql`insert into runs
      (id, project_id, conversation_id, answer_id, state, outcome, base_seq, epoch, created_at)
      values (${`r${createdAt}`}, 1, ${`c${createdAt}`}, 'a', ${state}, ${outcome}, 0, 0,
       ${createdAt})`.execute(db)
  }
  const { error } = await migrator.migrateToLatest()
  const { rows } = await sql<{ begun_at: number | null }>`
    select begun_at from runs order by created_at`.execute(db)
  await db.destroy()
  expect(error).toBeUndefined()
  expect(rows.map(({ begun_at }) => begun_at)).toEqual([10, 20, null, null])
})
