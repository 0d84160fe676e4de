import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { ENGINE, inDatabase, openTestStore } from '../testing/test-database.ts'
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
  '[SV3] (SQLite: one commit for many) fails who makes a commit fail, and commits the others after it',
  async () => {
    const { store } = await openTestStore()
    const outcomes = await Promise.allSettled([
      store.write((tx) => writeMeta(tx, 'store_id', 'kept')),
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
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(rows).toEqual(['kept', 'kept'])
  },
)

it.skipIf(ENGINE !== 'sqlite')(
  '[SV3] (SQLite: it gives up the whole transaction) lets the others through when one finds the disk full, and says why',
  async () => {
    const { store, place } = await openTestStore()
    await store.write((tx) => sql`pragma max_page_count = 1`.execute(tx.db))
    const outcomes = await Promise.allSettled([
      store.write((tx) => writeMeta(tx, 'store_id', 'kept')),
      store.write((tx) => writeMeta(tx, 'last_start', 'x'.repeat(1_000_000))),
      store.write((tx) => writeMeta(tx, 'events_floor', 'kept')),
    ])
    const kept = await inDatabase(place, (db) => db.selectFrom('meta').select('key').execute())
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(String((outcomes[1] as PromiseRejectedResult).reason)).toMatch(/full/)
    expect(kept.map(({ key }) => key).sort()).toEqual(['events_floor', 'store_id'])
  },
)

it.skipIf(ENGINE !== 'sqlite').each([1, 2])(
  '[SV3] (SQLite: it gives up the whole transaction) keeps nothing of %i writes that found the disk full, also of what fits',
  async (count) => {
    const { store, place } = await openTestStore()
    await store.write((tx) => sql`pragma max_page_count = 1`.execute(tx.db))
    const outcomes = await Promise.allSettled(
      Array.from({ length: count }, () =>
        store.write(async (tx) => {
          const meta = tx.db.insertInto('meta')
          tx.later(meta.values({ key: 'last_start', value: 'x'.repeat(1_000_000) }))
          tx.later(meta.values({ key: 'events_floor', value: 'later' }))
          await meta.values({ key: 'store_id', value: 'awaited' }).execute()
        }),
      ),
    )
    const kept = await inDatabase(place, (db) => db.selectFrom('meta').select('key').execute())
    for (const outcome of outcomes) {
      expect(String((outcome as PromiseRejectedResult).reason)).toMatch(/full/)
    }
    expect(kept).toEqual([])
  },
)
