/**
 * Several changes as one statement of PostgreSQL: on the way of a message, what comes with each statement
 * costs more than what it does.
 *
 * The parts of one statement all see the rows as they were before it, so only changes of different
 * tables are put together; each of ours names its row, and reads no other table.
 * (PostgreSQL's manual, "Data-Modifying Statements in WITH")
 */
import { CompiledQuery } from 'kysely'
import type { PreparedQuery } from './prepared.ts'

/** By the texts of its parts. */
const combined = new Map<string, string>()

/** The same changes, in as few statements as may be, in their order. */
export function combineChanges(
  changes: readonly PreparedQuery<unknown>[],
): PreparedQuery<unknown>[] {
  return groupByTables(changes).map((group) => {
    const [only, ...more] = group
    return only !== undefined && more.length === 0 ? only : combine(group)
  })
}

/** Neighbours that change different tables. */
function groupByTables(changes: readonly PreparedQuery<unknown>[]): PreparedQuery<unknown>[][] {
  const groups: PreparedQuery<unknown>[][] = []
  let tables = new Set<string>()
  for (const change of changes) {
    const table = tableOf(change.sql)
    const group = groups.at(-1)
    if (group === undefined || tables.has(table)) {
      groups.push([change])
      tables = new Set()
    } else group.push(change)
    tables.add(table)
  }
  return groups
}

function tableOf(text: string): string {
  const [, table] = /^(?:insert into|update|delete from) "(\w+)"/.exec(text) ?? []
  if (table === undefined) throw new Error('postgres: what is sent for later changes a table')
  return table
}

function combine(changes: readonly PreparedQuery<unknown>[]): PreparedQuery<unknown> {
  const key = changes.map(({ sql }) => sql).join('; ')
  const text = combined.get(key) ?? textOf(changes)
  combined.set(key, text)
  const values = changes.flatMap(({ parameters }) => parameters)
  return { ...CompiledQuery.raw(text, values), isPrepared: true }
}

function textOf(changes: readonly PreparedQuery<unknown>[]): string {
  let before = 0
  const parts = changes.map(({ sql, parameters }) => {
    const shift = before
    before += parameters.length
    // Values are never in the text itself, so that whatever looks like a number of one is one.
    return sql.replaceAll(/\$(\d+)/g, (_, n) => `$${Number(n) + shift}`)
  })
  const last = parts.pop()
  return `with ${parts.map((part, n) => `change_${n} as (${part})`).join(', ')} ${last}`
}
