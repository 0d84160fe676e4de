import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createServer, type Server } from '../create-server.ts'
import { DEFAULT_SETTINGS, type ServerOptions } from '../server-options.ts'
import { StartError } from '../store/start-error.ts'
import { createTestPlace, inDatabase } from '../testing/test-database.ts'

function folder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-start-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  return dataDir
}

async function start(options: Partial<ServerOptions>): Promise<Server> {
  const server = await createServer({ assistant: null, ...options })
  onTestFinished(() => server.close())
  return server
}

async function statusWith(server: Server, key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}` }
  const url = 'http://chat.test/api/projects/1/conversations/tickets/'
  return (await server.fetch(new Request(url, { headers }))).status
}

it('[SV60] makes a project, a token and one key on the first start, and finds them on the next', async () => {
  const place = await createTestPlace()
  const first = await start(place)
  await first.close()
  const second = await start(place)
  expect(first.project).toEqual({
    id: 1,
    name: 'default',
    widgetToken: expect.stringMatching(/^plw_[\w-]{43}$/),
    settings: DEFAULT_SETTINGS,
  })
  expect(second.project).toEqual(first.project)
  expect([first.newApiKey, second.newApiKey]).toEqual([expect.stringMatching(/^plk_/), null])
  expect(await statusWith(second, first.newApiKey ?? '')).toBe(200)
})

it('[SV60] makes no key when one is configured, and takes only that', async () => {
  const place = await createTestPlace()
  const server = await start({ ...place, apiKey: 'a-configured-key' })
  expect(server.newApiKey).toBeNull()
  expect([await statusWith(server, 'a-configured-key'), await statusWith(server, 'other')]).toEqual(
    [200, 401],
  )
})

it('[SV60] makes further keys on demand', async () => {
  const server = await start(await createTestPlace())
  const key = await server.createApiKey()
  expect([await statusWith(server, key), await statusWith(server, server.newApiKey ?? '')]).toEqual(
    [200, 200],
  )
})

it('[SV60] takes the token and the settings it is given, and keeps the token', async () => {
  const place = await createTestPlace()
  const first = await start({
    ...place,
    widgetToken: 'plw_mine',
    settings: { name: 'Porch & Lantern' },
  })
  await first.close()
  const second = await start(place)
  expect(first.project).toMatchObject({
    widgetToken: 'plw_mine',
    settings: { ...DEFAULT_SETTINGS, name: 'Porch & Lantern' },
  })
  expect(second.project.widgetToken).toBe('plw_mine')
})

it('[SV60] keeps what it does not know of the settings, and what it was not told', async () => {
  const place = await createTestPlace()
  await (await start(place)).close()
  const stored = { ...DEFAULT_SETTINGS, greeting: 'Welcome', color: 7, added_later: { is: 'kept' } }
  const write = (settings: object) =>
    inDatabase(place, (db) =>
      db
        .updateTable('projects')
        .set({ settings: JSON.stringify(settings, null, 1) })
        .execute(),
    )
  const read = async () => {
    const { settings } = await inDatabase(place, (db) =>
      db.selectFrom('projects').select('settings').executeTakeFirstOrThrow(),
    )
    return settings
  }
  await write(stored)
  const silent = await start({ ...place, settings: { greeting: 'Welcome' } })
  // Nothing differs, so nothing is written. One value that makes no sense spoils no other.
  expect(await read()).toBe(JSON.stringify(stored, null, 1))
  expect(silent.project.settings).toEqual({ ...DEFAULT_SETTINGS, greeting: 'Welcome' })
  await silent.close()
  const told = await start({ ...place, settings: { name: 'Lantern' } })
  expect(JSON.parse(await read())).toEqual({ ...stored, name: 'Lantern' })
  expect(told.project.settings).toMatchObject({ name: 'Lantern', greeting: 'Welcome' })
})

it('says in one line why it cannot start', async () => {
  const inTheWay = join(folder(), 'file')
  writeFileSync(inTheWay, '')
  const broken = folder()
  writeFileSync(
    join(broken, 'porchlight.db'),
    'this is no database, and long enough to be read as one'.repeat(50),
  )
  const failures = await Promise.all(
    [
      { databaseUrl: 'postgres://127.0.0.1:1/nowhere' },
      { dataDir: join(inTheWay, 'below') },
      { dataDir: broken },
      {},
    ].map((options) =>
      createServer({ assistant: null, ...options }).catch((cause: unknown) => cause),
    ),
  )
  const kinds = failures.map((cause) =>
    cause instanceof StartError && !cause.message.includes('\n') ? cause.kind : cause,
  )
  expect(kinds).toEqual(['database_url', 'data_dir', 'data_dir', 'data_dir'])
})
