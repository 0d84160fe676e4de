/**
 * Many values as one: a list of JSON. A statement that looks for any of them has the same text whatever
 * their number, so it can be prepared.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Engine } from './engine.ts'

/**
 * Whether a column is one of the texts of a list. PostgreSQL takes an array for a few values, and a set that is
 * selected for a hundred: then it would rather read a table of some thousands of rows than its index.
 */
export function isListed(
  column: string,
  list: string,
  { engine }: { readonly engine: Engine },
): RawBuilder<SqlBool> {
  return engine === 'sqlite'
    ? sql`${sql.ref(column)} in (select value from json_each(${list}))`
    : sql`${sql.ref(column)} = any(array(select json_array_elements_text(${list}::json)))`
}

/** @returns the list, each text once */
export function toList(texts: Iterable<string>): string {
  return JSON.stringify([...new Set(texts)])
}
