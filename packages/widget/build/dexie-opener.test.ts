/** What is left of Dexie opens, opens again, and upgrades. */
import 'fake-indexeddb/auto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it } from 'vitest'
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

it('opens a database that is new, one that is there, and one of an earlier version', async () => {
  const folder = await mkdtemp(path.join(import.meta.dirname, '.cut-'))
  const file = path.join(folder, 'dexie.mjs')
  const code = cutDexie(await readFile(whole, 'utf8'))
  await writeFile(file, code.replace(/\/\/# sourceMappingURL=.*/, ''))
  const { Dexie }: { Dexie: new (name: string) => Opener } = await import(/* @vite-ignore */ file)
  await rm(folder, { recursive: true })

  async function open(upgrade: (dexie: Opener) => void): Promise<string[]> {
    const dexie = new Dexie('cut')
    dexie.version(1).stores({ messages: 'id, [thread+pos]', ops: '++n, id' })
    upgrade(dexie)
    await dexie.open()
    const names = [...dexie.backendDB().objectStoreNames]
    dexie.close()
    return names
  }

  expect(await open(() => {})).toEqual(['messages', 'ops'])
  expect(await open(() => {})).toEqual(['messages', 'ops'])
  const later = (dexie: Opener): void => void dexie.version(2).stores({ blobs: 'id' })
  expect(await open(later)).toEqual(['blobs', 'messages', 'ops'])
})

it('stops when Dexie has changed', () => {
  expect(() => cutDexie('another version')).toThrow('Dexie has changed')
})
