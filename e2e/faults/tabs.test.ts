import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../fixtures/chromium.ts'
import type { CoreRun } from '../fixtures/core-run.ts'
import {
  type CoreStage,
  isMessage,
  type PageOptions,
  setCoreStage,
} from '../fixtures/core-stage.ts'
import { type CoreTab, openInPage } from '../fixtures/core-tab.ts'
import { eventually } from '../fixtures/eventually.ts'

describe('many tabs', () => {
  let stage: CoreStage
  let browser: Browser
  let context: BrowserContext

  beforeAll(async () => {
    ;[stage, browser] = await Promise.all([setCoreStage(), launchChromium()])
  })
  beforeEach(async () => {
    context = await browser.newContext()
  })
  afterEach(() => context.close())
  afterAll(async () => {
    await browser.close()
    await stage.close()
  })

  interface NamedTab {
    readonly name: string
    readonly page: Page
    readonly tab: CoreTab
  }

  async function openTabs(
    run: CoreRun,
    count: number,
    options: PageOptions = {},
  ): Promise<NamedTab[]> {
    const names = Array.from({ length: count }, (_, i) => `tab ${i}`)
    const tabs = await Promise.all(
      names.map(async (name) => {
        const page = await context.newPage()
        return { name, page, tab: await openInPage(page, run.address(name, options)) }
      }),
    )
    await eventually(async () => (await leadersOf(tabs)).length > 0, true)
    return tabs
  }

  async function leadersOf(tabs: readonly NamedTab[]): Promise<NamedTab[]> {
    const isLeader = await Promise.all(
      tabs.map(async ({ tab }) => (await tab.core.status()).isLeader),
    )
    return tabs.filter((_, place) => isLeader[place])
  }

  const judge = (run: CoreRun, tabs: readonly NamedTab[]): ReturnType<CoreRun['judge']> =>
    run.judge(tabs.map(({ tab }) => tab))

  it.each([2, 10])(
    '[ST-003] %i of them that all write at once make one thread, with one sender',
    async (count) => {
      const run = stage.run(`${count} tabs`)
      const tabs = await openTabs(run, count)
      await Promise.all(
        tabs.map(({ name, tab }) =>
          tab.core.sendBursts([[`${name} a`, `${name} b`], [`${name} c`]]),
        ),
      )
      expect(await judge(run, tabs)).toEqual([])
      expect(await run.posted()).toHaveLength(count * 3)
      expect(await leadersOf(tabs)).toHaveLength(1)
    },
  )

  it('of ten, leaders that are closed one after the other while the rest writes lose nothing', async () => {
    const run = stage.run('closing tabs')
    let tabs = await openTabs(run, 10)
    for (let round = 0; round < 5; round++) {
      const [leader] = await leadersOf(tabs)
      if (leader === undefined) throw new Error('nobody leads')
      tabs = tabs.filter((other) => other !== leader)
      const writing = tabs.map(({ name, tab }) => tab.core.send(`${name} round ${round}`))
      await run.takeFrom(leader.tab)
      await leader.tab.close()
      run.note({ kind: 'tabEnded', tab: leader.name })
      const closedAt = performance.now()
      await eventually(async () => (await leadersOf(tabs)).length, 1)
      const value = performance.now() - closedAt
      run.note({ kind: 'measured', what: 'ms without a leader', value, limit: 1_000 })
      await Promise.all(writing)
    }
    expect(await judge(run, tabs)).toEqual([])
    expect(await run.posted()).toHaveLength(9 + 8 + 7 + 6 + 5)
  })

  it('[ST-003] of two, one takes over at once when the other crashes with a request under way', async () => {
    const run = stage.run('crashing tab')
    const tabs = await openTabs(run, 2)
    const [leader] = await leadersOf(tabs)
    const follower = tabs.find((other) => other !== leader)
    if (leader === undefined || follower === undefined) throw new Error('there are two')

    const standing = stage.proxy.hold('after', isMessage)
    await leader.tab.core.send('under way')
    await leader.tab.core.send('waiting')
    const held = await standing
    await run.takeFrom(leader.tab)
    const isGone = leader.page.waitForEvent('crash')
    void leader.page.goto('chrome://crash').catch(() => {})
    await isGone
    run.note({ kind: 'tabEnded', tab: leader.name })
    const crashedAt = performance.now()
    await eventually(async () => (await leadersOf([follower])).length, 1)
    const value = performance.now() - crashedAt
    run.note({ kind: 'measured', what: 'ms without a leader', value, limit: 1_000 })
    held.drop()
    await follower.tab.core.send('afterwards')
    expect(await judge(run, [follower])).toEqual([])
    expect(await run.posted()).toEqual(['under way', 'waiting', 'afterwards'])
  })

  // By itself a browser freezes no tab that holds a lock which another one waits for.
  it('[ST-003] of two, what was under way in one that was frozen goes once, when it thaws', async () => {
    const run = stage.run('frozen tab')
    const tabs = await openTabs(run, 2)
    const [leader] = await leadersOf(tabs)
    const follower = tabs.find((other) => other !== leader)
    if (leader === undefined || follower === undefined) throw new Error('there are two')
    const standing = stage.proxy.hold('after', isMessage)
    await leader.tab.core.send('under way')
    const held = await standing
    const devtools = await context.newCDPSession(leader.page)
    await devtools.send('Page.enable')
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
    held.drop()
    await follower.page.bringToFront()
    await follower.tab.core.send('while it is frozen')
    await devtools.send('Page.setWebLifecycleState', { state: 'active' })
    await leader.tab.core.send('after it is thawed')
    expect(await judge(run, tabs)).toEqual([])
    expect(await run.posted()).toEqual(['under way', 'while it is frozen', 'after it is thawed'])
  })

  it('without Web Locks write in turn and at once, and nothing is lost or doubled', async () => {
    const run = stage.run('no locks')
    const tabs = await openTabs(run, 3, { without: ['locks'] })
    for (let round = 0; round < 3; round++) {
      for (const { name, tab } of tabs) await tab.core.send(`${name} round ${round}`)
    }
    await Promise.all(
      tabs.map(({ name, tab }) => tab.core.sendBursts([[`${name} a`, `${name} b`]])),
    )
    const violations = await judge(run, tabs)
    // Without locks two tabs can send for a moment; their ids see to it that it is once.
    expect(violations.filter(({ invariant }) => invariant !== 'I4')).toEqual([])
    expect(await run.posted()).toHaveLength(3 * 5)
  })
})
