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

it('asked ahead, is asked once, and tells it once', async () => {
  const { store } = await openTestStore()
  await store.write((tx) => writeMeta(tx, 'store_id', 'one'))
  const given = { key: 'store_id', value: 'one' }
  const told = await store.write(async (tx) => {
    byValue.ahead(tx, given)
    await writeMeta(tx, 'store_id', 'two')
    return [
      await byValue.first(tx, { ...given, value: 'two' }),
      await byValue.first(tx, given),
      await byValue.first(tx, given),
    ]
  })
  expect(told).toEqual([{ ...given, value: 'two' }, given, undefined])
})

it('asked ahead and in vain, fails only who asks it in the end', async () => {
  const { store } = await openTestStore()
  const given = { key: 'store_id', value: {} as never }
  await store.write(async (tx) => byValue.ahead(tx, given))
  const asking = store.write(async (tx) => {
    byValue.ahead(tx, given)
    return await byValue.first(tx, given)
  })
  await expect(asking).rejects.toThrow('value')
})

it('[SV3] a look-up beside a write sees nothing of what is taken back', async () => {
  const { store } = await openTestStore()
  await store.write((tx) => writeMeta(tx, 'store_id', 'kept'))
  let takeBack = (): void => {}
  let write: Promise<void> | undefined
  await new Promise<void>((begun) => {
    write = store.write(async (tx) => {
      await writeMeta(tx, 'store_id', 'taken back')
      begun()
      await new Promise<void>((resolve) => {
        takeBack = resolve
      })
      throw new Error('refused')
    })
  })
  const seen = store.lookUp((tx) => byValue.first(tx, { key: 'store_id', value: 'taken back' }))
  const kept = store.lookUp((tx) => byValue.first(tx, { key: 'store_id', value: 'kept' }))
  takeBack()
  await expect(write).rejects.toThrow('refused')
  expect([await seen, await kept]).toEqual([undefined, { key: 'store_id', value: 'kept' }])
})

it('is refused when its transaction is over', async () => {
  const { store } = await openTestStore()
  const tx = await store.write(async (open) => open)
  await expect(byValue.first(tx, { key: 'store_id', value: 'one' })).rejects.toThrow('is over')
})
