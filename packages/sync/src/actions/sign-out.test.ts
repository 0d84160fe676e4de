import type { FakeTab } from '@porchlight/testkit'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Sync } from '../sync.ts'
import { eventually, isOnline, states, texts, until } from '../testing/browser.ts'
import { useBrowser } from '../testing/use-browser.ts'

describe('signing out', () => {
  const browser = useBrowser()
  let sync: Sync
  let other: Sync
  let otherTab: FakeTab

  /** All that is on the disk of this profile, as text. */
  async function disk(): Promise<string> {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(browser.name)
      request.onsuccess = () => resolve(request.result)
    })
    const tables = [...database.objectStoreNames]
    const transaction = database.transaction(tables)
    const rows = await Promise.all(
      tables.map(
        (table) =>
          new Promise<unknown>((resolve) => {
            const request = transaction.objectStore(table).getAll()
            request.onsuccess = () => resolve(request.result)
          }),
      ),
    )
    database.close()
    return JSON.stringify(rows)
  }

  beforeEach(async () => {
    sync = browser.open().sync
    ;({ sync: other, tab: otherTab } = browser.open())
    await until(() => isOnline(sync) && isOnline(other))
    await sync.send({ content: 'a secret' })
    await until(() => states(sync).join() === 'sent' && states(other).join() === 'sent')
  })

  it('[OB18] [F38] [I10] sends what waits, and leaves no byte of the visitor in any tab or on the disk', async () => {
    await sync.send({ content: 'one more secret' })
    expect(await sync.signOut()).toEqual({ discarded: 0 })
    await until(() => other.status.get().trouble === 'signed_out')
    const [thread = ''] = browser.server.threads
    expect(browser.server.posted(thread)).toHaveLength(2)
    for (const tab of [sync, other]) {
      expect(tab.threads.get()).toEqual([])
      expect(tab.thread(thread).get().messages).toEqual([])
      expect(tab.status.get()).toMatchObject({ waiting: 0, currentThread: null, isLeader: false })
    }
    expect(await disk()).not.toContain('secret')
  })

  it('[OB18] waits no longer than it was told, and says what was never sent', async () => {
    browser.server.cut()
    await eventually(browser.clock, () => sync.status.get().connection === 'offline')
    await sync.send({ content: 'never sent' })
    const leaving = sync.signOut({ flushMs: 500 })
    await browser.clock.advance(500)
    expect(await leaving).toEqual({ discarded: 1 })
    expect(await disk()).not.toContain('never sent')
  })

  it('[OB19] stores nothing for a visitor who has signed out in another tab a moment ago', async () => {
    // The other tab was frozen, and has not heard of it.
    otherTab.crash()
    await sync.signOut()
    const result = await other.send({ content: 'a late secret' })
    expect(result.kind).toBe('not_stored')
    expect(await disk()).not.toContain('late secret')
  })

  it('hands out all that is stored, as plain data', async () => {
    browser.server.reply(browser.server.threads[0] ?? '', 'Hi')
    await until(() => texts(sync).length === 2)
    const { threads } = await sync.exportData()
    expect(threads.map(({ messages }) => messages.map(({ content }) => content))).toEqual([
      ['a secret', 'Hi'],
    ])
  })
})
