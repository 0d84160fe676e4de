/** A page that is kept for going back, and the real IndexedDB that it shares with other pages. */
import { createFakeTabs, type FakeTab } from '@porchlight/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openIndexedDb } from './indexed-db.ts'
import type { Store } from './store.ts'

describe('a store whose page is put away', () => {
  let name: string
  let tab: FakeTab
  let store: Store
  let elsewhere: Store

  beforeEach(async () => {
    name = `put away ${crypto.randomUUID()}`
    const tabs = createFakeTabs()
    tab = tabs.open()
    const open = ({ page }: FakeTab): Promise<Store> =>
      openIndexedDb({ name, page, onOutdated() {} })
    store = await open(tab)
    elsewhere = await open(tabs.open())
  })
  afterEach(() => {
    store.close()
    elsewhere.close()
    indexedDB.deleteDatabase(name)
  })

  const setEpoch = (of: Store, value: number): Promise<unknown> =>
    of.write((tx) => tx.meta.put({ key: 'epoch', value }))
  const epoch = async (): Promise<unknown> =>
    (await elsewhere.read((tx) => tx.meta.get('epoch')))?.value

  it.each(['read', 'write'] as const)(
    '[ST8] lets go of an unfinished %s, and begins it again when it is back',
    async (kind) => {
      let tries = 0
      let isBack = false
      const begun = new Promise<void>((begin) => {
        void store[kind](async (tx) => {
          tries++
          while (!isBack) {
            await tx.meta.get('epoch')
            begin()
          }
        })
      })
      await begun
      tab.signal('hidden')
      await setEpoch(elsewhere, 2)
      isBack = true
      tab.signal('shown')
      await setEpoch(store, 3)
      expect([await epoch(), tries]).toEqual([3, 2])
    },
  )

  it('[ST8] begins nothing while it is away', async () => {
    tab.signal('hidden')
    const late = setEpoch(store, 1)
    await setEpoch(elsewhere, 2)
    expect(await epoch()).toBe(2)
    tab.signal('shown')
    await late
    expect(await epoch()).toBe(1)
  })

  it('[ST8] goes on when it was told twice that it is put away', async () => {
    tab.signal('hidden')
    const late = setEpoch(store, 1)
    tab.signal('hidden')
    tab.signal('shown')
    await late
    expect(await epoch()).toBe(1)
  })

  it('[ST8] lets go of what is begun while it is put away', async () => {
    const late = setEpoch(store, 1)
    tab.signal('hidden')
    await setEpoch(elsewhere, 2)
    expect(await epoch()).toBe(2)
    tab.signal('shown')
    await late
    expect(await epoch()).toBe(1)
  })

  it('[ST8] fails what waits for the page when it is closed', async () => {
    tab.signal('hidden')
    const late = setEpoch(store, 1)
    store.close()
    await expect(late).rejects.toThrow('closed')
  })
})
