/** What is left of Dexie opens, opens again, and upgrades. */
import 'fake-indexeddb/auto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { cutDexie } from './dexie-opener.ts'

// Dexie is the core's dependency, and is resolved from there.
const { resolve } = createRequire(new URL('../../sync/package.json', import.meta.url))
const whole = path.join(path.dirname(resolve('dexie')), 'modern/dexie.mjs')

/** As much of Dexie as the core calls. */
interface Opener {
  version(number: number): { stores(schema: Record<string, string>): unknown }
  open(): Promise<unknown>
  backendDB(): IDBDatabase
  close(): void
}

async function importCut(): Promise<{ readonly Dexie: new (name: string) => Opener }> {
  const folder = await mkdtemp(path.join(import.meta.dirname, '.cut-'))
  const file = path.join(folder, 'dexie.mjs')
  const code = cutDexie(await readFile(whole, 'utf8'))
  await writeFile(file, code.replace(/\/\/# sourceMappingURL=.*/, ''))
  try {
    return await import(/* @vite-ignore */ file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Opens a database thrice: new, as it is there, and with a table more. @returns the tables of each */
async function openThrice(name: string): Promise<readonly string[][]> {
  const { Dexie } = await importCut()
  async function open(upgrade: (dexie: Opener) => void): Promise<string[]> {
    const dexie = new Dexie(name)
    dexie.version(1).stores({ messages: 'id, [thread+pos]', ops: '++n, id' })
    upgrade(dexie)
    await dexie.open()
    const names = [...dexie.backendDB().objectStoreNames]
    dexie.close()
    return names
  }
  const later = (dexie: Opener): void => void dexie.version(2).stores({ blobs: 'id' })
  return [await open(() => {}), await open(() => {}), await open(later)]
}

const OPENED = [
  ['messages', 'ops'],
  ['messages', 'ops'],
  ['blobs', 'messages', 'ops'],
]

it('opens a database that is new, one that is there, and one of an earlier version', async () => {
  expect(await openThrice('quiet')).toEqual(OPENED)
})

it('[HJ-002] opens them where every object has names more', async () => {
  Object.assign(Object.prototype, { extend: () => {}, size: 7 })
  onTestFinished(() => {
    for (const name of ['extend', 'size']) Reflect.deleteProperty(Object.prototype, name)
  })
  expect(await openThrice('names')).toEqual(OPENED)
})

it('[HJ-022] opens them where nobody may read a source', async () => {
  vi.spyOn(Function.prototype, 'toString').mockImplementation(() => {
    throw new Error('source')
  })
  onTestFinished(() => void vi.restoreAllMocks())
  expect(await openThrice('sources')).toEqual(OPENED)
})

it('stops when Dexie has changed', () => {
  expect(() => cutDexie('another version')).toThrow('dexie/dist/modern/dexie.mjs has changed')
})
