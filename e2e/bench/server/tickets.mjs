import Database from 'libsql'
import pg from 'pg'
import { ask } from '../http-client.mjs'
import { round, summarise } from '../percentiles.mjs'
import { startBare, startPorchlight } from './processes.mjs'
import { FILTERS } from './ticket-filters.mjs'
import { append, openThread, ROOT, teamHeaders } from './visitors.mjs'

/**
 * The list of 100 tickets among 100,000, by filter. Beside each the same list, written by hand in SQL
 * behind a bare HTTP server, over the same database.
 */

const TICKETS = 100_000
/** Until the code of both is compiled. */
const WARM_UPS = 50
const REPEATS = 40

export async function measureTickets({ createDatabase }) {
  const rows = []
  for (const engine of ['sqlite', 'postgres']) {
    const databaseUrl = engine === 'postgres' ? await createDatabase() : null
    const server = await startPorchlight(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl })
    const thread = await openThread(server.origin)
    await append(server.origin, thread, 'A lamp that flickers')
    const file = `${server.data}/porchlight.db`
    const sql = databaseUrl === null ? onSqlite(file) : await onPostgres(databaseUrl)
    await multiply(sql)
    await sql.close()
    const bare = await startBare('bare-tickets.mjs', {
      ENGINE: engine,
      ...(databaseUrl === null ? { DATABASE_FILE: file } : { DATABASE_URL: databaseUrl }),
    })
    for (const [index, filter] of FILTERS.entries()) {
      const url = `${server.origin}${ROOT}/tickets/?limit=100&${encodeURI(filter.query)}`
      const [own, least] = await measure([
        () => ask(url, { headers: teamHeaders }),
        () => ask(`${bare.origin}/${index}`),
      ])
      if (own.found !== least.found) {
        throw new Error(`${filter.name}: ${own.found} tickets, and ${least.found} in SQL`)
      }
      const to_bare = round(own.p50_ms / least.p50_ms)
      const beside = { bare_p50_ms: least.p50_ms, bare_p99_ms: least.p99_ms, to_bare }
      rows.push({ engine, filter: filter.name, ...own, ...beside })
    }
    await bare.stop()
    await server.stop()
  }
  return rows
}

/**
 * By turns, so that whatever else the machine does meets all of them.
 *
 * @param {(() => Promise<{ status: number, body: any }>)[]} lists
 */
async function measure(lists) {
  const measured = lists.map((list) => ({ list, found: 0, times: [] }))
  for (let n = 0; n < WARM_UPS + REPEATS; n++) {
    for (const each of measured) {
      const startedAt = performance.now()
      const { status, body } = await each.list()
      const took = performance.now() - startedAt
      if (status !== 200) throw new Error(`list: ${status}`)
      each.found = body.count
      if (n >= WARM_UPS) each.times.push(took)
    }
  }
  return measured.map(({ found, times }) => ({ found, ...summarise(times) }))
}

function onSqlite(file) {
  const db = new Database(file)
  // The server keeps house beside us.
  db.pragma('busy_timeout = 10000')
  return {
    isPostgres: false,
    query: async (text) => db.prepare(text).all(),
    run: async (text) => void db.exec(text),
    close: async () => void db.close(),
  }
}

async function onPostgres(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  return {
    isPostgres: true,
    query: async (text) => (await client.query(text)).rows,
    run: async (text) => void (await client.query(text)),
    close: () => client.end(),
  }
}

/** Copies of the one ticket there is, each a little different, made by the database itself. */
async function multiply(sql) {
  const numbers = `(with recursive n(i) as (select 2 union all select i + 1 from n where i < ${TICKETS}) select i from n)`
  const id = (i) => `substr('00000000' || ${i}, -8)`
  const idOf = sql.isPostgres
    ? `lpad(n.i::text, 8, '0') || '-0000-7000-8000-000000000000'`
    : `${id('n.i')} || '-0000-7000-8000-000000000000'`
  await copyRows(sql, 'conversations', numbers, { id: idOf, updated_at: 'updated_at - n.i' })
  await copyRows(sql, 'tickets', numbers, {
    id: idOf,
    conversation_id: idOf,
    number: 'n.i',
    updated_at: 'updated_at - n.i',
    created_at: 'created_at - n.i',
    status: `case n.i % 5 when 0 then 'new' when 1 then 'open' when 2 then 'pending' when 3 then 'on_hold' else 'resolved' end`,
    priority: `case n.i % 10 when 0 then 'critical' when 1 then 'high' else 'low' end`,
    sla_due_at: `case n.i % 20 when 0 then 1 else null end`,
  })
  await copyRows(sql, 'messages', numbers, {
    conversation_id: idOf,
    id: idOf,
    content: `case n.i % 1000 when 0 then 'A lamp that flickers' else 'Where is my parcel?' end`,
  })
  await sql.run(
    `insert into ticket_tags (project_id, ticket_id, name) select 1, id, 'refund' from tickets where number % 50 = 0`,
  )
  // What the housekeeping of either engine would do before long.
  await sql.run(sql.isPostgres ? 'vacuum analyze' : 'analyze')
}

async function copyRows(sql, table, numbers, changes) {
  const rows = await sql.query(`select * from ${table} limit 1`)
  const columns = Object.keys(rows[0])
  const values = columns.map((name) =>
    name in changes
      ? changes[name].replaceAll(/\b(updated_at|created_at)\b/g, 't.$1')
      : `t.${name}`,
  )
  await sql.run(
    `insert into ${table} (${columns.join(', ')})
     select ${values.join(', ')} from (select * from ${table} limit 1) as t, ${numbers} as n`,
  )
}
