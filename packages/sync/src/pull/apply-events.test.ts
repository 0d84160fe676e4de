import type { Message, Page, Session, Thread } from '@porchlight/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory-store.ts'
import { readMeta, writeMeta } from '../store/queries.ts'
import type { Store } from '../store/store.ts'
import { applyMessage, applyPage, applySession, applyThread } from './apply-events.ts'

function buildMessage(of: Partial<Message> & { id: string }): Message {
  return {
    thread: 'thread',
    author: 'agent',
    authorName: 'Maja',
    content: of.id,
    order: 1,
    rev: 1,
    state: 'posted',
    incomplete: false,
    citations: [],
    createdAt: '2026-01-01T12:00:00Z',
    ...of,
  }
}

function buildThread(of: Partial<Thread> = {}): Thread {
  return {
    id: 'thread',
    title: null,
    mode: 'people',
    run: null,
    rev: 1,
    ticket: null,
    unread: 0,
    readOrder: 0,
    teamReadOrder: 0,
    lastMessageText: null,
    lastMessageAt: null,
    createdAt: '2026-01-01T12:00:00Z',
    ...of,
  }
}

/** Messages with the given places, as one page. */
function buildPage(orders: readonly number[], hasMore: boolean): Page {
  const messages = orders.map((order) => buildMessage({ id: `m${order}`, order }))
  return { thread: buildThread(), messages, hasMore }
}

describe('applying what the server tells', () => {
  let store: Store

  const apply = (message: Message): Promise<void> => store.write((tx) => applyMessage(tx, message))

  beforeEach(() => {
    store = createMemoryStore()
  })

  it('[PP2] keeps the row with the higher rev, in whatever order they come', async () => {
    await apply(buildMessage({ id: 'm', rev: 2, content: 'edited' }))
    await apply(buildMessage({ id: 'm', rev: 1, content: 'first' }))
    await apply(buildMessage({ id: 'm', rev: 2, content: 'edited' }))
    expect((await store.read((tx) => tx.messages.all())).map((row) => row.content)).toEqual([
      'edited',
    ])
  })

  it('[PP2] keeps the thread with the higher rev', async () => {
    await store.write((tx) => applyThread(tx, buildThread({ rev: 3, mode: 'people' })))
    await store.write((tx) => applyThread(tx, buildThread({ rev: 2, mode: 'assistant' })))
    expect((await store.read((tx) => tx.threads.get('thread')))?.info).toMatchObject({
      rev: 3,
      mode: 'people',
    })
  })

  it('takes back what was withdrawn elsewhere, with its op', async () => {
    await store.write((tx) =>
      tx.messages.put({
        ...buildMessage({ id: 'm', rev: 0, order: null, state: 'queued' }),
        pos: [1, 1],
        failed: null,
      }),
    )
    await apply(buildMessage({ id: 'm', rev: 2, order: null, state: 'withdrawn' }))
    expect(await store.read((tx) => tx.messages.all())).toEqual([])
  })

  it('[PP4] drops older rows when a new page leaves a gap behind it', async () => {
    await store.write((tx) => applyPage(tx, buildPage([1, 2, 3], false), null))
    await store.write((tx) => applyPage(tx, buildPage([8, 9], true), null))
    expect((await store.read((tx) => tx.messages.all())).map((row) => row.order)).toEqual([8, 9])
    expect((await store.read((tx) => tx.threads.get('thread')))?.hasMore).toBe(true)
  })

  it('[PP4] keeps older rows when the page reaches back to them', async () => {
    await store.write((tx) => applyPage(tx, buildPage([1, 2, 3], false), null))
    await store.write((tx) => applyPage(tx, buildPage([3, 4], true), null))
    expect((await store.read((tx) => tx.messages.all())).map((row) => row.order)).toEqual([
      1, 2, 3, 4,
    ])
    expect((await store.read((tx) => tx.threads.get('thread')))?.hasMore).toBe(false)
  })

  it('[OB12] begins a new thread when the server takes us for another visitor', async () => {
    const session = (visitor: string): Session => ({
      visitor,
      capabilities: [],
      maxQueueMessages: 20,
      mode: 'people',
      settings: null,
    })
    await store.write(async (tx) => {
      await applySession(tx, session('first'))
      await applyThread(tx, buildThread())
      await writeMeta(tx, 'currentThread', 'thread')
      await applySession(tx, session('first'))
    })
    expect(await store.read((tx) => readMeta(tx, 'currentThread'))).toBe('thread')
    await store.write((tx) => applySession(tx, session('second')))
    expect(await store.read((tx) => readMeta(tx, 'currentThread'))).toBeUndefined()
  })
})
