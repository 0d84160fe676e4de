/**
 * Many values as one: a list of JSON. A statement that looks for any of them has the same text whatever
 * their number, so it can be prepared.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.ts'

/** The texts of a list, for the right side of an `in`. */
export function listed(list: string, { engine }: { readonly engine: Engine }): RawBuilder<string> {
  return engine === 'sqlite'
    ? sql`(select value from json_each(${list}))`
    : sql`(select json_array_elements_text(${list}::json))`
}

/** @returns the list, each text once */
export function toList(texts: Iterable<string>): string {
  return JSON.stringify([...new Set(texts)])
}
