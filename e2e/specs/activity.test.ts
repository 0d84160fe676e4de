/** Who writes, and who is there: a visitor's browser on one side, inboxes on the other. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hire, signIn } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { launchChromium } from '../fixtures/chromium.ts'
import { describeWithProcesses, type Processes } from '../fixtures/processes.ts'
import { type Shop, startShop } from '../fixtures/shop.ts'
import { enter, type Tab } from '../fixtures/stage.ts'

/** Two tabs of one visitor, and the inboxes of two agents. */
interface Scene {
  readonly tab: Tab
  readonly second: Tab
  readonly grace: Page
  readonly ben: Page
}

const HERE = 'We are here now'
/** The visitor, whose name the shop tells. */
const WRITES = 'Ada is typing'
const QUESTION = 'Is the brass lamp in stock?'

/** With the one conversation opened. */
async function openInbox(browser: Browser, origin: string, key: string): Promise<Page> {
  const page = await signIn(browser, origin, key)
  await page.getByRole('link', { name: new RegExp(QUESTION.slice(0, -1)) }).click()
  await page.getByRole('log').getByText(QUESTION).waitFor()
  return page
}

const replyOf = (page: Page): Locator =>
  page.getByRole('textbox', { name: /^(Reply to|Private note)/ })
const typingIn = ({ page }: Tab): Locator => page.getByText('Grace is typing')

async function comes(found: Locator): Promise<true> {
  await found.waitFor()
  return true
}

/** Much of this is said for 6 s only: all pages are looked at from before it is done. */
async function shows(act: () => Promise<void>, ...all: readonly Locator[]): Promise<true> {
  await Promise.all([...all.map(comes), act()])
  return true
}

async function goes(found: Locator, timeout: number): Promise<true> {
  await found.waitFor({ state: 'detached', timeout })
  return true
}

/** Notes from now on whether the chat has ever said this, however shortly. */
async function watchFor(page: Page, text: string): Promise<void> {
  await page.evaluate((wanted) => {
    const root = document.querySelector('porchlight-root')?.shadowRoot
    if (!root) throw new Error('no chat')
    new MutationObserver(() => {
      if (root.textContent?.includes(wanted)) document.documentElement.dataset.seen = wanted
    }).observe(root, { subtree: true, childList: true, characterData: true })
  }, text)
}

async function wasSeen(page: Page): Promise<boolean> {
  return await page.evaluate(() => document.documentElement.dataset.seen !== undefined)
}

describeWithProcesses((start) => {
  let browser: Browser
  let processes: Processes
  let shop: Shop
  let scene: Scene

  beforeAll(async () => {
    processes = await start()
    const { here, there } = processes
    browser = await launchChromium()
    shop = await startShop({ chatOrigin: here.origin })
    const visitor = await enter(browser, shop.origin)
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.send(QUESTION)
    // A tab that does not lead has no stream of its own.
    const second = await visitor.tab()
    await second.chat.open()
    await second.chat.message(QUESTION).waitFor()
    const grace = await openInbox(browser, there.origin, await hire(here, 'Grace'))
    const ben = await openInbox(browser, here.origin, await hire(here, 'Ben'))
    scene = { tab, second, grace, ben }
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
    await processes?.close()
  })

  it('the visitor sees in each tab that the team is there, and the team the visitor', async () => {
    const { tab, second, grace } = scene
    expect(await comes(tab.page.getByText(HERE))).toBe(true)
    expect(await comes(second.page.getByText(HERE))).toBe(true)
    expect(await comes(grace.getByText('Here now'))).toBe(true)
  })

  it('the visitor sees a reply being written, in each tab, until nothing more is typed', async () => {
    const { tab, second, grace } = scene
    const type = () => replyOf(grace).pressSequentially('It is, ')
    expect(await shows(type, typingIn(tab), typingIn(second))).toBe(true)
    expect(await axeViolations(tab.page)).toEqual([])
    expect(await goes(typingIn(tab), 15_000)).toBe(true)
    expect(await goes(typingIn(second), 10_000)).toBe(true)
  })

  it('and until the reply is there', async () => {
    const { tab, grace } = scene
    const type = () => replyOf(grace).pressSequentially('until Friday.')
    expect(await shows(type, typingIn(tab))).toBe(true)
    await Promise.all([
      grace.getByRole('button', { name: 'Send now' }).click(),
      replyOf(grace).press('Control+Enter'),
    ])
    await tab.chat.message('It is, until Friday.').waitFor()
    // By itself it would be over 6 s after a key.
    expect(await goes(typingIn(tab), 3_000)).toBe(true)
  })

  it('a note is never seen by the visitor, and by a colleague as one', async () => {
    const { tab, grace, ben } = scene
    await watchFor(tab.page, 'Grace is typing')
    await grace.getByText('Private note', { exact: true }).first().click()
    const note = () => replyOf(grace).pressSequentially('Ask the workshop')
    expect(await shows(note, ben.getByText('Grace is writing a note'))).toBe(true)
    expect(await axeViolations(ben)).toEqual([])
    await replyOf(grace).press('Control+Enter')
    expect(await comes(ben.getByText('Grace is looking at this'))).toBe(true)
    // What comes later on the same way has come.
    const type = () => replyOf(ben).pressSequentially('A moment, please.')
    expect(await shows(type, tab.page.getByText('Ben is typing'))).toBe(true)
    await replyOf(ben).press('Control+Enter')
    await tab.chat.message('A moment, please.').waitFor()
    expect(await wasSeen(tab.page)).toBe(false)
  })

  it('the team sees the visitor write, until nothing more is typed', async () => {
    const { tab, grace, ben } = scene
    await tab.page.bringToFront()
    const begin = () => tab.chat.composer.pressSequentially('Then I')
    expect(await shows(begin, grace.getByText(WRITES), ben.getByText(WRITES))).toBe(true)
    expect(await goes(grace.getByText(WRITES), 15_000)).toBe(true)
    const goOn = () => tab.chat.composer.pressSequentially(' take two')
    expect(await shows(goOn, grace.getByText(WRITES))).toBe(true)
    await tab.chat.composer.fill('')
    // By itself it would be over 6 s after a key.
    expect(await goes(grace.getByText(WRITES), 4_000)).toBe(true)
  })

  it('the team sees the visitor leave, and the visitor the team', async () => {
    const { tab, second, grace, ben } = scene
    await second.page.close()
    await tab.page.goto('about:blank')
    expect(await goes(grace.getByText('Here now'), 15_000)).toBe(true)
    await tab.page.goBack()
    expect(await comes(grace.getByText('Here now'))).toBe(true)
    await tab.chat.open()
    expect(await comes(tab.page.getByText(HERE))).toBe(true)
    await grace.context().close()
    await ben.context().close()
    expect(await goes(tab.page.getByText(HERE), 25_000)).toBe(true)
    expect(tab.errors).toEqual([])
  }, 120_000)
})
