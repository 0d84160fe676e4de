import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import Database from 'libsql'
import pg from 'pg'

/**
 * As little as a durable message can be: a request, one row committed by the driver that we use
 * under the durability that we use, an answer.
 */

const insert = process.env.ENGINE === 'postgres' ? await onPostgres() : onSqlite()

createServer(async (incoming, outgoing) => {
  if (incoming.url === '/readyz') return outgoing.end()
  let text = ''
  for await (const chunk of incoming) text += chunk
  const { conversation, content } = JSON.parse(text)
  const id = randomUUID()
  await insert([id, conversation, content, Date.now()])
  outgoing.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id }))
}).listen(Number(process.env.PORT), '127.0.0.1')

function onSqlite() {
  const db = new Database(`${process.env.PORCHLIGHT_DATA ?? '/tmp'}/bare-${randomUUID()}.db`)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(
    'create table messages (id text primary key, conversation text, content text, at integer)',
  )
  const statement = db.prepare('insert into messages values (?, ?, ?, ?)')
  return async (values) => void statement.run(values)
}

async function onPostgres() {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
  await pool.query(
    'create table messages (id text primary key, conversation text, content text, at bigint)',
  )
  return async (values) =>
    void (await pool.query('insert into messages values ($1, $2, $3, $4)', values))
}
