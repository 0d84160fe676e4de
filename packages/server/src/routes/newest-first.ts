/** Lists that have nothing to be ordered by but their age. */
import { type SelectQueryBuilder, type Simplify, sql } from 'kysely'
import type { PageRequest } from './paging.ts'

/**
 * A page of what is selected, the newest first, and how many there are in all. Two that were made in
 * the same millisecond are told apart by their ids, so that no row stands on two pages.
 */
export async function readNewestFirst<
  DB,
  TB extends keyof DB,
  Row extends { readonly id: string; readonly created_at: number },
>(
  selected: SelectQueryBuilder<DB, TB, Row>,
  { limit, offset }: PageRequest,
): Promise<{ rows: Simplify<Row>[]; count: number }> {
  const { count } = await selected
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    // kysely cannot compute what a selection adds while it does not know the tables.
    .$castTo<{ count: number }>()
    .executeTakeFirstOrThrow()
  const rows = await selected
    .orderBy(sql.ref('created_at'), 'desc')
    .orderBy(sql.ref('id'), 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows, count: Number(count) }
}
