import 'fake-indexeddb/auto'
import type { Message, Page, Session, Thread } from '@porchlight/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createDatabase,
  type Database,
  inTransaction,
  readMeta,
  writeMeta,
} from '../store/database.ts'
import { applyMessage, applyPage, applySession, applyThread, later } from './apply-events.ts'

let databases = 0

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
  let db: Database

  const apply = (message: Message): Promise<void> =>
    inTransaction(db, () => applyMessage(db, message))

  beforeEach(() => {
    databases++
    db = createDatabase(`apply ${databases}`)
  })

  afterEach(() => {
    db.dexie.close()
  })

  it('[PP2] keeps the row with the higher rev, in whatever order they come', async () => {
    await apply(buildMessage({ id: 'm', rev: 2, content: 'edited' }))
    await apply(buildMessage({ id: 'm', rev: 1, content: 'first' }))
    await apply(buildMessage({ id: 'm', rev: 2, content: 'edited' }))
    expect((await db.messages.toArray()).map((row) => row.content)).toEqual(['edited'])
  })

  it('[PP2] keeps the thread with the higher rev', async () => {
    await inTransaction(db, () => applyThread(db, buildThread({ rev: 3, mode: 'people' })))
    await inTransaction(db, () => applyThread(db, buildThread({ rev: 2, mode: 'assistant' })))
    expect((await db.threads.get('thread'))?.info).toMatchObject({ rev: 3, mode: 'people' })
  })

  it('takes back what was withdrawn elsewhere, with its op', async () => {
    await db.messages.add({
      ...buildMessage({ id: 'm', rev: 0, order: null, state: 'queued' }),
      pos: [1, 1],
      failed: null,
    })
    await apply(buildMessage({ id: 'm', rev: 2, order: null, state: 'withdrawn' }))
    expect(await db.messages.toArray()).toEqual([])
  })

  it('[PP4] drops older rows when a new page leaves a gap behind it', async () => {
    await inTransaction(db, () => applyPage(db, buildPage([1, 2, 3], false), null))
    await inTransaction(db, () => applyPage(db, buildPage([8, 9], true), null))
    expect((await db.messages.toArray()).map((row) => row.order)).toEqual([8, 9])
    expect((await db.threads.get('thread'))?.hasMore).toBe(true)
  })

  it('[PP4] keeps older rows when the page reaches back to them', async () => {
    await inTransaction(db, () => applyPage(db, buildPage([1, 2, 3], false), null))
    await inTransaction(db, () => applyPage(db, buildPage([3, 4], true), null))
    expect((await db.messages.toArray()).map((row) => row.order)).toEqual([1, 2, 3, 4])
    expect((await db.threads.get('thread'))?.hasMore).toBe(false)
  })

  it('[OB12] begins a new thread when the server takes us for another visitor', async () => {
    const session = (visitor: string): Session => ({
      visitor,
      capabilities: [],
      maxQueueMessages: 20,
      mode: 'people',
      settings: null,
    })
    await inTransaction(db, async () => {
      await applySession(db, session('first'))
      await applyThread(db, buildThread())
      await writeMeta(db, 'currentThread', 'thread')
      await applySession(db, session('first'))
    })
    expect(await readMeta(db, 'currentThread')).toBe('thread')
    await inTransaction(db, () => applySession(db, session('second')))
    expect(await readMeta(db, 'currentThread')).toBeUndefined()
  })

  it('[PP6] takes the later of two places', () => {
    expect([
      later(null, 3),
      later(3, null),
      later(2, 3),
      later('b', 'a'),
      later(null, null),
    ]).toEqual([3, 3, 3, 'b', null])
  })
})
