import { expect, it } from 'vitest'
import { buildMessage, createFakeSync, THREAD_ID } from '../../../test/fake-sync.ts'
import { loadAll } from './load-all.ts'

/** A core whose server has so many pages more. */
function buildCore(pages: number) {
  const fake = createFakeSync()
  let left = pages
  fake.setThread({ messages: [buildMessage({ id: 'newest' })], hasMore: pages > 0 })
  const sync = {
    ...fake.sync,
    async loadOlder() {
      left--
      const messages = [
        buildMessage({ id: `page${left}` }),
        ...sync.thread(THREAD_ID).get().messages,
      ]
      fake.setThread({ messages, hasMore: left > 0 })
    },
  }
  return sync
}

it('brings page after page until nothing is older', async () => {
  const sync = buildCore(3)
  const { messages, isWhole } = await loadAll(sync, THREAD_ID)
  expect(messages.map(({ id }) => id)).toEqual(['page0', 'page1', 'page2', 'newest'])
  expect(isWhole).toBe(true)
})

it('gives up where nothing more comes, and says that it is not all', async () => {
  const fake = createFakeSync()
  let asked = 0
  fake.setThread({ messages: [buildMessage({ id: 'newest' })], hasMore: true })
  const sync = {
    ...fake.sync,
    async loadOlder() {
      asked++
      fake.setThread({})
    },
  }
  expect(await loadAll(sync, THREAD_ID)).toMatchObject({ isWhole: false })
  expect(asked).toBe(2)
})
