import { createManualClock, createSeededRandom } from '@porchlight/testkit'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryStore } from '../store/memory-store.ts'
import { laneOf } from '../store/queries.ts'
import type { NewOpRow, OpRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { createEnqueuer, type Enqueuer } from './enqueue.ts'
import { putGuessed } from './guess.ts'
import type { NewMessage } from './put-message.ts'
import { OUTBOX_LIMITS } from './room.ts'

describe('createEnqueuer', () => {
  let store: Store
  let enqueuer: Enqueuer

  const message = (content: string, more: Partial<NewMessage> = {}): NewMessage => ({
    content,
    thread: 'thread',
    isOnline: true,
    traits: { plan: 'trial' },
    context: { current_url: 'https://shop.test/' },
    ...more,
  })

  const lane = (): Promise<OpRow[]> => store.read((tx) => tx.ops.all(laneOf('thread')))

  /** Puts ops there as another tab would, and tells of it. */
  async function fill(rows: readonly NewOpRow[]): Promise<void> {
    await store.write(async (tx) => {
      for (const row of rows) await tx.ops.put(row)
    })
    enqueuer.recount()
  }

  beforeEach(() => {
    store = createMemoryStore()
    enqueuer = createEnqueuer({
      store,
      visitor: { generation: null },
      guessing: async () => ({ putGuessed }),
      clock: createManualClock(),
      fillRandom: createSeededRandom(1).fill,
      onStored: () => {},
    })
  })

  it('[OB2] opens a new thread before its first message, and only then', async () => {
    await enqueuer.add(message('one'))
    await enqueuer.add(message('two'))
    const ops = await lane()
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
    const ops = await store.read((tx) => tx.ops.all())
    expect(ops.flatMap((op) => (op.kind === 'send' ? [op.live] : []))).toEqual([true, false, false])
  })

  it('[OB13] [F42] [I9] refuses one message too many, and keeps all that wait', async () => {
    await enqueuer.add(message('first'))
    const [, send] = await lane()
    if (send?.kind !== 'send') throw new Error('no op')
    const { n: _n, ...row } = send
    const missing = OUTBOX_LIMITS.messages - (await lane()).length
    await fill(Array.from({ length: missing }, (_, i) => ({ ...row, id: `op ${i}` })))
    expect(await enqueuer.add(message('too many'))).toEqual({ kind: 'full' })
    expect(await lane()).toHaveLength(OUTBOX_LIMITS.messages)
  })

  it('[OB13] refuses what would make the outbox larger than 20 MB', async () => {
    await enqueuer.add(message('first'))
    const [, send] = await lane()
    if (send?.kind !== 'send') throw new Error('no op')
    const { n: _n, ...row } = send
    const large = Array.from({ length: 500 }, (_, i) => ({ ...row, id: `op ${i}`, size: 40_000 }))
    await fill(large)
    expect(await enqueuer.add(message('too much'))).toEqual({ kind: 'full' })
  })

  it('says that nothing was stored when the store fails, and goes on when it is back', async () => {
    const write = vi.spyOn(store, 'write').mockRejectedValueOnce(new Error('no'))
    expect(await enqueuer.add(message('lost store'))).toMatchObject({ kind: 'not_stored' })
    expect(await enqueuer.add(message('found again'))).toMatchObject({ kind: 'stored' })
    expect(write).toHaveBeenCalledTimes(2)
  })

  it('[OB21] begins a thread that is not known, which is the current one from then on', async () => {
    const first = await enqueuer.add(message('first'))
    const begun = await enqueuer.add({ ...message('another matter'), thread: 'begun' })
    const next = await enqueuer.add({ ...message('next'), thread: null })
    const there = [begun, next].map((result) => result.kind === 'stored' && result.thread)
    expect(there).toEqual(['begun', 'begun'])
    const kinds = await store.read((tx) => tx.ops.all(laneOf('begun')))
    expect(kinds.map(({ kind }) => kind)).toEqual(['open', 'send', 'send'])
    expect(first).not.toMatchObject({ thread: 'begun' })
  })
})
