import type { Message } from '@porchlight/protocol'
import { createManualClock, settle } from '@porchlight/testkit'
import { beforeEach, describe, expect, it } from 'vitest'
import { waitingRow } from '../outbox/put-message.ts'
import { createMemoryStore } from '../store/memory-store.ts'
import type { MessageRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { ThreadView } from '../sync.ts'
import { createThreadView, type LiveThreadView } from './thread-view.ts'

describe('the view of a thread', () => {
  const clock = createManualClock()
  let store: Store
  /** Readings that have read, and whose answer is still on its way. */
  let late: (() => void)[]
  let isSlow: boolean
  let growing: Message | null
  let view: LiveThreadView

  const rowOf = (n: number): MessageRow =>
    waitingRow({ id: `m${n}`, thread: 't', content: `text ${n}`, n, clock })
  const shown = (): string[] => view.view.get().messages.map(({ id }) => id)

  async function add(row: MessageRow): Promise<void> {
    await store.write((tx) => tx.messages.put(row))
    view.add([row])
  }

  async function answerReadings(): Promise<void> {
    for (const answer of late.splice(0)) answer()
    await settle()
  }

  beforeEach(async () => {
    const memory = createMemoryStore()
    late = []
    isSlow = false
    growing = null
    store = {
      ...memory,
      async read(task) {
        const result = await memory.read(task)
        if (isSlow) await new Promise<void>((resolve) => late.push(resolve))
        return result
      },
    }
    view = createThreadView({
      store,
      thread: 't',
      connection: () => ({ state: 'online', trouble: null, nextTryAt: null }),
      growing: () => growing,
      onError: () => {},
    })
    await settle()
    isSlow = true
  })

  it('hands out the document that came with a message', async () => {
    isSlow = false
    await store.write((tx) => tx.messages.put({ ...rowOf(1), richContent: '{"type":"doc"}' }))
    view.refresh()
    await settle()
    const documents = view.view.get().messages.map(({ richContent }) => richContent)
    expect(documents).toEqual(['{"type":"doc"}'])
  })

  it('[VW1] shows what was just stored before it is read, and keeps that object', async () => {
    await add(rowOf(1))
    expect(shown()).toEqual(['m1'])
    const [first] = view.view.get().messages
    view.refresh()
    await settle()
    await answerReadings()
    expect(view.view.get().messages[0]).toBe(first)
  })

  it('[VW2] is not made to forget it by a reading of before, and shows it once', async () => {
    const seen: ThreadView[] = []
    view.view.subscribe(() => seen.push(view.view.get()))
    view.refresh()
    await settle()
    await add(rowOf(1))
    view.refresh()
    await answerReadings()
    await answerReadings()
    expect(seen.map(({ messages }) => messages.length)).toEqual([1, 1, 1])
  })

  it('[OB17] [VW1] says of a message once it may have arrived twice', async () => {
    const posted = { ...rowOf(1), state: 'posted', order: 1, pos: [0, 1], rev: 1 } as const
    const delivery = (): unknown => view.view.get().messages[0]?.delivery
    isSlow = false
    await add({ ...posted, again: '' })
    expect(delivery()).toEqual({ state: 'sent' })
    await store.write((tx) => tx.messages.put({ ...posted, doubt: { mayBeTwice: true } }))
    view.refresh()
    await settle()
    expect(delivery()).toEqual({ state: 'sent', mayBeTwice: true })
  })

  describe('[VW2] an answer', () => {
    const posted = (n: number): MessageRow => ({
      ...rowOf(n),
      state: 'posted',
      order: n,
      pos: [0, n],
      rev: 1,
    })
    const answer = (content: string): Message => ({ ...posted(2), author: 'assistant', content })
    const last = (): string | undefined => view.view.get().messages.at(-1)?.content
    let seen: string[][]

    beforeEach(async () => {
      await add(rowOf(1))
      seen = []
      view.view.subscribe(() => seen.push(shown()))
      await store.write((tx) => tx.messages.put(posted(1)))
      growing = answer('Yes')
      view.refreshGrowing()
      await settle()
    })

    it('is never shown before what it answers', async () => {
      view.refresh()
      await answerReadings()
      await answerReadings()
      expect(seen).toEqual([
        ['m1', 'm2'],
        ['m1', 'm2'],
      ])
    })

    it('grows at once, and loses no word to a reading of before', async () => {
      await answerReadings()
      view.refresh()
      await settle()
      growing = answer('Yes, we do')
      view.refreshGrowing()
      const before = last()
      await answerReadings()
      expect([before, last()]).toEqual(['Yes, we do', 'Yes, we do'])
    })

    it('comes with all its words, also those that came before it was in sight', async () => {
      growing = answer('Yes, we do')
      view.refreshGrowing()
      await settle()
      await answerReadings()
      await answerReadings()
      expect(last()).toBe('Yes, we do')
    })

    it('stays in sight from its last word until it is read as a message', async () => {
      await answerReadings()
      await store.write((tx) => tx.messages.put({ ...posted(2), author: 'assistant' }))
      growing = null
      view.refreshGrowing()
      await add(rowOf(3))
      await settle()
      await answerReadings()
      expect(seen.slice(1)).toEqual([
        ['m1', 'm2', 'm3'],
        ['m1', 'm2', 'm3'],
      ])
    })
  })

  it('forgets it when it is gone by the next reading', async () => {
    await add(rowOf(1))
    await store.write((tx) => tx.messages.delete('m1'))
    view.refresh()
    await settle()
    await answerReadings()
    expect(shown()).toEqual([])
  })
})
