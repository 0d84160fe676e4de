import { createSeededRandom } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createServer } from './create-server.ts'
import type { KnowledgeIndex } from './knowledge/knowledge-index.ts'
import { startUp } from './start-up.ts'
import { writeMeta } from './store/meta.ts'
import { createTestPlace, openTestStore } from './testing/test-database.ts'

it('[SV177] closes the database when the assistant cannot be made', async () => {
  const lent: KnowledgeIndex[] = []
  const starting = createServer({
    ...(await createTestPlace()),
    assistant: async ({ knowledge }) => {
      lent.push(knowledge)
      throw new Error('no model answers')
    },
  })
  await expect(starting).rejects.toThrow('no model answers')
  await expect(lent[0]?.isEmpty(null)).rejects.toThrow('the store is closed')
})

it('[SV177] closes the database when it may not be served from', async () => {
  const { store } = await openTestStore()
  await store.write((tx) => writeMeta(tx, 'copy_of', 'another store'))
  const starting = startUp(store, createSeededRandom(5).fill, { assistant: null })
  await expect(starting).rejects.toThrow('not finished')
  await expect(store.read(async () => {})).rejects.toThrow('the store is closed')
})

it('[SV177] tells why it did not start, also when the database cannot be closed', async () => {
  const { store } = await openTestStore()
  await store.write((tx) => writeMeta(tx, 'copy_of', 'another store'))
  const close = () => Promise.reject(new Error('the disk is gone'))
  const starting = startUp({ ...store, close }, createSeededRandom(5).fill, { assistant: null })
  await expect(starting).rejects.toThrow('not finished')
})
