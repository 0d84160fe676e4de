import 'fake-indexeddb/auto'
import type { Transport } from '@porchlight/protocol'
import { type FakeTab, settle } from '@porchlight/testkit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { assemble } from './assemble.ts'
// At hand, so that a test need not wait for the file.
import './store/memory-store.ts'
import type { Sync } from './sync.ts'
import type { TabMessage } from './tabs/tab-channel.ts'
import {
  createBrowser,
  current,
  eventually,
  isOnline,
  messages,
  states,
  texts,
  until,
} from './testing/browser.ts'
import { PARTS } from './testing/parts.ts'

describe('createSync', () => {
  let browser: ReturnType<typeof createBrowser>

  const posted = (): string[] =>
    browser.server.threads.flatMap((thread) =>
      browser.server.posted(thread).map((message) => message.content),
    )

  async function openOnline(): Promise<{ sync: Sync; tab: FakeTab }> {
    const opened = browser.open()
    await until(() => isOnline(opened.sync))
    return opened
  }

  beforeEach(() => {
    browser = createBrowser()
  })

  afterEach(async () => {
    vi.restoreAllMocks()
    await browser.close()
  })

  describe('outbox', () => {
    it('[OB1] keeps a message over a crash of the tab, and sends it from the next one', async () => {
      browser.server.cut()
      const first = browser.open()
      const result = await first.sync.send({ content: 'Hello' })
      expect(result.kind).toBe('stored')
      first.tab.crash()

      browser.server.restore()
      const second = browser.open()
      await eventually(browser.clock, () => states(second.sync).join() === 'sent')
      expect(posted()).toEqual(['Hello'])
    })

    it('[OB2] sends what was written offline once, in the order it was written', async () => {
      browser.server.cut()
      const { sync } = browser.open()
      browser.clock.setNow(0)
      await sync.send({ content: 'one' })
      browser.clock.setNow(-1_000_000)
      await sync.send({ content: 'two' })
      await sync.send({ content: 'three' })
      browser.server.restore()
      await eventually(browser.clock, () => sync.status.get().waiting === 0)
      expect(posted()).toEqual(['one', 'two', 'three'])
    })

    it('[OB3] refuses a blank and an endless message, and stores neither', async () => {
      const { sync } = await openOnline()
      expect(await sync.send({ content: ' \n\t' })).toEqual({ kind: 'blank' })
      expect(await sync.send({ content: '🙂'.repeat(10_001) })).toEqual({
        kind: 'too_long',
        limit: 10_000,
        length: 10_001,
      })
      expect(sync.status.get()).toMatchObject({ currentThread: null, waiting: 0 })
    })

    it('[OB4] joins the first messages of two tabs in one thread', async () => {
      const one = browser.open()
      const two = browser.open()
      await until(() => isOnline(one.sync) && isOnline(two.sync))
      await Promise.all([one.sync.send({ content: 'a' }), two.sync.send({ content: 'b' })])
      await until(() => posted().length === 2)
      expect(browser.server.threads).toHaveLength(1)
      expect(browser.server.deliveries.filter((line) => line.startsWith('open'))).toHaveLength(1)
      expect([...posted()].sort()).toEqual(['a', 'b'])
    })

    it('[OB5] has one message of a lane under way at a time', async () => {
      const { sync } = await openOnline()
      let release = (): void => {}
      const until1 = new Promise<void>((resolve) => {
        release = resolve
      })
      await sync.send({ content: 'opens the thread' })
      await until(() => posted().length === 1)
      browser.server.script({ kind: 'hold', until: until1 })
      await sync.send({ content: 'one' })
      await sync.send({ content: 'two' })
      await until(() => states(sync).join() === 'sent,sending,waiting')
      expect(posted()).toEqual(['opens the thread'])
      release()
      await until(() => posted().length === 3)
      expect(posted()).toEqual(['opens the thread', 'one', 'two'])
    })

    it('[OB6] sends again under the same id when the answer was lost, and posts it once', async () => {
      const { sync } = await openOnline()
      browser.server.script({ kind: 'cut_after' }, { kind: 'cut_after' })
      await sync.send({ content: 'Hello' })
      await eventually(browser.clock, () => states(sync).join() === 'sent')
      expect(posted()).toEqual(['Hello'])
    })

    it('[OB6] sends again when the request was lost before the server', async () => {
      const { sync } = await openOnline()
      browser.server.script({ kind: 'cut_before' }, { kind: 'cut_before' }, { kind: 'cut_before' })
      await sync.send({ content: 'Hello' })
      await eventually(browser.clock, () => states(sync).join() === 'sent')
      expect(posted()).toEqual(['Hello'])
    })

    it('[OB7] buries a refused message with its reason and goes on with the next', async () => {
      const { sync } = await openOnline()
      await sync.send({ content: 'opens the thread' })
      await until(() => posted().length === 1)
      browser.server.script({
        kind: 'answer',
        outcome: { kind: 'refused', code: 'invalid', detail: 'not this' },
      })
      await sync.send({ content: 'poison' })
      await sync.send({ content: 'after' })
      await until(() => posted().length === 2)
      await until(() => states(sync).includes('failed'))
      expect(posted()).toEqual(['opens the thread', 'after'])
      expect(messages(sync).find((message) => message.content === 'poison')?.delivery).toEqual({
        state: 'failed',
        code: 'invalid',
        detail: 'not this',
      })
    })

    it('[OB8] sends a failed message again as the last of its thread', async () => {
      const { sync } = await openOnline()
      browser.server.script(
        { kind: 'hold', until: Promise.resolve() },
        { kind: 'answer', outcome: { kind: 'refused', code: 'invalid', detail: '' } },
      )
      await sync.send({ content: 'again' })
      await until(() => states(sync).join() === 'failed')
      await sync.send({ content: 'between' })
      await until(() => posted().length === 1)
      const failed = messages(sync).find((message) => message.delivery?.state === 'failed')
      expect(await sync.retry(failed?.id ?? '')).toBe(true)
      await until(() => posted().length === 2)
      expect(posted()).toEqual(['between', 'again'])
      expect(await sync.retry(failed?.id ?? '')).toBe(false)
    })

    it('[OB8] discards a message that waits untouched, and no other', async () => {
      browser.server.cut()
      const { sync } = browser.open()
      await eventually(browser.clock, () => sync.status.get().connection === 'offline')
      await sync.send({ content: 'first' })
      const second = await sync.send({ content: 'second' })
      await until(() => messages(sync).length === 2)
      expect(second.kind === 'stored' && (await sync.discard(second.id))).toBe('done')
      browser.server.restore()
      await eventually(browser.clock, () => states(sync).join() === 'sent')
      const [first] = messages(sync)
      expect(await sync.discard(first?.id ?? '')).toBe('too_late')
      expect(posted()).toEqual(['first'])
    })

    it('[OB9] repeats under the same id what was under way when the leader crashed', async () => {
      const first = await openOnline()
      browser.server.script(
        { kind: 'hold', until: Promise.resolve() },
        { kind: 'hold', until: new Promise<void>(() => {}) },
      )
      await first.sync.send({ content: 'Hello' })
      await until(() => states(first.sync).join() === 'sending')
      first.tab.crash()

      const second = browser.open()
      await eventually(browser.clock, () => states(second.sync).join() === 'sent')
      expect(posted()).toEqual(['Hello'])
    })

    it('[OB10] stores a burst in order and tells each caller of its own message', async () => {
      browser.server.cut()
      const { sync } = browser.open()
      const contents = Array.from({ length: 100 }, (_, i) => `message ${i}`)
      const results = await Promise.all(contents.map((content) => sync.send({ content })))
      expect(new Set(results.map((result) => result.kind === 'stored' && result.id)).size).toBe(100)
      await until(() => sync.status.get().waiting === 100 && texts(sync).length === 50)
      expect(texts(sync)).toEqual(contents.slice(-50))
    })

    it('[OB12] begins a new thread by a retry when the old one is gone', async () => {
      const { sync } = await openOnline()
      await sync.send({ content: 'opens the thread' })
      await until(() => posted().length === 1)
      browser.server.script({ kind: 'answer', outcome: { kind: 'gone' } })
      await sync.send({ content: 'lost home' })
      await until(() => sync.status.get().failed === 1)
      expect(sync.status.get().currentThread).toBeNull()
      const [thread] = browser.server.threads
      const failed = sync.thread(thread ?? '')
      await until(() => failed.get().messages.length === 2)
      await sync.retry(failed.get().messages.at(-1)?.id ?? '')
      await until(() => posted().length === 2)
      expect(browser.server.threads).toHaveLength(2)
    })
  })

  describe('several threads', () => {
    it('[VW4] [OB21] are listed, also while the server has not heard of them', async () => {
      const { sync } = await openOnline()
      await sync.send({ content: 'first matter' })
      await until(() => posted().length === 1)
      browser.server.cut()
      await until(() => !isOnline(sync))
      await sync.send({ content: 'another matter', thread: 'begun-offline' })
      await until(() => sync.threads.get().length === 2)
      const local = sync.threads.get().find(({ rev }) => rev === 0)
      expect([local?.id, sync.status.get().currentThread]).toEqual([
        'begun-offline',
        'begun-offline',
      ])
      browser.server.restore()
      await eventually(browser.clock, () => posted().length === 2)
      await until(() => sync.threads.get().every(({ rev }) => rev > 0))
      expect(sync.threads.get().map(({ id }) => id)).toContain('begun-offline')
    })
  })

  describe('tabs', () => {
    it('[TB1] has one leader, which sends what the other tab writes', async () => {
      const one = await openOnline()
      const two = browser.open()
      await until(() => isOnline(two.sync))
      expect([one.sync, two.sync].map((sync) => sync.status.get().isLeader)).toEqual([true, false])
      await two.sync.send({ content: 'from the second tab' })
      await until(() => states(two.sync).join() === 'sent')
      expect(posted()).toEqual(['from the second tab'])
    })

    it('[TB2] a waiting tab leads as soon as the leader closes', async () => {
      const one = await openOnline()
      const two = browser.open()
      await until(() => isOnline(two.sync))
      await one.sync.close()
      await until(() => two.sync.status.get().isLeader && isOnline(two.sync))
      await two.sync.send({ content: 'Hello' })
      await until(() => posted().length === 1)
      expect(browser.tabs.holder(`${browser.name}:leader`)).toBe(1)
    })

    it('[TB2] a waiting tab leads as soon as the leader crashes', async () => {
      const one = await openOnline()
      const two = browser.open()
      await until(() => isOnline(two.sync))
      one.tab.crash()
      await until(() => two.sync.status.get().isLeader && isOnline(two.sync))
      expect(browser.tabs.holder(`${browser.name}:leader`)).toBe(1)
    })

    it('[TB3] a thawed leader settles nothing after another has taken over', async () => {
      const one = await openOnline()
      let thaw = (): void => {}
      const thawed = new Promise<void>((resolve) => {
        thaw = resolve
      })
      browser.server.script(
        { kind: 'hold', until: Promise.resolve() },
        { kind: 'hold', until: thawed },
      )
      await one.sync.send({ content: 'Hello' })
      await until(() => states(one.sync).join() === 'sending')
      // The browser took the lock from a frozen tab; the tab does not know yet.
      one.tab.crash()
      const two = browser.open()
      await until(() => two.sync.status.get().isLeader)
      browser.server.script({
        kind: 'answer',
        outcome: { kind: 'refused', code: 'invalid', detail: '' },
      })
      thaw()
      await until(() => !one.sync.status.get().isLeader)
      await eventually(browser.clock, () => two.sync.status.get().waiting === 0)
      expect(posted()).toEqual(['Hello'])
    })

    it('[TB4] shows a reply and the answer of the other tab in both', async () => {
      const one = await openOnline()
      const two = browser.open()
      await one.sync.send({ content: 'Hello' })
      await until(() => posted().length === 1)
      const [thread] = browser.server.threads
      browser.server.reply(thread ?? '', 'Hi')
      await until(() => texts(one.sync).length === 2 && texts(two.sync).length === 2)
      expect(texts(two.sync)).toEqual(['Hello', 'Hi'])
      expect([one.sync, two.sync].map((sync) => sync.status.get().unread)).toEqual([1, 1])
    })

    it('[TB5] lets go of the lock at once, even if its page stands still before the work has ended', async () => {
      const one = await openOnline()
      await one.sync.send({ content: 'Hello' })
      await until(() => posted().length === 1)
      // As in a page that is put away: nothing comes back from the database any more.
      vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(
        () => new EventTarget() as IDBRequest<unknown>,
      )
      browser.server.reply(browser.server.threads[0] ?? '', 'Hi')
      await settle()
      one.tab.signal('hidden')
      await settle()
      expect(browser.tabs.holder(`${browser.name}:leader`)).toBeNull()
    })

    it('[TB5] gives up the lead when its page is put away, and stands in line when it is back', async () => {
      const one = await openOnline()
      one.tab.signal('hidden')
      await until(() => browser.tabs.holder(`${browser.name}:leader`) === null)
      expect(one.sync.status.get().isLeader).toBe(false)
      one.tab.signal('shown')
      await until(() => one.sync.status.get().isLeader && isOnline(one.sync))
      expect(browser.tabs.holder(`${browser.name}:leader`)).toBe(0)
    })
  })

  it('[TB9] leads beside the others where it works from memory, and keeps nobody from it', async () => {
    const openInMemory = (): ReturnType<typeof openOnline> => {
      vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
        throw new DOMException('not here', 'SecurityError')
      })
      return openOnline()
    }
    const alone = await openInMemory()
    const one = await openOnline()
    const another = await openInMemory()
    for (const [place, { sync }] of [alone, one, another].entries()) {
      await sync.send({ content: `from ${place}` })
    }
    await until(() => posted().length === 3)
    expect([...posted()].sort()).toEqual(['from 0', 'from 1', 'from 2'])
    expect([alone, one, another].map(({ sync }) => sync.status.get())).toMatchObject([
      { isLeader: true, isDurable: false },
      { isLeader: true, isDurable: true },
      { isLeader: true, isDurable: false },
    ])
  })

  describe('a leader that should not lead', () => {
    const leads = ({ sync }: { sync: Sync }): boolean => sync.status.get().isLeader

    it('[TB12] gives way, when it is out of sight, to a tab that comes into sight', async () => {
      const one = await openOnline()
      const hidden = browser.open()
      const two = browser.open()
      for (const { tab } of [one, hidden, two]) tab.signal('covered')
      two.tab.signal('visible')
      await until(() => leads(two) && !leads(one))
      await browser.clock.advance(2_000)
      expect([one, hidden, two].map(leads)).toEqual([false, false, true])
      await two.sync.close()
      await until(() => leads(hidden) || leads(one))
    })

    it('[TB12] [VW3] asks for the connection once it leads no more: what it knows may be old', async () => {
      const one = await openOnline()
      const two = browser.open()
      for (const { tab } of [one, two]) tab.signal('covered')
      const heard: string[] = []
      browser.tabs.open().channel.listen((data) => {
        const { message } = data as { message: TabMessage }
        heard.push(message.type)
      })
      two.tab.signal('visible')
      await until(() => leads(two) && !leads(one))
      expect(heard.filter((type) => type === 'lead_wanted' || type === 'hello')).toEqual([
        'lead_wanted',
        'hello',
      ])
      await until(() => isOnline(one.sync))
    })

    it('[TB5] [TB12] stands in line once, though it is put away and back while it gives way', async () => {
      const one = await openOnline()
      const two = browser.open()
      await until(() => browser.tabs.waiting(`${browser.name}:leader`) === 1)
      for (const { tab } of [one, two]) tab.signal('covered')
      two.tab.signal('visible')
      // It has heard of it, and is not done with stepping down.
      await Promise.resolve()
      one.tab.signal('hidden')
      one.tab.signal('shown')
      await until(() => leads(two) && !leads(one))
      await browser.clock.advance(2_000)
      await two.sync.close()
      await until(() => leads(one))
      one.tab.signal('hidden')
      await settle()
      expect(browser.tabs.holder(`${browser.name}:leader`)).toBeNull()
    })

    it('[TB12] gives way to nobody as long as it is in sight', async () => {
      const one = await openOnline()
      const two = browser.open()
      two.tab.signal('visible')
      await settle()
      expect([one, two].map(leads)).toEqual([true, false])
    })

    it('[TB13] stops at once when its lock is stolen, and the thief settles what was under way', async () => {
      const one = await openOnline()
      await one.sync.send({ content: 'opens the thread' })
      await until(() => posted().length === 1)
      browser.server.script({ kind: 'hold', until: new Promise<void>(() => {}) })
      await one.sync.send({ content: 'under way' })
      await until(() => states(one.sync).join() === 'sent,sending')
      const two = browser.open()
      await until(() => browser.tabs.waiting(`${browser.name}:leader`) === 1)
      browser.tabs.steal(`${browser.name}:leader`)
      await until(() => leads(two) && !leads(one))
      await eventually(browser.clock, () => posted().length === 2)
      expect(posted()).toEqual(['opens the thread', 'under way'])
    })
  })

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

  describe('answers', () => {
    async function withThread(): Promise<{ sync: Sync; thread: string }> {
      browser.server.setMode('assistant')
      const { sync } = await openOnline()
      await sync.send({ content: 'Do you ship to Norway?' })
      await until(() => states(sync).join() === 'sent')
      return { sync, thread: browser.server.threads[0] ?? '' }
    }

    it('[AN1] shows an answer as it grows in every tab, and stores it when it is finished', async () => {
      const { sync, thread } = await withThread()
      const other = browser.open()
      const answer = browser.server.answer(thread)
      answer.write('Yes,')
      await until(() => texts(sync).at(-1) === 'Yes,' && texts(other.sync).at(-1) === 'Yes,')
      expect(messages(sync).at(-1)).toMatchObject({ author: 'assistant', isWriting: true })
      answer.write('Yes, in five days.')
      answer.finish()
      await until(() => messages(other.sync).at(-1)?.isWriting === false)
      expect(texts(other.sync)).toEqual(['Do you ship to Norway?', 'Yes, in five days.'])
    })

    it('[AN2] says that nothing is being written while the stream is cut, and goes on after', async () => {
      const { sync, thread } = await withThread()
      const answer = browser.server.answer(thread)
      answer.write('Yes,')
      await until(() => texts(sync).at(-1) === 'Yes,')
      browser.server.cut()
      await until(() => messages(sync).at(-1)?.isWriting === false)
      browser.server.restore()
      await eventually(browser.clock, () => isOnline(sync))
      answer.write('Yes, in five days.')
      await eventually(browser.clock, () => texts(sync).at(-1) === 'Yes, in five days.')
      answer.finish()
      await until(() => messages(sync).at(-1)?.isWriting === false)
      expect(messages(sync).at(-1)).toMatchObject({ incomplete: false })
    })

    it('[AN4] follows the next run too, when it begins as the last one ends', async () => {
      const { sync, thread } = await withThread()
      const first = browser.server.answer(thread)
      first.write('One')
      await until(() => texts(sync).at(-1) === 'One')
      first.finish()
      browser.server.answer(thread).write('Two')
      await until(() => texts(sync).at(-1) === 'Two')
      expect(messages(sync).at(-1)).toMatchObject({ isWriting: true })
    })

    it('[AN3] ends in an honest partial answer when the visitor stops it', async () => {
      const { sync, thread } = await withThread()
      browser.server.answer(thread).write('Yes,')
      await until(() => texts(sync).at(-1) === 'Yes,')
      await sync.stop(thread)
      await until(() => messages(sync).at(-1)?.incomplete === true)
      expect(messages(sync).at(-1)).toMatchObject({ content: 'Yes,', isWriting: false })
    })
  })

  describe('views', () => {
    it('[VW1] keeps the identity of what did not change', async () => {
      const { sync } = await openOnline()
      await sync.send({ content: 'Hello' })
      await until(() => states(sync).join() === 'sent')
      await settle()
      const before = current(sync)
      expect(current(sync)).toBe(before)
      const [thread = ''] = browser.server.threads
      browser.server.reply(thread, 'Hi')
      await until(() => texts(sync).length === 2)
      expect(current(sync)).not.toBe(before)
      expect(messages(sync)[0]).toBe(before?.messages[0])
    })

    it('[VW2] puts a growing answer before what still waits', async () => {
      const { sync } = await openOnline()
      await sync.send({ content: 'Hello' })
      await until(() => states(sync).join() === 'sent')
      const [thread = ''] = browser.server.threads
      browser.server.answer(thread).write('Yes,')
      await until(() => texts(sync).length === 2)
      browser.server.script({ kind: 'hold', until: new Promise<void>(() => {}) })
      await sync.send({ content: 'One more' })
      await until(() => texts(sync).length === 3)
      expect(texts(sync)).toEqual(['Hello', 'Yes,', 'One more'])
    })
  })
})
