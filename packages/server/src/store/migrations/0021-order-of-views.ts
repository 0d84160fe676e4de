/** The team puts its views in an order of its own. */
import { type Kysely, sql } from 'kysely'

/**
 * Those there are begin in the order in which the inbox has shown them until now: by name, and of one name
 * the newest first.
 */
export async function orderViews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('ticket_views')
    .addColumn('position', 'integer', (c) => c.notNull().defaultTo(BEHIND_ALL))
    .execute()
  const { rows } = await sql<{ id: string; project_id: number; name: string }>`
    select id, project_id, name from ticket_views order by created_at desc, id desc`.execute(db)
  const places = new Map<number, number>()
  for (const { id, project_id } of rows.sort((a, b) => a.name.localeCompare(b.name))) {
    const position = places.get(project_id) ?? 0
    await sql`update ticket_views set position = ${position} where id = ${id}`.execute(db)
    places.set(project_id, position + 1)
  }
}

/** Of what an older process saves meanwhile, which names no place: there is room behind it for more. */
const BEHIND_ALL = 2 ** 30
