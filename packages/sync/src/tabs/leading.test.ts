/** Which of the tabs leads. */
import { settle } from '@porchlight/testkit'
import { describe, expect, it, vi } from 'vitest'
import type { Sync } from '../sync.ts'
import type { TabMessage } from '../tabs/tab-channel.ts'
import { eventually, isOnline, states, texts, until } from '../testing/browser.ts'
import { useBrowser } from '../testing/use-browser.ts'

const browser = useBrowser()
const { openOnline, posted } = browser

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
