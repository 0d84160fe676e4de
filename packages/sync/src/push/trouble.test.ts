/** What a core says and does when something fails. */
import 'fake-indexeddb/auto'
import { settle } from '@porchlight/testkit'
import { describe, expect, it, vi } from 'vitest'
import { assemble } from '../assemble.ts'
import { eventually, isOnline, states, texts, until } from '../testing/browser.ts'
import { PARTS } from '../testing/parts.ts'
import { useBrowser } from '../testing/use-browser.ts'

const browser = useBrowser()
const { openOnline, posted } = browser

describe('trouble', () => {
  it('[OB8] fetches as soon as there is a network what changes messages when there is none', async () => {
    const actions = vi.fn(PARTS.actions)
    const { tab, options } = browser.openTab()
    const sync = assemble(options, { ...PARTS, actions })
    expect(actions).not.toHaveBeenCalled()
    await until(() => isOnline(sync))
    expect(actions).toHaveBeenCalled()
    tab.signal('offline')
    await sync.close()
  })

  it('[OB8] says that nothing has changed when the store fails', async () => {
    const { sync } = await openOnline()
    browser.server.cut()
    const sent = await sync.send({ content: 'as it was' })
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('no luck', 'UnknownError')
    })
    const id = sent.kind === 'stored' ? sent.id : ''
    expect(await sync.edit(id, 'as it should be')).toBe('not_now')
    await until(() => texts(sync).join() === 'as it was')
  })

  it('[VW3] says truthfully how many wait, since when, why, and when the next try is due', async () => {
    const { sync } = await openOnline()
    browser.server.cut()
    await eventually(browser.clock, () => sync.status.get().connection === 'offline')
    await sync.send({ content: 'first' })
    const since = new Date(browser.clock.now()).toISOString()
    await browser.clock.advance(1)
    await sync.send({ content: 'second' })
    await until(() => sync.status.get().waiting === 2)
    const { nextTryAt, ...status } = sync.status.get()
    expect(status).toMatchObject({ waitingSince: since, why: 'offline', isDurable: true })
    expect(nextTryAt ?? 0).toBeGreaterThanOrEqual(browser.clock.now())
    browser.server.restore()
    await eventually(browser.clock, () => sync.status.get().waiting === 0)
    expect(sync.status.get()).toMatchObject({ waitingSince: null, why: null })
  })

  it('[VW3] counts down while the outbox is replayed, in every tab', async () => {
    const { sync } = await openOnline()
    const other = browser.open().sync
    await sync.send({ content: 'opens the thread' })
    await until(() => states(sync).join() === 'sent')
    browser.server.cut()
    await eventually(browser.clock, () => sync.status.get().connection === 'offline')
    const written: (string | null)[] = []
    for (const content of ['one', 'two', 'three', 'four']) {
      written.push(new Date(browser.clock.now()).toISOString())
      await sync.send({ content })
      await browser.clock.advance(1)
    }
    await until(() => sync.status.get().waiting === 4)
    const told: (string | null)[] = []
    sync.status.subscribe(() => {
      const { waiting, waitingSince } = sync.status.get()
      told[4 - waiting] = waitingSince
    })
    browser.server.restore()
    await eventually(browser.clock, () => sync.status.get().waiting === 0)
    expect(told).toEqual([...written, null])
    await until(() => other.status.get().waiting === 0)
  })

  it('[TB6] stands in line again after the store has failed once', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'Hello' })
    await until(() => posted().length === 1)
    await settle()
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('no luck', 'UnknownError')
    })
    browser.server.reply(browser.server.threads[0] ?? '', 'Hi')
    await eventually(browser.clock, () => texts(sync).length === 2)
    expect(put.mock.results[0]?.type).toBe('throw')
    await sync.send({ content: 'Still here' })
    await eventually(browser.clock, () => posted().length === 3)
    expect(sync.status.get()).toMatchObject({ isLeader: true, trouble: null })
    expect(texts(sync)).toEqual(['Hello', 'Hi', 'Still here'])
  })

  it('[TB7] without locks the tab leads that has something to send', async () => {
    const one = browser.open({ hasLocks: false })
    await until(() => isOnline(one.sync))
    const two = browser.open({ hasLocks: false })
    await until(() => two.sync.status.get().isLeader && isOnline(two.sync))
    await two.sync.close()
    await one.sync.send({ content: 'Hello' })
    await eventually(browser.clock, () => posted().length === 1)
    expect(one.sync.status.get().isLeader).toBe(true)
  })

  it('[TB8] closes at once while a lane pauses, and says nothing afterwards', async () => {
    const one = await openOnline()
    await one.sync.send({ content: 'opens the thread' })
    await until(() => posted().length === 1)
    const full = { kind: 'answer', outcome: { kind: 'busy', why: 'queue_full' } } as const
    browser.server.script(full, full)
    await one.sync.send({ content: 'waits for room' })
    await until(() => states(one.sync).join() === 'sent,waiting')
    const two = browser.open()
    await one.sync.close()
    await until(() => two.sync.status.get().isLeader)
    one.sync.wake()
    await one.sync.stop(browser.server.threads[0] ?? '')
    expect(await one.sync.send({ content: 'too late' })).toMatchObject({ kind: 'not_stored' })
    await eventually(browser.clock, () => posted().length === 2)
    expect(posted()).toEqual(['opens the thread', 'waits for room'])
  })

  it('[OB5] lanes that pause leave room for others', async () => {
    const { sync } = await openOnline()
    for (const thread of ['a', 'b', 'c']) {
      await sync.send({ content: `opens ${thread}`, thread })
    }
    await until(() => posted().length === 3)
    const full = { kind: 'answer', outcome: { kind: 'busy', why: 'queue_full' } } as const
    browser.server.script(full, full, full)
    for (const thread of ['a', 'b', 'c']) await sync.send({ content: 'waits', thread })
    await settle()
    await sync.send({ content: 'goes by', thread: 'd' })
    await until(() => posted().includes('goes by'))
    expect(sync.status.get().connection).toBe('online')
  })
})
