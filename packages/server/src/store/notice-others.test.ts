import { expect, it } from 'vitest'
import { ENGINE, inDatabase, openTestStore } from '../testing/test-database.ts'

it.skipIf(ENGINE !== 'sqlite')(
  '[SV67] (SQLite: its processes share nothing but the file) what a command has changed wakes the server',
  async () => {
    const { store, place } = await openTestStore()
    await store.read(async () => {})
    const woken = new Promise<string>((resolve) => {
      store.wakeUps.subscribe('project:1', () => resolve('woken'))
    })
    await inDatabase(place, (db) =>
      db.insertInto('meta').values({ key: 'of_a_command', value: '1' }).execute(),
    )
    expect(await woken).toBe('woken')
  },
)
