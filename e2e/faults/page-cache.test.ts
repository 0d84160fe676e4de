import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../fixtures/chromium.ts'
import type { CoreRun } from '../fixtures/core-run.ts'
import { type CoreStage, isMessage, setCoreStage } from '../fixtures/core-stage.ts'
import { type CoreTab, openInPage } from '../fixtures/core-tab.ts'
import { eventually } from '../fixtures/eventually.ts'
import { countTransactions, listenForReasons, openTransactions } from '../fixtures/page-cache.ts'

declare global {
  interface Window {
    /** Survives only in a page that was kept. */
    wasKept?: boolean
  }
}

describe('a page in the back/forward cache', () => {
  let stage: CoreStage
  let browser: Browser

  beforeAll(async () => {
    ;[stage, browser] = await Promise.all([
      setCoreStage(),
      launchChromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    ])
  })
  afterAll(async () => {
    await browser.close()
    await stage.close()
  })

  async function openKept(context: BrowserContext, run: CoreRun): Promise<[Page, CoreTab]> {
    const page = await context.newPage()
    const tab = await openInPage(page, run.address('kept'))
    await eventually(async () => (await tab.core.status()).connection, 'online')
    await page.evaluate(() => {
      window.wasKept = true
    })
    return [page, tab]
  }

  async function putAway(page: Page, tab: CoreTab, run: CoreRun): Promise<void> {
    await run.takeFrom(tab)
    await page.goto(stage.site.elsewhere)
  }

  /** A page that comes back whole is not loaded, so its load event is not waited for. */
  async function comeBack(page: Page): Promise<void> {
    await page.goBack({ waitUntil: 'commit' })
    await eventually(() => page.evaluate(() => window.core !== undefined), true)
  }

  const wasKept = (page: Page): Promise<boolean> => page.evaluate(() => window.wasKept === true)

  const textsIn = async ({ core }: CoreTab): Promise<string[]> =>
    (await core.messages()).map(({ text }) => text)

  const deliveriesIn = async ({ core }: CoreTab): Promise<(string | null)[]> =>
    (await core.messages()).map(({ delivery }) => delivery)

  it('sends what it stored before it was put away, when nobody else could', async () => {
    const run = stage.run('alone')
    const context = await browser.newContext()
    const [page, tab] = await openKept(context, run)
    stage.proxy.down()
    for (const text of ['one', 'two']) await tab.core.send(text)
    await putAway(page, tab, run)
    stage.proxy.up()
    await comeBack(page)
    expect(await wasKept(page)).toBe(true)
    expect(await run.judge([tab])).toEqual([])
    expect(await run.posted()).toEqual(['one', 'two'])
    await context.close()
  })

  it('lets go of a message under way, which is sent once all the same', async () => {
    const run = stage.run('under way')
    const context = await browser.newContext()
    const [page, tab] = await openKept(context, run)
    const standing = stage.proxy.hold('after', isMessage)
    for (const text of ['under way', 'waiting']) await tab.core.send(text)
    const held = await standing
    await putAway(page, tab, run)
    held.drop()
    await comeBack(page)
    expect(await wasKept(page)).toBe(true)
    expect(await run.judge([tab])).toEqual([])
    expect(await run.posted()).toEqual(['under way', 'waiting'])
    await context.close()
  })

  it('lets another tab lead meanwhile, and takes part again when it comes back', async () => {
    const run = stage.run('two')
    const context = await browser.newContext()
    const [page, kept] = await openKept(context, run)
    const other = await openInPage(await context.newPage(), run.address('other'))
    await kept.core.send('before')
    await eventually(() => deliveriesIn(kept), ['sent'])
    await putAway(page, kept, run)
    await eventually(async () => (await other.core.status()).isLeader, true)
    await other.core.send('meanwhile')
    await comeBack(page)
    await eventually(() => textsIn(kept), ['before', 'meanwhile'])
    await kept.core.send('after')
    expect(await run.judge([kept, other])).toEqual([])
    expect(await run.posted()).toEqual(['before', 'meanwhile', 'after'])
    await context.close()
  })

  // A page that hears news is not kept: Chromium calls that "broadcastchannel-message". Nor is one that
  // stood still in a transaction which another tab's has to wait for ("IgnoreEventAndEvict"), so this one
  // has come to rest before it is put away, and nobody is there yet to disturb it.
  it('is kept while another tab has news', async () => {
    const run = stage.run('two, kept')
    const context = await browser.newContext()
    await countTransactions(context)
    const [page, kept] = await openKept(context, run)
    const reasons = await listenForReasons(page)
    await run.judge([kept])
    await eventually(() => openTransactions(page), 0)
    await putAway(page, kept, run)
    const other = await openInPage(await context.newPage(), run.address('other'))
    await eventually(async () => (await other.core.status()).isLeader, true)
    await other.core.send('meanwhile')
    await eventually(() => deliveriesIn(other), ['sent'])
    await comeBack(page)
    expect({ isKept: await wasKept(page), reasons: reasons() }).toEqual({
      isKept: true,
      reasons: [],
    })
    await context.close()
  })
})
