import { beforeEach, describe, expect, it } from 'vitest'
import type { Sync } from '../sync.ts'
import { eventually, isOnline, states, until } from '../testing/browser.ts'
import { useBrowser } from '../testing/use-browser.ts'

describe('what is said of a thread', () => {
  const browser = useBrowser()
  let sync: Sync
  let thread: string

  beforeEach(async () => {
    sync = browser.open().sync
    await until(() => isOnline(sync))
    await sync.send({ content: 'Hello' })
    await until(() => states(sync).join() === 'sent')
    thread = sync.status.get().currentThread ?? ''
  })

  it('[OB16] is merged while there is no connection, and told once when there is one', async () => {
    browser.server.cut()
    await eventually(browser.clock, () => sync.status.get().connection === 'offline')
    await sync.describe(thread, { traits: { plan: 'trial' } })
    sync.setTraits({ seats: 3 })
    await sync.describe(thread, { isHelped: true })
    expect(browser.server.descriptions).toEqual([])
    browser.server.restore()
    await eventually(browser.clock, () => browser.server.descriptions.length > 0)
    expect(browser.server.descriptions).toEqual([
      { traits: { plan: 'trial', seats: 3 }, isHelped: true },
    ])
  })

  it('[OB16] is told by the next leader when the tab that heard it is gone', async () => {
    browser.server.cut()
    await sync.describe(thread, { wantsPeople: true })
    await sync.close()
    browser.server.restore()
    browser.open()
    await eventually(browser.clock, () => browser.server.descriptions.length > 0)
    expect(browser.server.descriptions).toEqual([{ wantsPeople: true }])
  })

  it('[OB16] a rating is posted once, also when its answer was lost', async () => {
    browser.server.cut()
    await sync.rate(thread, 2, 'slow')
    await sync.rate(thread, 5, 'after all')
    browser.server.restore()
    await eventually(browser.clock, () => browser.server.posted(thread).length === 2)
    expect(browser.server.posted(thread)[1]).toMatchObject({
      author: 'notice',
      content: '5/5: after all',
    })
  })

  it('[OB16] stops the run that was seen, and no later one', async () => {
    browser.server.answer(thread)
    await until(() => sync.thread(thread).get().thread?.run === 'run-1')
    browser.server.cut()
    await eventually(browser.clock, () => sync.status.get().connection === 'offline')
    await sync.stop(thread)
    browser.server.restore()
    await eventually(browser.clock, () => sync.thread(thread).get().thread?.run === null)
    browser.server.answer(thread)
    await until(() => sync.thread(thread).get().thread?.run === 'run-2')
    await browser.clock.advance(60_000)
    expect(sync.thread(thread).get().thread?.run).toBe('run-2')
  })
})
