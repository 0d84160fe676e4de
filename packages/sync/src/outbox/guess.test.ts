import { createManualClock, createSeededRandom } from '@porchlight/testkit'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory-store.ts'
import { laneOf, messagesOf, writeMeta } from '../store/queries.ts'
import type { Store, Tx } from '../store/store.ts'
import { createEnqueuer, type Enqueuer } from './enqueue.ts'
import { putGuessed } from './guess.ts'
import type { NewMessage } from './put-message.ts'

/** A tab that has stored one message believes that the next one will go where that went. */
describe('what is stored on a guess', () => {
  let store: Store
  let tab: Enqueuer
  let other: Enqueuer

  const message = (content: string): NewMessage => ({
    content,
    thread: null,
    isOnline: true,
    traits: {},
    context: {},
  })

  function openTab(seed: number): Enqueuer {
    return createEnqueuer({
      store,
      visitor: { generation: null },
      guessing: async () => ({ putGuessed }),
      clock: createManualClock(),
      fillRandom: createSeededRandom(seed).fill,
      onStored: () => {},
    })
  }

  async function add(to: Enqueuer, content: string): Promise<string> {
    const result = await to.add(message(content))
    return result.kind === 'stored' ? result.thread : result.kind
  }

  /** What lies in a thread, with the number of its op and whether it is live. */
  const rowsOf = (thread: string): Promise<unknown[]> =>
    store.read(async (tx: Tx) => {
      const ops = await tx.ops.all(laneOf(thread))
      const rows = await tx.messages.all(messagesOf(thread))
      return rows.map(({ id, content, pos: [, n] }) => {
        const op = ops.find((one) => one.id === id)
        return [content, op?.kind === 'send' && op.live, op?.n === n]
      })
    })

  beforeEach(() => {
    store = createMemoryStore()
    tab = openTab(1)
    other = openTab(2)
  })

  it('[OB2] [OB11] has its place behind what another tab has stored meanwhile', async () => {
    const thread = await add(tab, 'one')
    await add(other, 'two')
    await Promise.all([add(tab, 'three'), add(tab, 'four')])
    expect(await rowsOf(thread)).toEqual([
      ['one', true, true],
      ['two', false, true],
      ['three', false, true],
      ['four', false, true],
    ])
  })

  it('[OB11] is live when the lane is empty again', async () => {
    const thread = await add(tab, 'one')
    await store.write(async (tx) => {
      await tx.ops.deleteAll(laneOf(thread))
      const row = await tx.threads.get(thread)
      if (row) await tx.threads.put({ ...row, info: { id: thread } as never })
    })
    await add(tab, 'two')
    expect(await rowsOf(thread)).toEqual([
      ['one', false, false],
      ['two', true, true],
    ])
  })

  it('[OB4] goes with the others when another tab has begun a new thread', async () => {
    const left = await add(tab, 'one')
    await store.write((tx) => writeMeta(tx, 'currentThread', 'new'))
    await add(other, 'two')
    expect(await add(tab, 'three')).toBe('new')
    expect(await rowsOf(left)).toEqual([['one', true, true]])
    expect(await rowsOf('new')).toEqual([
      ['two', true, true],
      ['three', false, true],
    ])
  })

  it('[OB2] stands behind what opens its thread anew', async () => {
    const thread = await add(tab, 'one')
    await store.write((tx) => tx.ops.deleteAll(laneOf(thread)))
    await add(tab, 'two')
    const ops = await store.read((tx) => tx.ops.all(laneOf(thread)))
    expect(ops.map(({ kind }) => kind)).toEqual(['open', 'send'])
  })

  it('[OB19] leaves nothing in the store of another visitor', async () => {
    const thread = await add(tab, 'one')
    await store.write((tx) => writeMeta(tx, 'generation', 'another'))
    expect(await add(tab, 'two')).toBe('not_stored')
    expect(await rowsOf(thread)).toEqual([['one', true, true]])
  })
})
