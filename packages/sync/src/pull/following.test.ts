/** What a core hears from its server, and what it tells it. */
import 'fake-indexeddb/auto'
import type { Transport } from '@porchlight/protocol'
import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { assemble } from '../assemble.ts'
import { current, eventually, isOnline, states, texts, until } from '../testing/browser.ts'
import { PARTS } from '../testing/parts.ts'
import { useBrowser } from '../testing/use-browser.ts'

const browser = useBrowser()
const { openOnline, posted } = browser

describe('push and pull', () => {
  it('[PP1] shows the history while the server is down', async () => {
    const one = await openOnline()
    await one.sync.send({ content: 'Hello' })
    await until(() => states(one.sync).join() === 'sent')
    await one.sync.close()
    browser.server.cut()
    const two = browser.open()
    await until(() => texts(two.sync).length === 1)
    expect(texts(two.sync)).toEqual(['Hello'])
  })

  it('[PP3] hears after a cut what was said meanwhile, once', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'Hello' })
    await until(() => posted().length === 1)
    const [thread] = browser.server.threads
    browser.server.cut()
    await until(() => sync.status.get().connection === 'offline')
    browser.server.restore()
    browser.server.reply(thread ?? '', 'while you were away')
    await eventually(browser.clock, () => texts(sync).length === 2)
    expect(texts(sync)).toEqual(['Hello', 'while you were away'])
  })

  it('[OB17] sends nothing again that the feed has brought while nobody was sure of it', async () => {
    const { options } = browser.openTab()
    const transport = browser.server.transport()
    const withoutIds: Transport = {
      ...transport,
      session: async (signal) => ({ ...(await transport.session(signal)), capabilities: [] }),
      async reconcile() {
        // What it looks at is of a moment ago; the feed is not.
        browser.server.restore()
        await settle()
        return { kind: 'absent' }
      },
    }
    const sync = assemble({ ...options, transport: () => withoutIds }, PARTS)
    await until(() => isOnline(sync))
    await sync.send({ content: 'opens the thread' })
    await until(() => states(sync).join() === 'sent')
    browser.server.mute()
    browser.server.script({ kind: 'cut_after' })
    await sync.send({ content: 'its answer is lost' })
    await eventually(browser.clock, () => states(sync).join() === 'sent,sent')
    await browser.clock.advance(60_000)
    const sends = browser.server.deliveries.filter((delivery) => delivery.startsWith('send'))
    expect(sends).toHaveLength(2)
    await sync.close()
  })

  it('[PP10] forgets a thread that is gone for everybody, and keeps what waited for it in sight', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'Hello' })
    await until(() => posted().length === 1)
    const [thread = ''] = browser.server.threads
    browser.server.script({ kind: 'answer', outcome: { kind: 'busy', why: 'queue_full' } })
    await sync.send({ content: 'waits' })
    await until(() => states(sync).join() === 'sent,waiting')
    browser.server.remove(thread)
    await until(() => sync.threads.get()[0]?.rev === 0)
    expect(sync.status.get()).toMatchObject({ currentThread: null, waiting: 0, failed: 1 })
    expect(sync.thread(thread).get().messages).toMatchObject([
      { content: 'waits', delivery: { state: 'failed', code: 'not_found' } },
    ])
  })

  it('[PP10] finds out after a reset that a thread is gone, and what was held for it has failed', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'Hello' })
    await until(() => posted().length === 1)
    const [thread = ''] = browser.server.threads
    browser.server.hold()
    await sync.send({ content: 'held' })
    await until(() => states(sync).join() === 'sent,held')
    browser.server.cut()
    await until(() => !isOnline(sync))
    browser.server.remove(thread)
    browser.server.reset()
    browser.server.restore()
    await eventually(browser.clock, () => sync.threads.get()[0]?.rev === 0)
    expect(sync.status.get()).toMatchObject({ currentThread: null, failed: 1 })
    expect(sync.thread(thread).get().messages).toMatchObject([
      { content: 'held', delivery: { state: 'failed', code: 'not_found' } },
    ])
  })

  it('[PP4] reads anew after a reset and keeps what waits', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'Hello' })
    await until(() => posted().length === 1)
    const [thread] = browser.server.threads
    browser.server.cut()
    browser.server.reset()
    for (let i = 0; i < 60; i++) browser.server.reply(thread ?? '', `reply ${i}`)
    await sync.send({ content: 'still waiting' })
    browser.server.script({ kind: 'cut_before' })
    browser.server.restore()
    await eventually(browser.clock, () => texts(sync).length === 50)
    await eventually(browser.clock, () => sync.status.get().waiting === 0)
    expect(texts(sync).at(-1)).toBe('still waiting')
    expect(current(sync)?.hasMore).toBe(true)
    browser.server.cut()
    await sync.loadOlder(thread ?? '')
    expect(current(sync)?.hasMore).toBe(true)
    browser.server.restore()
    await sync.loadOlder(thread ?? '')
    await until(() => texts(sync).length === 62)
    expect(texts(sync).slice(0, 2)).toEqual(['Hello', 'reply 0'])
  })

  it('[PP7] gives up what hangs on a network that has gone, and sends it again on the next', async () => {
    const { sync, tab } = await openOnline()
    browser.server.script(
      { kind: 'hold', until: Promise.resolve() },
      { kind: 'hold', until: new Promise<void>(() => {}) },
    )
    await sync.send({ content: 'Hello' })
    await until(() => states(sync).join() === 'sending')
    tab.signal('offline')
    await until(() => states(sync).join() === 'waiting')
    tab.signal('online')
    await eventually(browser.clock, () => states(sync).join() === 'sent')
    expect(posted()).toEqual(['Hello'])
  })

  it('[PP5] a new message ends the pause', async () => {
    browser.server.cut()
    const { sync } = browser.open()
    await eventually(browser.clock, () => sync.status.get().connection === 'offline')
    browser.server.restore()
    await sync.send({ content: 'Hello' })
    await until(() => posted().length === 1)
    expect(posted()).toEqual(['Hello'])
  })

  it('[PP5] keeps a message that is turned down for want of a session, and sends it after', async () => {
    const { sync } = await openOnline()
    browser.server.script({ kind: 'answer', outcome: { kind: 'unauthorized', isFinal: false } })
    await sync.send({ content: 'Hello' })
    await eventually(browser.clock, () => posted().length === 1)
    expect(posted()).toEqual(['Hello'])
    expect(browser.server.sessions).toBe(2)
  })

  it('[PP8] is online as long as it hears the server, whatever becomes of a request', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'opens the thread' })
    await until(() => posted().length === 1)
    browser.server.script({ kind: 'cut_after' })
    await sync.send({ content: 'its answer is lost' })
    await until(() => states(sync).join() === 'sent,sent')
    expect(sync.status.get().connection).toBe('online')
    await until(() => sync.status.get().waiting === 0)
    await browser.clock.advance(60_000)
    expect(sync.status.get()).toMatchObject({ connection: 'online', nextTryAt: null })
  })

  it('[PP7] loses no time to a request that fails as the network comes back', async () => {
    const { sync, tab } = await openOnline()
    tab.signal('offline')
    browser.server.cut()
    // Each of them is tried at once, and fails: the pauses have grown long by then.
    for (let i = 0; i < 12; i++) {
      await sync.send({ content: `message ${i}` })
      await settle()
    }
    browser.server.restore()
    tab.signal('online')
    await until(() => posted().length === 12)
    expect(sync.status.get().connection).toBe('online')
  })

  it('[PP9] [F41] [I1] asks again for what the server held, when the server has to be read anew', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'opens the thread' })
    await until(() => posted().length === 1)
    const [first] = browser.server.posted(browser.server.threads[0] ?? '')
    if (first === undefined) throw new Error('nothing was posted')
    const message = { ...first, state: 'queued', order: null } as const
    browser.server.script({ kind: 'answer', outcome: { kind: 'held', message } })
    await sync.send({ content: 'held by a store that is restored' })
    await until(() => states(sync).join() === 'sent,held')
    browser.server.cut()
    await until(() => sync.status.get().connection === 'offline')
    browser.server.reset()
    browser.server.restore()
    await eventually(browser.clock, () => posted().length === 2)
    expect(posted()).toEqual(['opens the thread', 'held by a store that is restored'])
  })

  it('[PP6] tells when it is back online how far the visitor has read', async () => {
    const { sync, tab } = await openOnline()
    await sync.send({ content: 'Hello' })
    await until(() => posted().length === 1)
    const [thread = ''] = browser.server.threads
    browser.server.reply(thread, 'Hi')
    await until(() => sync.status.get().unread === 1)
    browser.server.cut()
    tab.signal('offline')
    await until(() => sync.status.get().connection === 'offline')
    await sync.markRead(thread)
    browser.server.restore()
    tab.signal('online')
    await eventually(browser.clock, () => browser.server.deliveries.includes('read'))
    expect(browser.server.deliveries.filter((line) => line === 'read')).toHaveLength(1)
  })

  it('[PP6] clears the badge at once and tells the server how far the visitor has read', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'Hello' })
    await until(() => posted().length === 1)
    const [thread = ''] = browser.server.threads
    browser.server.reply(thread, 'Hi')
    await until(() => sync.status.get().unread === 1)
    await sync.markRead(thread)
    await until(() => sync.status.get().unread === 0)
    await until(() => browser.server.deliveries.includes('read'))
    expect(sync.threads.get()[0]).toMatchObject({ unread: 0 })
  })
})
