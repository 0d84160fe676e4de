import { CompiledQuery } from 'kysely'
import { expect, it } from 'vitest'
import { combineChanges } from './combine-changes.ts'
import type { PreparedQuery } from './prepared.ts'

const change = (sql: string, ...values: string[]): PreparedQuery<unknown> => ({
  ...CompiledQuery.raw(sql, values),
  isPrepared: true,
})

const message = change('insert into "messages" ("id", "content") values ($1, $2)', 'm', '$1')
const thread = change('update "conversations" set "rev" = $1 where "id" = $2', '1', 'c')
const event = change('insert into "events" ("id") values ($1)', 'e')

const told = (changes: readonly PreparedQuery<unknown>[]): [string, readonly unknown[]][] =>
  combineChanges(changes).map(({ sql, parameters }) => [sql, parameters])

it('changes of different tables are one statement, each with its own values', () => {
  expect(told([message, thread, event])).toEqual([
    [
      'with change_0 as (insert into "messages" ("id", "content") values ($1, $2)), ' +
        'change_1 as (update "conversations" set "rev" = $3 where "id" = $4) ' +
        'insert into "events" ("id") values ($5)',
      ['m', '$1', '1', 'c', 'e'],
    ],
  ])
})

it('two changes of one table stay two, in their order, as neither would see the other', () => {
  expect(combineChanges([message, thread, thread])).toEqual([
    ...combineChanges([message, thread]),
    thread,
  ])
})

it('nothing stays nothing, and one stays as it is', () => {
  expect(combineChanges([])).toEqual([])
  expect(combineChanges([event])).toEqual([event])
})
