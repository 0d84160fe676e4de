import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import type { KeyPrincipal } from '../auth/principal.ts'
import { openProject } from '../auth/projects.ts'
import { DEFAULTS } from '../server-options.ts'
import type { Store } from '../store/store.ts'
import { openTestStore } from '../testing/test-database.ts'
import { addTicket, NOTHING_TOLD } from '../thread/open-ticket.ts'
import { postMessage } from '../thread/post-message.ts'
import { findOrCreateThread, saveThread } from '../thread/thread.ts'
import { createFeedPages } from './feed-pages.ts'
import { FEED_START } from './position.ts'

const team: KeyPrincipal = {
  kind: 'key',
  id: 'k',
  hash: null,
  project: 1,
  scopes: '*',
  agent: null,
}

/** A store that counts its reads, and lets nobody finish one before it is told to. */
async function openGatedStore(): Promise<{ store: Store; reads(): number; open(): void }> {
  const { store } = await openTestStore()
  await store.write((tx) => openProject(tx, DEFAULTS.random, {}))
  let reads = 0
  let open = (): void => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    store: {
      ...store,
      async read(work) {
        reads += 1
        const result = await store.read(work)
        await gate
        return result
      },
    },
    reads: () => reads,
    open,
  }
}

async function post(store: Store, content: string): Promise<void> {
  await store.write(async (tx) => {
    const thread = await findOrCreateThread(tx, { id: tx.createId(), project: 1, visitor: null })
    await addTicket(tx, thread, NOTHING_TOLD)
    await postMessage(tx, thread, { id: tx.createId(), author: 'visitor', content })
    saveThread(tx, thread)
  })
}

it('[SV68] reads once for all who stand at one place, and once more for those who came later', async () => {
  const { store, reads, open } = await openGatedStore()
  const pages = createFeedPages(store, 'store')
  await post(store, 'Early')
  const first = pages.next(team, FEED_START)
  await settle()
  await post(store, 'Late')
  const others = Array.from({ length: 100 }, () => pages.next(team, FEED_START))
  open()
  const texts = (await Promise.all([first, ...others])).map(({ bytes }) => {
    const text = new TextDecoder().decode(bytes ?? new Uint8Array())
    return [text.includes('Early'), text.includes('Late')]
  })
  expect(texts).toEqual([[true, false], ...Array(100).fill([true, true])])
  expect(reads()).toBe(2)
})

it('[SV68] shares nothing between two keys, and nothing that is over', async () => {
  const { store, reads, open } = await openGatedStore()
  open()
  const pages = createFeedPages(store, 'store')
  await Promise.all([
    pages.next(team, FEED_START),
    pages.next({ ...team, id: 'other' }, FEED_START),
  ])
  await pages.next(team, FEED_START)
  expect(reads()).toBe(3)
})
