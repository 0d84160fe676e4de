import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { DEFAULTS } from '../../server-options.ts'
import { createTestPlace } from '../../testing/test-database.ts'
import { openDatabase } from '../open-database.ts'

it('[SV178] begins with the order that views had: by name, in each project', async () => {
  const place = await createTestPlace()
  const before = await openDatabase(place, DEFAULTS.log)
  for (const text of [
    'drop table agent_pictures',
    'alter table messages drop column agent_id',
    'drop index tickets_unread',
    `create index tickets_unread on tickets (project_id, is_listed, status, unread_team_count)
      where unread_team_count > 0`,
    'create index messages_conversation_id_posted_us on messages (conversation_id, posted_us)',
    'alter table ticket_views drop column position',
    "delete from kysely_migration where name >= '0021_order_of_views'",
    `insert into projects (id, name, widget_token, settings, next_ticket_number, created_at)
      values (1, 'one', 'plw_1', '{}', 1, 0), (2, 'two', 'plw_2', '{}', 1, 0)`,
    `insert into ticket_views (id, project_id, short_id, name, filters, created_at) values
      ('a', 1, 'a', 'Waiting', '{}', 10), ('b', 1, 'b', 'urgent', '{}', 20),
      ('c', 2, 'c', 'Mine', '{}', 30), ('d', 1, 'd', 'urgent', '{}', 40)`,
  ]) {
    await sql.raw(text).execute(before.db)
  }
  await before.close()
  const { db, close } = await openDatabase(place, DEFAULTS.log)
  // As a process of before does it that still runs.
  await sql`insert into ticket_views (id, project_id, short_id, name, filters, created_at)
    values ('e', 1, 'e', 'Meanwhile', '{}', 50)`.execute(db)
  const views = db.selectFrom('ticket_views').select(['project_id', 'id', 'position'])
  const rows = await views.orderBy('project_id').orderBy('position').execute()
  await close()
  expect(rows.map(({ project_id, id, position }) => [project_id, id, position])).toEqual([
    [1, 'd', 0],
    [1, 'b', 1],
    [1, 'a', 2],
    [1, 'e', 2 ** 30],
    [2, 'c', 0],
  ])
})
