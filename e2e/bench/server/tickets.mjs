import { ask } from '../http-client.mjs'
import { round, summarise } from '../percentiles.mjs'
import { copyRows, numbersUpTo, onPostgres, onSqlite } from './copy-rows.mjs'
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

/** Copies of the one ticket there is, each a little different, made by the database itself. */
async function multiply(sql) {
  const numbers = numbersUpTo(TICKETS)
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
