import Database from 'libsql'
import { expect, it } from 'vitest'
import { ENGINE } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'

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
