import type { Message, Page, Session, Thread } from '@porchlight/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory-store.ts'
import { readMeta, writeMeta } from '../store/queries.ts'
import type { OpState } from '../store/rows.ts'
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

  describe('from a server that gives ids of its own', () => {
    /** A message of ours in the outbox. */
    async function put(content: string, state: OpState): Promise<void> {
      await store.write(async (tx) => {
        const op = { thread: 'thread', attempt: 1, epoch: 1, base: null, live: false, size: 2 }
        const n = await tx.ops.put({ ...op, kind: 'send', id: content, state })
        await tx.messages.put({
          ...buildMessage({ id: content, author: 'visitor', rev: 0, order: null, state: 'queued' }),
          pos: [1, n],
          failed: null,
        })
      })
    }

    const theirs = (id: string, content: string, order: number): Message =>
      buildMessage({ id, content, order, author: 'visitor' })

    const rows = async (): Promise<unknown[]> =>
      (await store.read((tx) => tx.messages.all())).map(({ id, sid, order }) => [id, sid, order])

    it('[OB17] [F11] [I2] knows the one that was in doubt by what it says, and keeps its own id', async () => {
      await put('hello', 'unknown')
      await apply(theirs('server-1', ' hello ', 1))
      expect(await rows()).toEqual([['hello', 'server-1', 1]])
      expect(await store.read((tx) => tx.ops.count())).toBe(0)
    })

    it('[OB17] tells by the id of the server that a later copy is the same row', async () => {
      await put('hello', 'unknown')
      await apply(theirs('server-1', 'hello', 1))
      await apply({ ...theirs('server-1', 'hello', 1), rev: 2 })
      expect(await rows()).toEqual([['hello', 'server-1', 1]])
    })

    it('[OB17] [I1] takes back no other message that says the same as the one that was', async () => {
      await put('hello', 'held')
      const gone = { ...theirs('server-1', 'hello', 1), order: null, state: 'withdrawn' } as const
      await apply(gone)
      expect(await rows()).toEqual([['hello', undefined, null]])
      expect(await store.read((tx) => tx.ops.count())).toBe(1)
    })

    it('[OB17] [I2] [I5] knows the second one in doubt while the first one has not been heard of', async () => {
      await put('hello', 'unknown')
      await put('again', 'unknown')
      await apply(theirs('server-2', 'again', 1))
      expect(await rows()).toContainEqual(['again', 'server-2', 1])
      expect(await rows()).toContainEqual(['hello', undefined, null])
      expect(await store.read((tx) => tx.ops.count())).toBe(1)
    })

    it('[OB17] [I2] marks what was sent again when it turns up once more, and nothing else', async () => {
      await put('hello', 'unknown')
      await store.write(async (tx) => {
        const row = await tx.messages.get('hello')
        if (row) await tx.messages.put({ ...row, again: 1 })
      })
      const doubt = async () => (await store.read((tx) => tx.messages.get('hello')))?.doubt
      await apply(theirs('server-2', 'hello', 2))
      await apply(theirs('server-1', 'hello', 1))
      await apply(theirs('server-3', 'something else', 3))
      expect(await doubt()).toBeUndefined()
      await apply(theirs('server-4', 'hello', 4))
      expect(await doubt()).toEqual({ mayBeTwice: true })
      await apply({ ...theirs('server-2', 'hello', 2), rev: 2 })
      expect(await doubt()).toEqual({ mayBeTwice: true })
    })

    it('[OB17] takes nothing for one that has not left, or that says something else', async () => {
      await put('waits', 'waiting')
      await apply(theirs('server-1', 'waits', 1))
      expect(await rows()).toContainEqual(['waits', undefined, null])
      expect(await rows()).toContainEqual(['server-1', undefined, 1])
    })
  })
})
