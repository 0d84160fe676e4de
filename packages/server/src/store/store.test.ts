import { expect, it } from 'vitest'
import { openTestStore } from '../testing/test-database.ts'
import { writeMeta } from './meta.ts'

it('[SV62] finishes what is under way before it closes', async () => {
  const { store } = await openTestStore()
  const writes = [1, 2, 3].map((n) =>
    store.write(async (tx) => {
      await writeMeta(tx, 'events_floor', String(n))
      return n
    }),
  )
  const closed = store.close()
  expect(await Promise.all(writes)).toEqual([1, 2, 3])
  await closed
  await expect(store.read((tx) => tx.db.selectFrom('meta').execute())).rejects.toThrow()
})
