import { Kysely, Migrator, sql } from 'kysely'
import { expect, it } from 'vitest'
import { sqliteDialect } from '../sqlite-dialect.ts'
import { migrationsFor } from './migrations.ts'

it('[SV125] gives messages of an older database times that rise, whatever their clock did', async () => {
  const db = new Kysely<never>({ dialect: sqliteDialect({ path: ':memory:', busyTimeoutMs: 0 }) })
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrationsFor('sqlite') },
  })
  await migrator.migrateTo('0004_event_order')
  await sql`insert into projects values (1, 'default', 'plw_x', '{}', 5, 0)`.execute(db)
  await sql`insert into conversations
    (id, project_id, mode, next_seq, last_seq, read_seq, team_read_seq, rev, created_at, updated_at)
    values ('c', 1, 'people', 6, 5, 0, 0, 1, 0, 0)`.execute(db)
  // The second was written in the same millisecond, the third after the clock was set back.
  for (const [seq, at] of [
    [1, 50],
    [2, 50],
    [3, 20],
    [4, 60],
    [null, 70],
  ] as const) {
    await sql`insert into messages
      (conversation_id, id, state, author, content, seq, rev, is_private, incomplete, citations,
       created_at)
      values ('c', ${`m${at}-${seq}`}, ${seq === null ? 'queued' : 'posted'}, 'visitor', 'x',
       ${seq}, 1, 0, 0, '[]', ${at})`.execute(db)
  }
  const { error } = await migrator.migrateToLatest()
  const rows = await sql<{ posted_us: number | null }>`
    select posted_us from messages order by seq is null, seq`.execute(db)
  const last = await sql`select last_posted_us from conversations`.execute(db)
  await db.destroy()
  expect(error).toBeUndefined()
  const times = rows.rows.map(({ posted_us }) => posted_us)
  expect(times).toEqual([50_001, 50_002, 50_003, 60_004, null])
  expect(last.rows).toEqual([{ last_posted_us: 60_004 }])
})
