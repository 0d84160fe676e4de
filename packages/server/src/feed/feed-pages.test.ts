import { createManualClock, settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import type { KeyPrincipal, VisitorPrincipal } from '../auth/principal.ts'
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

async function post(
  store: Store,
  content: string,
  { visitor }: { visitor: string | null } = { visitor: null },
): Promise<void> {
  await store.write(async (tx) => {
    const thread = await findOrCreateThread(tx, { id: tx.createId(), project: 1, visitor })
    await addTicket(tx, thread, NOTHING_TOLD)
    await postMessage(tx, thread, { id: tx.createId(), author: 'visitor', content })
    saveThread(tx, thread)
  })
}

/** A visitor with a token. */
async function join(store: Store, name: string): Promise<VisitorPrincipal> {
  return await store.write(async (tx) => {
    const visitor = tx.createId()
    await tx.db
      .insertInto('visitors')
      .values({ id: visitor, project_id: 1, created_at: tx.now })
      .execute()
    const token = { hash: `token of ${name}`, visitor_id: visitor, expires_at: tx.now + 60_000 }
    await tx.db.insertInto('access_tokens').values(token).execute()
    return { kind: 'visitor', project: 1, visitor, tokenHash: token.hash, address: null }
  })
}

function contentsIn(bytes: Uint8Array | null): string[] {
  const text = new TextDecoder().decode(bytes ?? new Uint8Array())
  return [...text.matchAll(/"content":"([^"]+)"/g)].map(([, content]) => content ?? '')
}

it('[SV68] reads once for all who stand at one place, and once more for those who came later', async () => {
  const { store, reads, open } = await openGatedStore()
  const pages = createFeedPages(store, 'store', DEFAULTS.clock)
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

it('[SV68] shares no page between two keys, and nothing that is over', async () => {
  const { store, reads, open } = await openGatedStore()
  open()
  const pages = createFeedPages(store, 'store', DEFAULTS.clock)
  const [one, other] = await Promise.all([
    pages.next(team, FEED_START),
    pages.next({ ...team, id: 'other' }, FEED_START),
  ])
  await pages.next(team, FEED_START)
  expect(one).not.toBe(other)
  expect(reads()).toBe(2)
})

it('[SV164] reads once for all who were woken meanwhile, and tells each their own', async () => {
  const { store, reads, open } = await openGatedStore()
  const pages = createFeedPages(store, 'store', DEFAULTS.clock)
  const visitors = await Promise.all(['Ada', 'Ben', 'Cleo'].map((name) => join(store, name)))
  const [ada, ben, cleo] = visitors as [VisitorPrincipal, VisitorPrincipal, VisitorPrincipal]
  await post(store, 'To Ada', ada)
  await post(store, 'To Ben', ben)
  await post(store, 'To Ben too', ben)
  const first = pages.next(team, FEED_START)
  await settle()
  const gone = { ...cleo, tokenHash: 'none' }
  const others = [ada, ben, cleo, gone, team].map((reader) => pages.next(reader, FEED_START))
  open()
  await first
  const told = await Promise.all(others)
  expect(reads()).toBe(2)
  expect(told.map(({ bytes }) => contentsIn(bytes))).toEqual([
    ['To Ada'],
    ['To Ben', 'To Ben too'],
    [],
    [],
    ['To Ada', 'To Ben', 'To Ben too'],
  ])
  expect(told.map(({ leftMs }) => leftMs > 0)).toEqual([true, true, true, false, true])
})

it('[SV164] tells each from where they stand', async () => {
  const { store, open } = await openGatedStore()
  open()
  const pages = createFeedPages(store, 'store', DEFAULTS.clock)
  const [ada, ben] = [await join(store, 'Ada'), await join(store, 'Ben')]
  await Promise.all([ada, ben].map((visitor) => post(store, 'Early', visitor)))
  const early = await pages.next(ada, FEED_START)
  await Promise.all([ada, ben].map((visitor) => post(store, 'Late', visitor)))
  const told = await Promise.all([pages.next(ada, early.last), pages.next(ben, FEED_START)])
  expect(told.map(({ bytes }) => contentsIn(bytes))).toEqual([['Late'], ['Early', 'Late']])
})

it('[SV164] fails for those it was read for, and for nobody who comes after them', async () => {
  const { store } = await openTestStore()
  await store.write((tx) => openProject(tx, DEFAULTS.random, {}))
  let failure: Error | null = new Error('the database is gone')
  const pages = createFeedPages(
    {
      ...store,
      async read(work) {
        if (failure !== null) throw failure
        return await store.read(work)
      },
    },
    'store',
    DEFAULTS.clock,
  )
  const failed = await Promise.allSettled([
    pages.next(team, FEED_START),
    pages.next({ ...team, id: 'other' }, FEED_START),
  ])
  failure = null
  const page = await pages.next(team, FEED_START)
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(page.bytes).toBeNull()
})

it('[SV164] takes nobody along into what one reader cannot be told', async () => {
  const { store, open } = await openGatedStore()
  open()
  const [ada, ben] = [await join(store, 'Ada'), await join(store, 'Ben')]
  await post(store, 'Spoiled', ada)
  await post(store, 'Whole', ben)
  await store.write((tx) =>
    tx.db
      .updateTable('messages')
      .set({ citations: 'no JSON' })
      .where('content', '=', 'Spoiled')
      .execute(),
  )
  const pages = createFeedPages(store, 'store', DEFAULTS.clock)
  const told = await Promise.allSettled([ada, ben].map((reader) => pages.next(reader, FEED_START)))
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})

it('[SV164] lets nobody wait for more than a second for a read that hangs', async () => {
  const { store } = await openTestStore()
  await store.write((tx) => openProject(tx, DEFAULTS.random, {}))
  const clock = createManualClock()
  let hangs = true
  const read: Store['read'] = async (work) => {
    if (!hangs) return await store.read(work)
    hangs = false
    return await new Promise<never>(() => {})
  }
  const pages = createFeedPages({ ...store, read }, 'store', clock)
  void pages.next(team, FEED_START)
  while (hangs) await settle()
  const page = pages.next({ ...team, id: 'other' }, FEED_START)
  await clock.advance(1_000)
  expect((await page).bytes).toBeNull()
})
