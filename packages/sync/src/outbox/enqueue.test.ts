import 'fake-indexeddb/auto'
import { createManualClock, createSeededRandom } from '@porchlight/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type Database, opsOfThread } from '../store/database.ts'
import { createEnqueuer, type Enqueuer, type NewMessage, OUTBOX_LIMITS } from './enqueue.ts'

let databases = 0

describe('createEnqueuer', () => {
  let db: Database
  let enqueuer: Enqueuer

  const message = (content: string, more: Partial<NewMessage> = {}): NewMessage => ({
    content,
    thread: 'thread',
    isOnline: true,
    traits: { plan: 'trial' },
    context: { current_url: 'https://shop.test/' },
    ...more,
  })

  beforeEach(() => {
    databases++
    db = createDatabase(`enqueue ${databases}`)
    enqueuer = createEnqueuer({
      db,
      clock: createManualClock(),
      fillRandom: createSeededRandom(databases).fill,
      onStored: () => {},
    })
  })

  afterEach(() => {
    db.dexie.close()
  })

  it('[OB2] opens a new thread before its first message, and only then', async () => {
    await enqueuer.add(message('one'))
    await enqueuer.add(message('two'))
    const ops = await opsOfThread(db, 'thread')
    expect(ops.map((op) => op.kind)).toEqual(['open', 'send', 'send'])
    expect(ops[0]).toMatchObject({
      traits: { plan: 'trial' },
      context: { current_url: 'https://shop.test/' },
    })
  })

  it('[OB11] is live when it is written online with nothing before it in its lane', async () => {
    await enqueuer.add(message('first'))
    await enqueuer.add(message('second'))
    await enqueuer.add(message('offline', { thread: 'other', isOnline: false }))
    const ops = await db.ops.toArray()
    expect(ops.flatMap((op) => (op.kind === 'send' ? [op.live] : []))).toEqual([true, false, false])
  })

  it('[OB13] refuses one message too many, and keeps all that wait', async () => {
    await enqueuer.add(message('first'))
    const [, send] = await opsOfThread(db, 'thread')
    if (send?.kind !== 'send') throw new Error('no op')
    const { n: _n, ...row } = send
    const missing = OUTBOX_LIMITS.messages - (await db.ops.count())
    await db.ops.bulkAdd(Array.from({ length: missing }, (_, i) => ({ ...row, id: `op ${i}` })))
    expect(await enqueuer.add(message('too many'))).toEqual({ kind: 'full' })
    expect(await db.ops.count()).toBe(OUTBOX_LIMITS.messages)
  })

  it('[OB13] refuses what would make the outbox larger than 20 MB', async () => {
    await enqueuer.add(message('first'))
    const [, send] = await opsOfThread(db, 'thread')
    if (send?.kind !== 'send') throw new Error('no op')
    const { n: _n, ...row } = send
    const large = Array.from({ length: 500 }, (_, i) => ({ ...row, id: `op ${i}`, size: 40_000 }))
    await db.ops.bulkAdd(large)
    expect(await enqueuer.add(message('too much'))).toEqual({ kind: 'full' })
  })

  it('says that nothing was stored when the store fails, and goes on when it is back', async () => {
    db.dexie.close()
    expect(await enqueuer.add(message('lost store'))).toMatchObject({ kind: 'not_stored' })
    await db.dexie.open()
    expect(await enqueuer.add(message('found again'))).toMatchObject({ kind: 'stored' })
  })
})
