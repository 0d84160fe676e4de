import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { createTestPlace, ENGINE } from '../testing/test-database.ts'
import { queryLists } from './postgres-query.ts'

const onPostgres = it.skipIf(ENGINE === 'sqlite')

/** A connection, and how often PostgreSQL has described columns on it. */
async function connect(): Promise<{ client: pg.Client; described: () => number }> {
  const { databaseUrl } = await createTestPlace()
  const client = new pg.Client({ connectionString: databaseUrl, pipeline: true } as pg.ClientConfig)
  await client.connect()
  onTestFinished(() => client.end())
  let count = 0
  const { connection } = client as unknown as { connection: pg.Connection }
  connection.on('rowDescription', () => {
    count += 1
  })
  return { client, described: () => count }
}

const halved = (value: number): Parameters<typeof queryLists>[1] => ({
  text: 'select 10 / $1::int as half, null as nothing, 7::bigint as long, $1::text as given',
  name: 'halved',
  values: [value],
})

onPostgres(
  'asks once on each connection what the columns of a prepared statement are',
  async () => {
    for (const { client, described } of [await connect(), await connect()]) {
      const first = await queryLists(client, halved(2))
      const second = await queryLists(client, halved(5))
      const columns = ['half', 'nothing', 'long', 'given']
      expect(first).toEqual({ columns, rows: [[5, null, 7, '2']], tag: 'SELECT 1' })
      expect(second).toEqual({ columns, rows: [[2, null, 7, '5']], tag: 'SELECT 1' })
      expect(described()).toBe(1)
    }
  },
)

onPostgres('reads the columns of those that are sent before the first has answered', async () => {
  const { client } = await connect()
  const both = await Promise.all([2, 5].map((value) => queryLists(client, halved(value))))
  expect(both.map(({ rows }) => rows[0]?.[0])).toEqual([5, 2])
})

onPostgres('fails alone, and leaves the statement as good as it was', async () => {
  const { client } = await connect()
  const all = await Promise.allSettled(
    [0, 2, 0, 5].map((value) => queryLists(client, halved(value))),
  )
  expect(all.map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  expect((await queryLists(client, halved(1))).rows).toEqual([[10, null, 7, '1']])
})

onPostgres(
  'tells the columns of what has no rows, and the number of those that were changed',
  async () => {
    const { client } = await connect()
    const none = { text: `select key from meta where key = 'none'`, name: 'none', values: [] }
    await queryLists(client, none)
    expect(await queryLists(client, none)).toEqual({ columns: ['key'], rows: [], tag: 'SELECT 0' })
    const insert = { text: `insert into meta values ($1, 'x')`, name: 'insert' }
    await queryLists(client, { ...insert, values: ['one'] })
    const second = await queryLists(client, { ...insert, values: ['two'] })
    expect(second).toEqual({ columns: [], rows: [], tag: 'INSERT 0 1' })
  },
)

onPostgres('carries out what is not prepared', async () => {
  const { client } = await connect()
  const plain = await queryLists(client, { text: 'select 1 as one', name: null, values: [] })
  const given = await queryLists(client, { text: 'select $1::int as one', name: null, values: [1] })
  expect([plain.rows, given.rows]).toEqual([[[1]], [[1]]])
})
