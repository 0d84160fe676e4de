import { createManualClock, createSeededRandom } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { nextEpoch } from '../tabs/fence.ts'
import type { KnownGeneration } from './generation.ts'
import { createMemoryStore } from './memory-store.ts'
import { readMeta } from './queries.ts'
import type { Store } from './store.ts'

it('[OB19] takes no name of a store for its own that never came to the disk', async () => {
  const disk = createMemoryStore()
  // The first commit fails, after all has been written.
  let isFailing = true
  const store: Store = {
    ...disk,
    write: (task) =>
      disk.write(async (tx) => {
        const result = await task(tx)
        if (isFailing) throw new Error('no')
        return result
      }),
  }
  const ids = { clock: createManualClock(), fillRandom: createSeededRandom(1).fill }
  const mine: KnownGeneration = { generation: null }
  await expect(nextEpoch(store, { visitor: mine, ...ids })).rejects.toThrow('no')
  isFailing = false
  await nextEpoch(disk, { visitor: { generation: null }, ...ids })

  // Another tab has given the name meanwhile: nobody has signed out.
  expect(await nextEpoch(store, { visitor: mine, ...ids })).toBe(2)
  expect(mine.generation).toBe(await disk.read((tx) => readMeta(tx, 'generation')))
})
