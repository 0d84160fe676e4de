import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createManualClock, createSeededRandom } from '@porchlight/testkit'
import { expect, it, onTestFinished } from 'vitest'
import { writeMeta } from './meta.ts'
import { openSqlite } from './open-database.ts'
import { createStore, type Store } from './store.ts'
import { createWakeUps } from './wake-ups.ts'

async function openStore(): Promise<Store> {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-store-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  return createStore(await openSqlite(dataDir), {
    clock: createManualClock(),
    random: createSeededRandom(1).fill,
    wakeUps: createWakeUps(),
    policy: { hasAssistant: false, maxQueueMessages: 20, drainAfterMs: 3_000 },
  })
}

it('[SV62] finishes what is under way before it closes', async () => {
  const store = await openStore()
  const writes = [1, 2, 3].map((n) =>
    store.write(async (tx) => {
      await writeMeta(tx, 'events_floor', String(n))
      return n
    }),
  )
  const closed = store.close()
  expect(await Promise.all(writes)).toEqual([1, 2, 3])
  await closed
  await expect(store.read((tx) => tx.db.selectFrom('meta').execute())).rejects.toThrow()
})
