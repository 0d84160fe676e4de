import 'fake-indexeddb/auto'
import { createFakeTabs, createManualClock, type ManualClock, settle } from '@porchlight/testkit'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
// At hand, so that a test need not wait for the file.
import './make-room.ts'
import './memory-store.ts'
import { openStore, type StoreTrouble } from './open-store.ts'
import { postedIn, unpostedIn } from './queries.ts'
import type { MessageRow } from './rows.ts'
import type { Store } from './store.ts'

let databases = 0

describe('openStore', () => {
  let name: string
  let clock: ManualClock
  let troubles: StoreTrouble[]
  let store: Store

  const epochOf = async (): Promise<unknown> =>
    (await store.read((tx) => tx.meta.get('epoch')))?.value
  const setEpoch = (value: number): Promise<unknown> =>
    store.write((tx) => tx.meta.put({ key: 'epoch', value }))

  function open(): Store {
    return openStore({
      name,
      clock,
      page: createFakeTabs().open().page,
      durability: 'relaxed',
      onTrouble: (trouble) => troubles.push(trouble),
    })
  }

  beforeEach(() => {
    name = `open ${++databases}`
    clock = createManualClock()
    troubles = []
    store = open()
  })

  afterEach(() => {
    store.close()
    vi.restoreAllMocks()
  })

  it('[ST1] [F31] [I1] works from memory, and says so, where the browser allows no store', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not here', 'SecurityError')
    })
    await setEpoch(7)
    expect(await epochOf()).toBe(7)
    expect(troubles).toEqual(['memory'])
  })

  it('[ST1] waits 3 s for a database that hangs, and works from memory then', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest)
    const writing = setEpoch(7)
    await clock.advance(2_999)
    expect(troubles).toEqual([])
    await clock.advance(1)
    await writing
    expect(await epochOf()).toBe(7)
    expect(troubles).toEqual(['memory'])
  })

  it('[ST2] leaves a database alone that a newer build has written, and says so once', async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 1_000)
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
    })
    await expect(setEpoch(7)).rejects.toThrow()
    await expect(setEpoch(8)).rejects.toThrow()
    expect(troubles).toEqual(['outdated'])
  })

  it('[ST2] [F34] [I4] [ST-004] lets go at once when a newer build takes the database over', async () => {
    await setEpoch(7)
    const upgraded = new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 1_000)
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
    })
    await upgraded
    await expect(setEpoch(8)).rejects.toThrow()
    expect(troubles).toEqual(['outdated'])
  })

  it('[ST3] drops old history when the disk is full, never what waits, and writes again', async () => {
    await store.write(async (tx) => {
      await tx.threads.put({
        id: 't',
        info: null,
        createdAt: '2026-01-01T12:00:00Z',
        hasMore: false,
        read: { here: null, there: null },
      })
      for (let order = 1; order <= 150; order++) await tx.messages.put(row({ order }))
      await tx.messages.put(row({ order: null }))
    })
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    await setEpoch(7)
    expect(put.mock.results[0]?.type).toBe('throw')
    const left = await store.read(async (tx) => ({
      orders: (await tx.messages.all(postedIn('t'))).map(({ order }) => order),
      waiting: await tx.messages.count(unpostedIn('t')),
      hasMore: (await tx.threads.get('t'))?.hasMore,
    }))
    expect([left.orders.length, left.orders[0]]).toEqual([75, 76])
    expect(left).toMatchObject({ waiting: 1, hasMore: true })
    expect([await epochOf(), troubles]).toEqual([7, []])
  })

  it('[ST3] says that nothing was written when there is no room at all', async () => {
    await setEpoch(1)
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    await expect(setEpoch(7)).rejects.toMatchObject({ name: 'QuotaExceededError' })
    expect(await epochOf()).toBe(1)
  })

  it('[ST4] [F33] [I1] opens again when the browser has closed the connection', async () => {
    const backend = vi.spyOn(Dexie.prototype, 'backendDB')
    await setEpoch(7)
    const database: IDBDatabase = backend.mock.results[0]?.value
    database.close()
    expect(await epochOf()).toBe(7)
    await setEpoch(8)
    expect([await epochOf(), troubles]).toEqual([8, []])
  })

  it('[ST4] [F32] [I5] begins anew when somebody has deleted the database', async () => {
    await setEpoch(7)
    await new Promise<void>((resolve) => {
      indexedDB.deleteDatabase(name).onsuccess = () => resolve()
    })
    await settle()
    expect([await epochOf(), troubles]).toEqual([undefined, []])
  })
})

function row({ order }: { order: number | null }): MessageRow {
  return {
    id: `m${order}`,
    thread: 't',
    author: 'visitor',
    authorName: null,
    content: 'x',
    order,
    rev: 1,
    state: order === null ? 'queued' : 'posted',
    incomplete: false,
    citations: [],
    createdAt: '2026-01-01T12:00:00Z',
    pos: order === null ? [1, 1] : [0, order],
    failed: null,
  }
}
