import { expect, it } from 'vitest'
import { openTestStore } from '../testing/test-database.ts'
import { writeMeta } from './meta.ts'
import { prepare } from './prepared.ts'

const byValue = prepare((db, { value, key }: { value: string; key: string }) =>
  db
    .selectFrom('meta')
    .selectAll()
    .where('key', '=', key as never)
    .where('value', '=', value),
)

it('gets its values where the statement wants them, however they are named', async () => {
  const { store } = await openTestStore()
  await store.write((tx) => writeMeta(tx, 'store_id', 'one'))
  const rows = await store.read(async (tx) => [
    await byValue.first(tx, { value: 'one', key: 'store_id' }),
    await byValue.first(tx, { key: 'store_id', value: 'two' }),
    await byValue.first(tx, { key: 'store_id', value: 'one' }),
  ])
  const row = { key: 'store_id', value: 'one' }
  expect(rows).toEqual([row, undefined, row])
})

it('refuses a value that would be the same for ever', async () => {
  const { store } = await openTestStore()
  const fixed = prepare((db, _: { key: string }) =>
    db.selectFrom('meta').selectAll().where('value', '=', 'one'),
  )
  await store.read(async (tx) => {
    expect(() => fixed.with(tx, { key: 'store_id' })).toThrow('not given each time')
  })
})

it('takes no value that a database could take for another', async () => {
  const { store } = await openTestStore()
  await store.read(async (tx) => {
    for (const value of [undefined, true, {}, [], 1n]) {
      expect(() => byValue.with(tx, { key: 'store_id', value: value as never })).toThrow('value')
    }
  })
})
