import { createServer } from 'node:http'
import Database from 'libsql'
import pg from 'pg'
import { FILTERS } from './ticket-filters.mjs'

/**
 * The least that a list of tickets can be: a request, how many there are, the rows of one page with the
 * threads and people they name, and an answer. Over the database of the server that is measured, by its
 * driver. It parses no query, authorises nobody, and answers rows as they are.
 */

const store = process.env.ENGINE === 'postgres' ? await onPostgres() : onSqlite()

createServer(async (incoming, outgoing) => {
  if (incoming.url === '/readyz') return outgoing.end()
  const filter = FILTERS[Number(incoming.url.slice(1))]
  const { where, order } = filter
  const listed = `from tickets t where project_id = 1 and is_listed = 1 and ${where.replace(':now', Date.now())}`
  const [{ count }] = await store.query(`select count(*) as count ${listed}`)
  const results = await store.query(
    `select t.*, c.rev, c.visitor_id, c.mode, v.verified_traits, v.created_at as since, a.email
     from (select * ${listed} order by ${order} limit 100) t
     join conversations c on c.id = t.conversation_id
     left join visitors v on v.id = c.visitor_id
     left join agents a on a.id = t.assignee_id
     order by ${order.replaceAll(/(\w+)( desc)?/g, 't.$1$2')}`,
  )
  const answer = JSON.stringify({ count: Number(count), results })
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(answer)
}).listen(Number(process.env.PORT), '127.0.0.1')

function onSqlite() {
  const db = new Database(process.env.DATABASE_FILE)
  // The server keeps house beside us.
  db.pragma('busy_timeout = 10000')
  return { query: async (text) => db.prepare(text).all() }
}

async function onPostgres() {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
  return { query: async (text) => (await pool.query(text)).rows }
}
