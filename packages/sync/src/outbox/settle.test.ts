import type { Message } from '@porchlight/protocol'
import { createManualClock, createSeededRandom } from '@porchlight/testkit'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory-store.ts'
import type { Store } from '../store/store.ts'
import { type Claim, claimNext } from './claim.ts'
import { createEnqueuer } from './enqueue.ts'
import { putGuessed } from './guess.ts'
import { settle } from './settle.ts'

describe('settle', () => {
  let store: Store

  const claim = (): Promise<Claim | null> =>
    store.write((tx) => claimNext(tx, 'thread', { epoch: 1, isAnswering: false }))

  const states = async (): Promise<string[]> =>
    (await store.read((tx) => tx.ops.all())).map((op) => op.state)

  function postedBy({ row }: Claim, order: number): Message {
    return {
      id: row.id,
      thread: row.thread,
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
    store = createMemoryStore()
    const enqueuer = createEnqueuer({
      store,
      visitor: { generation: null },
      guessing: async () => ({ putGuessed }),
      clock: createManualClock(),
      fillRandom: createSeededRandom(1).fill,
      onStored: () => {},
    })
    for (const content of ['first', 'second']) {
      const about = { thread: 'thread', isOnline: true, traits: {}, context: {} }
      await enqueuer.add({ content, ...about })
    }
    const opening = await claim()
    if (opening !== null) await store.write((tx) => settle(tx, opening, { kind: 'done' }))
  })

  it('[VW2] leaves a message behind those the server held, until the feed brings them all', async () => {
    const first = await claim()
    if (first === null) throw new Error('nothing to send')
    const held = { ...postedBy(first, 1), order: null, state: 'queued' } as const
    await store.write((tx) => settle(tx, first, { kind: 'held', message: held }))
    const second = await claim()
    if (second === null) throw new Error('nothing to send')
    await store.write((tx) => settle(tx, second, { kind: 'settled', message: postedBy(second, 2) }))
    expect(await states()).toEqual(['held', 'held'])
    expect((await store.read((tx) => tx.messages.all())).map((row) => row.order)).toEqual([
      null,
      null,
    ])
  })

  it('[ST5] [F35] [I1] buries an op that cannot be made out, and goes on with the next', async () => {
    await store.write(async (tx) => {
      const [first] = await tx.ops.all()
      if (first !== undefined) await tx.messages.delete(first.id)
    })
    const next = await claim()
    expect(next?.op).toMatchObject({ kind: 'send', content: 'second' })
    expect(await states()).toEqual(['sending'])
  })

  it('[OB20] [I1] sends anew, with its new text, what turns out to have been taken back before', async () => {
    const first = await claim()
    if (first === null) throw new Error('nothing to send')
    const held = { ...postedBy(first, 1), order: null, state: 'queued' } as const
    await store.write((tx) => settle(tx, first, { kind: 'held', message: held }))
    await store.write(async (tx) => {
      const [op] = await tx.ops.all()
      if (op?.kind === 'send') await tx.ops.put({ ...op, wish: { content: 'changed' } })
    })
    const told = await claim()
    if (told === null) throw new Error('nothing to tell')
    expect(told.op).toMatchObject({ kind: 'edit', content: 'changed' })
    await store.write((tx) => settle(tx, told, { kind: 'withdrawn' }))
    expect(await states()).toEqual(['waiting', 'waiting'])
    const next = await claim()
    expect(next).toMatchObject({ isInDoubt: false, op: { kind: 'send', content: 'changed' } })
  })

  it('[OB9] changes nothing when the feed has settled the op already', async () => {
    const first = await claim()
    if (first === null) throw new Error('nothing to send')
    await store.write((tx) => tx.ops.delete(first.row.n))
    await store.write((tx) => settle(tx, first, { kind: 'unknown', cause: 'late' }))
    expect(await states()).toEqual(['waiting'])
  })
})
