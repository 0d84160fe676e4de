import 'fake-indexeddb/auto'
import type { Message } from '@porchlight/protocol'
import { createManualClock, createSeededRandom } from '@porchlight/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type Database, inTransaction } from '../store/database.ts'
import { type Claim, claimHead } from './claim.ts'
import { createEnqueuer } from './enqueue.ts'
import { settle } from './settle.ts'

let databases = 0

describe('settle', () => {
  let db: Database

  const claim = (): Promise<Claim | null> =>
    inTransaction(db, () => claimHead(db, 'thread', { epoch: 1, isAnswering: false }))

  const states = async (): Promise<string[]> => (await db.ops.toArray()).map((op) => op.state)

  function postedBy({ op }: Claim, order: number): Message {
    return {
      id: op.id,
      thread: op.thread,
      author: 'visitor',
      authorName: null,
      content: 'x',
      order,
      rev: 1,
      state: 'posted',
      incomplete: false,
      citations: [],
      createdAt: '2026-01-01T12:00:00Z',
    }
  }

  beforeEach(async () => {
    databases++
    db = createDatabase(`settle ${databases}`)
    const enqueuer = createEnqueuer({
      db,
      clock: createManualClock(),
      fillRandom: createSeededRandom(databases).fill,
      onStored: () => {},
    })
    for (const content of ['first', 'second']) {
      const about = { thread: 'thread', isOnline: true, traits: {}, context: {} }
      await enqueuer.add({ content, ...about })
    }
    const opening = await claim()
    if (opening !== null) await inTransaction(db, () => settle(db, opening, { kind: 'done' }))
  })

  afterEach(() => {
    db.dexie.close()
  })

  it('[VW2] leaves a message behind those the server held, until the feed brings them all', async () => {
    const first = await claim()
    if (first === null) throw new Error('nothing to send')
    const held = { ...postedBy(first, 1), order: null, state: 'queued' } as const
    await inTransaction(db, () => settle(db, first, { kind: 'held', message: held }))
    const second = await claim()
    if (second === null) throw new Error('nothing to send')
    await inTransaction(db, () =>
      settle(db, second, { kind: 'settled', message: postedBy(second, 2) }),
    )
    expect(await states()).toEqual(['held', 'held'])
    expect((await db.messages.toArray()).map((row) => row.order)).toEqual([null, null])
  })

  it('[OB9] changes nothing when the feed has settled the op already', async () => {
    const first = await claim()
    if (first === null) throw new Error('nothing to send')
    await db.ops.delete(first.row.n)
    await inTransaction(db, () => settle(db, first, { kind: 'unknown', cause: 'late' }))
    expect(await states()).toEqual(['waiting'])
  })
})
