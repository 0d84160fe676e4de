import Database from 'libsql'
import pg from 'pg'

/** Tables that become as large as those of years, beside the server that has them open. */

export function onSqlite(file) {
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

export async function onPostgres(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  return {
    isPostgres: true,
    query: async (text) => (await client.query(text)).rows,
    run: async (text) => void (await client.query(text)),
    close: () => client.end(),
  }
}

/** A table of the numbers from 2 on: the one row that is copied is the first. */
export function numbersUpTo(last) {
  return `(with recursive n(i) as (select 2 union all select i + 1 from n where i < ${last}) select i from n)`
}

/**
 * Copies of the one row there is in a table, made by the database itself.
 *
 * @param {Record<string, string>} changes by column: what is different in each, in SQL, where `n.i` is its number
 */
export async function copyRows(sql, table, numbers, changes) {
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
