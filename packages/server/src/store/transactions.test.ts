import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { holdOpen } from '../testing/hold-open.ts'
import { ENGINE, inDatabase, openTestStore } from '../testing/test-database.ts'
import { readMeta, writeMeta } from './meta.ts'
import { prepare } from './prepared.ts'
import type { ReadTx, Tx } from './store.ts'

const insert = ({ db }: ReadTx, value: string) =>
  db.insertInto('meta').values({ key: 'store_id', value })

const update = ({ db }: ReadTx, value: string) =>
  db.updateTable('meta').set({ value }).where('key', '=', 'store_id')

const ALL = prepare((db) => db.selectFrom('meta').selectAll())

/** Both answers are there when this process looks again, as in one that is busy. */
function blockFor(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

/** As one that is waited for deeper down. */
async function settleSlowly<T>(outcome: Promise<T>): Promise<T> {
  try {
    return await outcome
  } finally {
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
}

/** Refused by the database: the project is not there. */
const refused = ({ db }: ReadTx) =>
  db.insertInto('visitors').values({ id: 'nobody', project_id: 404, created_at: 0 })

describe('[SV3] what nobody waits for', () => {
  it('is carried out in the order in which it is sent, before what is sent later', async () => {
    const { store } = await openTestStore()
    const seen = await store.write(async (tx) => {
      tx.later(insert(tx, 'first'))
      tx.later(update(tx, 'second'))
      const before = await readMeta(tx, 'store_id')
      tx.later(update(tx, 'third'))
      return before
    })
    expect(seen).toBe('second')
    expect(await store.read((tx) => readMeta(tx, 'store_id'))).toBe('third')
  })

  it.each([
    ['nothing follows', async () => {}],
    ['a read follows', async (tx: Tx) => void (await readMeta(tx, 'store_id'))],
    ['another follows', async (tx: Tx) => tx.later(update(tx, 'more'))],
  ])('takes all back when it fails, and says why: %s', async (_, follow) => {
    const { store, place } = await openTestStore()
    const writing = store.write(async (tx) => {
      tx.later(insert(tx, 'lost'))
      tx.later(refused(tx))
      await follow(tx)
    })
    await expect(writing).rejects.toThrow(/foreign key/i)
    expect(await inDatabase(place, (db) => db.selectFrom('meta').selectAll().execute())).toEqual([])
  })

  it('fails no other write', async () => {
    const { store } = await openTestStore()
    const outcomes = await Promise.allSettled([
      store.write(async (tx) => tx.later(insert(tx, 'kept'))),
      store.write(async (tx) => tx.later(refused(tx))),
      store.write((tx) => writeMeta(tx, 'events_floor', 'kept')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
})

describe.skipIf(ENGINE !== 'postgres')(
  '[SV3] (PostgreSQL: others get the connection) what comes late',
  () => {
    it('is refused, and changes nothing for whoever comes next', async () => {
      const { store, place } = await openTestStore()
      const late: Promise<unknown>[] = []
      let isLate = (): void => {}
      const over = new Promise<void>((resolve) => {
        isLate = resolve
      })
      const writing = store.write(async (tx) => {
        late.push(over.then(() => insert(tx, 'late').execute()))
        late.push(over.then(async () => tx.later(insert(tx, 'late'))))
        throw new Error('refused')
      })
      await expect(writing).rejects.toThrow('refused')
      await store.write(async () => {
        isLate()
        const outcomes = await Promise.allSettled(late)
        expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      })
      expect(await inDatabase(place, (db) => db.selectFrom('meta').selectAll().execute())).toEqual(
        [],
      )
    })
  },
)

describe('[SV150] of two who make what there can be once', () => {
  const findOrMake = async (tx: Tx, value: string, make: (tx: Tx) => Promise<unknown>) => {
    const known = await readMeta(tx, 'store_id')
    if (known === null) await make(tx)
    return known ?? value
  }

  it.each<[string, (tx: Tx, value: string) => Promise<unknown>]>([
    ['waits for it', (tx, value) => insert(tx, value).execute()],
    ['does not wait for it', async (tx, value) => tx.later(insert(tx, value))],
  ])('the second finds what the first has made, when it %s', async (_, make) => {
    const { store } = await openTestStore()
    const write = (value: string) => (tx: Tx) => findOrMake(tx, value, () => make(tx, value))
    const going = await holdOpen(store, write('first'))
    expect(await going.commitDuring(() => store.write(write('second')))).toBe('first')
  })

  it('one who never looks is refused at last', async () => {
    const { store } = await openTestStore()
    await store.write((tx) => writeMeta(tx, 'store_id', 'first'))
    await expect(store.write((tx) => insert(tx, 'second').execute())).rejects.toThrow(/unique/i)
  })
})

describe.skipIf(ENGINE !== 'postgres')('on PostgreSQL, where a failed statement spoils all', () => {
  it('[SV3] commits nothing when whoever sent it keeps the failure to himself', async () => {
    const { store } = await openTestStore()
    const writing = store.write(async (tx) => {
      await writeMeta(tx, 'store_id', 'lost')
      await refused(tx)
        .execute()
        .catch(() => {})
    })
    await expect(writing).rejects.toThrow(/foreign key/i)
    expect(await store.read((tx) => readMeta(tx, 'store_id'))).toBeNull()
  })

  it('[SV3] tells what failed first, whichever statement is heard of first', async () => {
    const { store } = await openTestStore()
    const writing = store.write((tx) => {
      setImmediate(() => blockFor(100))
      return Promise.all([
        settleSlowly(refused(tx).execute()),
        tx.db.selectFrom('meta').selectAll().execute(),
      ])
    })
    await expect(writing).rejects.toThrow(/foreign key/i)
  })

  it('[SV65] a connection that is cut in the middle fails its transaction, and nothing else', async () => {
    const { store, place } = await openTestStore()
    const writing = store.write(async (tx) => {
      tx.later(insert(tx, 'lost'))
      await sql`select pg_sleep(20)`.execute(tx.db)
    })
    const failed = expect(writing).rejects.toThrow()
    await inDatabase(place, (db) =>
      sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()
      `.execute(db),
    )
    await failed
    await store.write((tx) => writeMeta(tx, 'events_floor', 'kept'))
    expect(await store.read((tx) => readMeta(tx, 'store_id'))).toBeNull()
  })
})

describe.skipIf(ENGINE !== 'postgres')(
  '[SV166] (PostgreSQL: it remembers plans) a migration',
  () => {
    const readAll = (tx: ReadTx) => ALL.all(tx, {})

    it.each(['read', 'lookUp', 'write'] as const)(
      'by another process fails no %s',
      async (kind) => {
        const { store, place } = await openTestStore()
        for (let times = 0; times < 5; times++) await store[kind](readAll)
        await inDatabase(place, (db) => sql`alter table meta add column more text`.execute(db))
        try {
          expect(await store[kind](readAll)).toEqual([])
        } finally {
          // Databases of tests are emptied and used again.
          await inDatabase(place, (db) => sql`alter table meta drop column more`.execute(db))
        }
      },
    )
  },
)
