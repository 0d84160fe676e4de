import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import { ENGINE } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

it.skipIf(ENGINE !== 'sqlite')(
  '[SV65] (SQLite: one file, one lock) answers again once another process has let go of the file',
  async () => {
    const { visitor, place, errors } = await startTestServer({ busyTimeoutMs: 5 })
    const ada = await visitor()
    const thread = await ada.open()
    const other = new Database(`${place.dataDir}/porchlight.db`)
    other.exec('begin immediate')
    const locked = [await ada.append(thread, 'Lost'), await ada.append(thread, 'Lost too')]
    const read = await ada.get('/')
    other.exec('rollback')
    other.close()
    const freed = [await ada.append(thread, 'One'), await ada.append(thread, 'Two')]
    const { body } = await ada.get(`/${thread}/`)
    expect([...locked, read, ...freed].map(({ status }) => status)).toEqual([
      422, 422, 200, 201, 201,
    ])
    expect(body.messages.map(({ content }: { content: string }) => content)).toEqual(['One', 'Two'])
    expect(errors.map(({ event }) => event)).toEqual(['request_failed', 'request_failed'])
  },
)

it('reads the columns there are, also those that another process has added since', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-dialect-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'test.db')
  const db = new Kysely<{ lamps: { id: number; colour?: string } }>({
    dialect: sqliteDialect({ path, busyTimeoutMs: 100 }),
  })
  await db.schema.createTable('lamps').addColumn('id', 'integer').execute()
  await db.insertInto('lamps').values({ id: 1 }).execute()
  const all = db.selectFrom('lamps').selectAll()
  const before = await all.execute()
  const other = new Database(path)
  other.exec("alter table lamps add column colour text not null default 'amber'")
  other.close()
  const after = await all.execute()
  await db.destroy()
  expect([before, after]).toEqual([[{ id: 1 }], [{ id: 1, colour: 'amber' }]])
})
