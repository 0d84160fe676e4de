import Database from 'libsql'
import pg from 'pg'
import { ask } from '../http-client.mjs'
import { round, summarise } from '../percentiles.mjs'
import { startPorchlight } from './processes.mjs'
import { append, openThread, ROOT, teamHeaders } from './visitors.mjs'

/** The list of 100 tickets among 100,000, by filter, beside the bare query for the same rows. */

const TICKETS = 100_000
const REPEATS = 30

const FILTERS = [
  ['newest', ''],
  ['open', 'status=open'],
  ['two statuses, by number', 'status=new,open&order_by=ticket_number'],
  ['urgent and unassigned', 'priority=high,critical&assignee=unassigned'],
  ['one tag', 'tags=["refund"]'],
  ['SLA breached', 'sla=breached'],
  ['by number', 'search=77777'],
  ['by text', 'search=lamp'],
]

export async function measureTickets({ createDatabase }) {
  const rows = []
  for (const engine of ['sqlite', 'postgres']) {
    const databaseUrl = engine === 'postgres' ? await createDatabase() : null
    const server = await startPorchlight(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl })
    const thread = await openThread(server.origin)
    await append(server.origin, thread, 'A lamp that flickers')
    const sql = databaseUrl === null ? onSqlite(server.data) : await onPostgres(databaseUrl)
    await multiply(sql)
    const bare = summarise(await repeat(() => sql.query(NEWEST)))
    rows.push({ engine, filter: 'bare SQL, newest', ...bare })
    for (const [filter, query] of FILTERS) {
      const url = `${server.origin}${ROOT}/tickets/?limit=100&${encodeURI(query)}`
      const { status, body } = await ask(url, { headers: teamHeaders })
      if (status !== 200) throw new Error(`${filter}: ${status}`)
      const times = summarise(await repeat(() => ask(url, { headers: teamHeaders })))
      const to_bare = round(times.p50_ms / bare.p50_ms, 1)
      rows.push({ engine, filter, found: body.count, ...times, to_bare })
    }
    await sql.close()
    await server.stop()
  }
  return rows
}

async function repeat(work) {
  const times = []
  for (let n = 0; n < REPEATS; n++) {
    const startedAt = performance.now()
    await work()
    times.push(performance.now() - startedAt)
  }
  return times
}

const NEWEST =
  'select * from tickets where project_id = 1 and is_listed = 1 order by updated_at desc limit 100'

function onSqlite(data) {
  const db = new Database(`${data}/porchlight.db`)
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
  await sql.run(sql.isPostgres ? 'analyze' : 'analyze')
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
