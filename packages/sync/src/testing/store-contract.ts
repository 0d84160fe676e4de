/** What every store promises. Run by memory, by a simulated IndexedDB and by a real one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MessageRow, NewOpRow } from '../store/rows.ts'
import { END, type Store } from '../store/store.ts'

/** Declares the suite. `setUp` gives an empty store. */
export function describeStoreContract(name: string, setUp: () => Promise<Store>): void {
  describe(`store contract: ${name}`, () => {
    let store: Store

    beforeEach(async () => {
      store = await setUp()
    })

    afterEach(() => store.close())

    it('numbers ops in the order they are put, also after all were deleted', async () => {
      const first = await store.write((tx) => tx.ops.put(op('a')))
      const second = await store.write((tx) => tx.ops.put(op('b')))
      await store.write((tx) => tx.ops.deleteAll({}))
      const third = await store.write((tx) => tx.ops.put(op('c')))
      expect([second > first, third > second]).toEqual([true, true])
    })

    it('replaces a row by its key, and knows no row that was deleted', async () => {
      const n = await store.write((tx) => tx.ops.put(op('a')))
      await store.write(async (tx) => {
        const row = await tx.ops.get(n)
        if (row !== undefined) await tx.ops.put({ ...row, state: 'held' })
      })
      expect(await store.read((tx) => tx.ops.get(n))).toMatchObject({ n, state: 'held' })
      await store.write((tx) => tx.ops.delete(n))
      expect(await store.read((tx) => tx.ops.get(n))).toBeUndefined()
    })

    it('takes everything back that a failed task has written', async () => {
      await store.write((tx) => tx.messages.put(message({ id: 'kept', order: 1 })))
      const failing = store.write(async (tx) => {
        await tx.messages.put(message({ id: 'lost', order: 2 }))
        await tx.messages.delete('kept')
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      const ids = (await store.read((tx) => tx.messages.all())).map(({ id }) => id)
      expect(ids).toEqual(['kept'])
    })

    it('shows each writer what the one before it has written', async () => {
      const count = (): Promise<void> =>
        store.write(async (tx) => {
          const row = await tx.meta.get('epoch')
          const value = Number(row?.value ?? 0) + 1
          await tx.meta.put({ key: 'epoch', value })
        })
      await Promise.all(Array.from({ length: 20 }, count))
      expect((await store.read((tx) => tx.meta.get('epoch')))?.value).toBe(20)
    })

    it('sorts posted before waiting, numbers by size, texts by letters', async () => {
      const places: MessageRow['pos'][] = [
        [1, 2],
        [0, 10],
        [1, 1],
        [0, '2026-01-02'],
        [0, 9],
      ]
      await store.write(async (tx) => {
        for (const pos of places) await tx.messages.put(message({ id: JSON.stringify(pos), pos }))
      })
      const range = { index: 'place', from: ['t'], to: ['t', END] } as const
      const sorted = await store.read((tx) => tx.messages.all(range))
      const expected = [
        [0, 9],
        [0, 10],
        [0, '2026-01-02'],
        [1, 1],
        [1, 2],
      ]
      expect(sorted.map(({ pos }) => pos)).toEqual(expected)
      const backwards = await store.read((tx) => tx.messages.all({ ...range, isBackwards: true }))
      expect(backwards.map(({ pos }) => pos)).toEqual(expected.reverse())
    })

    it('keeps to the ends of a range, and counts and deletes what is in it', async () => {
      await store.write(async (tx) => {
        for (let i = 1; i <= 5; i++) await tx.messages.put(message({ id: `${i}`, order: i }))
        await tx.messages.put(message({ id: 'other', order: 3, thread: 'u' }))
      })
      const range = { index: 'place', from: ['t', [0, 2]], to: ['t', [0, 4]] } as const
      const ids = (await store.read((tx) => tx.messages.all(range))).map(({ id }) => id)
      expect(ids).toEqual(['2', '3', '4'])
      expect(await store.read((tx) => tx.messages.count(range))).toBe(3)
      await store.write((tx) => tx.messages.deleteAll(range))
      const left = (await store.read((tx) => tx.messages.all())).map(({ id }) => id)
      expect(left).toEqual(['1', '5', 'other'])
    })

    it('gives the first rows of a range, from either end', async () => {
      await store.write(async (tx) => {
        for (let i = 1; i <= 5; i++) await tx.messages.put(message({ id: `${i}`, order: i }))
      })
      const range = { index: 'place', from: ['t'], to: ['t', END] } as const
      const idsOf = async (isBackwards: boolean): Promise<string[]> => {
        const rows = await store.read((tx) => tx.messages.all({ ...range, isBackwards }, 2))
        return rows.map(({ id }) => id)
      }
      expect([await idsOf(false), await idsOf(true)]).toEqual([
        ['1', '2'],
        ['5', '4'],
      ])
    })

    it('has carried out what nobody waited for, in the order of asking', async () => {
      await store.write(async (tx) => {
        void tx.messages.put(message({ id: 'a', order: 1 }))
        void tx.messages.put(message({ id: 'b', order: 2 }))
        void tx.messages.delete('a')
      })
      expect((await store.read((tx) => tx.messages.all())).map(({ id }) => id)).toEqual(['b'])
    })

    it('shows rows one by one until it is told to stop', async () => {
      await store.write(async (tx) => {
        for (let i = 1; i <= 5; i++) await tx.messages.put(message({ id: `${i}`, order: i }))
      })
      const seen: string[] = []
      const range = { index: 'place', from: ['t'], to: ['t', END], isBackwards: true } as const
      await store.read((tx) =>
        tx.messages.walk(range, ({ id }) => {
          seen.push(id)
          return seen.length === 2
        }),
      )
      expect(seen).toEqual(['5', '4'])
    })

    it('finds ops by what they are about, in a lane, and messages by the id of the server', async () => {
      await store.write(async (tx) => {
        await tx.ops.put(op('a'))
        await tx.ops.put({ ...op('b'), thread: 'u' })
        await tx.messages.put({ ...message({ id: 'mine', order: 1 }), sid: 'theirs' })
        await tx.messages.put(message({ id: 'other', order: 2 }))
      })
      const found = await store.read(async (tx) => ({
        byId: await tx.ops.all({ index: 'id', from: 'b', to: 'b' }),
        lane: await tx.ops.all({ index: 'lane', from: ['t'], to: ['t', END] }),
        bySid: await tx.messages.all({ index: 'sid', from: 'theirs', to: 'theirs' }),
      }))
      expect(found.byId.map(({ id }) => id)).toEqual(['b'])
      expect(found.lane.map(({ id }) => id)).toEqual(['a'])
      expect(found.bySid.map(({ id }) => id)).toEqual(['mine'])
    })

    it('rejects after it was closed', async () => {
      store.close()
      await expect(store.read((tx) => tx.threads.all())).rejects.toThrow()
    })
  })
}

function op(id: string): NewOpRow {
  return {
    kind: 'send',
    id,
    thread: 't',
    state: 'waiting',
    attempt: 0,
    epoch: 0,
    base: null,
    live: false,
    size: 2,
  }
}

function message(of: {
  id: string
  order?: number
  pos?: MessageRow['pos']
  thread?: string
}): MessageRow {
  return {
    id: of.id,
    thread: of.thread ?? 't',
    author: 'visitor',
    authorName: null,
    content: 'x',
    order: of.order ?? null,
    rev: 1,
    state: 'posted',
    incomplete: false,
    citations: [],
    createdAt: '2026-01-01T12:00:00Z',
    pos: of.pos ?? [0, of.order ?? 0],
    failed: null,
  }
}
