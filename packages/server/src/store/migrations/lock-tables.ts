/** PostgreSQL: changes of indexes while older processes write and read. */
import { type Kysely, sql } from 'kysely'

/**
 * All at once: others hold one of them and wait for the next. Whoever waits for long gives up, and is tried
 * again (`../migrate.ts`), since behind it everybody else waits as well.
 */
export async function lockTables(db: Kysely<unknown>, tables: readonly string[]): Promise<void> {
  await sql`set local lock_timeout = '200ms'`.execute(db)
  const list = sql.join(tables.map((table) => sql.table(table)))
  await sql`lock table ${list} in access exclusive mode`.execute(db)
}
