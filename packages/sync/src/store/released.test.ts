import 'fake-indexeddb/auto'
import { readdir, readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { createBrowser, eventually, messages, until } from '../testing/browser.ts'

/** A database as a build has left it: its version, its tables, and what was in them. */
interface Dump {
  readonly version: number
  readonly tables: Readonly<Record<string, { schema: TableSchema; rows: readonly object[] }>>
}

interface TableSchema {
  readonly keyPath: string
  readonly autoIncrement: boolean
  readonly indexes: readonly { name: string; keyPath: string | string[]; unique: boolean }[]
}

const folder = new URL('./released/', import.meta.url)
const dumps = await readdir(folder)

async function restore(name: string, dump: Dump): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, dump.version)
    request.onupgradeneeded = () => {
      for (const [table, { schema }] of Object.entries(dump.tables)) {
        const store = request.result.createObjectStore(table, schema)
        for (const { name, keyPath, unique } of schema.indexes) {
          store.createIndex(name, keyPath, { unique })
        }
      }
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const transaction = database.transaction(Object.keys(dump.tables), 'readwrite')
  for (const [table, { rows }] of Object.entries(dump.tables)) {
    for (const row of rows) transaction.objectStore(table).put(row)
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
  database.close()
}

it('has a dump of a build', () => {
  expect(dumps).toContain('1.json')
})

for (const file of dumps) {
  it(`[ST6] opens a database of version ${file} with all that is in it, and sends what waits`, async () => {
    const dump: Dump = JSON.parse(await readFile(new URL(file, folder), 'utf8'))
    const browser = createBrowser()
    await restore(browser.name, dump)
    browser.server.cut()
    const { sync } = browser.open()
    await until(() => sync.status.get().waiting === 1 && messages(sync).length === 3)
    expect(messages(sync).map(({ content }) => content)).toEqual([
      'Is the brass lamp in stock?',
      'Yes, two of them.',
      'Please keep one for me.',
    ])
    const waiting = messages(sync).at(-1)?.id
    browser.server.restore()
    await eventually(browser.clock, () => browser.server.deliveries.includes(`send ${waiting}`))
    await browser.close()
  })
}
