import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { ENGINE, openTestStore } from '../testing/test-database.ts'
import { readMeta, writeMeta } from './meta.ts'

it('[SV3] takes back what fails, and nothing of those who were committed with it', async () => {
  const { store } = await openTestStore()
  const outcomes = await Promise.allSettled([
    store.write((tx) => writeMeta(tx, 'store_id', 'kept')),
    store.write(async (tx) => {
      await writeMeta(tx, 'store_id', 'taken back')
      throw new Error('refused')
    }),
    store.write((tx) => writeMeta(tx, 'events_floor', 'kept')),
  ])
  const rows = await store.read(async (tx) => [
    await readMeta(tx, 'store_id'),
    await readMeta(tx, 'events_floor'),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(rows).toEqual(['kept', 'kept'])
})

it.skipIf(ENGINE !== 'sqlite')(
  '[SV3] (SQLite: one commit for many) fails all when the commit fails, and goes on after it',
  async () => {
    const { store } = await openTestStore()
    const outcomes = await Promise.allSettled([
      store.write((tx) => writeMeta(tx, 'store_id', 'lost')),
      store.write(async (tx) => {
        // Checked only when the transaction ends: by then nothing says whose fault it was.
        await sql`pragma defer_foreign_keys = on`.execute(tx.db)
        await tx.db
          .insertInto('visitors')
          .values({ id: 'nobody', project_id: 404, created_at: 0 })
          .execute()
      }),
    ])
    await store.write((tx) => writeMeta(tx, 'events_floor', 'kept'))
    const rows = await store.read(async (tx) => [
      await readMeta(tx, 'store_id'),
      await readMeta(tx, 'events_floor'),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(rows).toEqual([null, 'kept'])
  },
)
