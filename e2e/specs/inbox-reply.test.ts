/** Writing to a visitor: what is begun is never lost, and what is sent can be taken back for a moment. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterByLink, typeKey } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { until } from '../fixtures/eventually.ts'
import { type Stage, setStage, type Tab } from '../fixtures/stage.ts'

describe('a reply', () => {
  let stage: Stage
  let tab: Tab
  let inbox: Page

  const field = (page = inbox) => page.getByRole('textbox', { name: /^Reply to/ })
  const log = (page = inbox) => page.getByRole('log')
  const becomes = (page: Page, text: string) =>
    until(async () => (await field(page).inputValue()) === text, `the text "${text}"`)

  async function enterInbox(page = inbox): Promise<void> {
    await page.goto(`${stage.server.origin}/inbox/`)
    await typeKey(page)
    await openTicket(page)
  }

  async function openTicket(page: Page): Promise<void> {
    await page.getByRole('link', { name: /#1/ }).click()
    await log(page).getByText('How long does shipping take?').waitFor()
  }

  beforeAll(async () => {
    stage = await setStage({ hasAssistant: true })
    tab = await (await stage.visitor()).tab()
    await tab.chat.open()
    await tab.chat.send('How long does shipping take?')
    await stage.server.run(['agents', 'add', '--name', 'Grace', '--email', 'grace@team.test'])
    inbox = await (await stage.browser.newContext()).newPage()
    // By a link, so that she is still there after a reload.
    await enterByLink(inbox, stage.server, 'grace@team.test')
    await openTicket(inbox)
  })
  afterAll(() => stage.close())

  it('is a draft that survives a reload', async () => {
    await field().fill('Half a sent')
    await inbox.reload()
    await field().waitFor()
    expect(await field().inputValue()).toBe('Half a sent')
  })

  /** Begins to look before it is sent: what is held is there for 5 s, and so is the button. */
  async function hold(text: string, look: () => Promise<void>): Promise<void> {
    await field().fill(text)
    await Promise.all([look(), field().press('Control+Enter')])
  }

  it('can be undone before it goes', async () => {
    await hold('It takes two days.', () => inbox.getByRole('button', { name: 'Undo' }).click())
    await inbox.getByText('Sent in a moment.').waitFor({ state: 'detached' })
    expect(await field().inputValue()).toBe('It takes two days.')
    await hold('Two or three.', () => inbox.getByText('Sent in a moment.').waitFor())
    // Whatever it has gone to meanwhile: nothing from here on needs it to be held.
    expect(await axeViolations(inbox)).toEqual([])
    await tab.chat.message('Two or three.').waitFor()
    expect(await tab.chat.texts()).not.toContain('It takes two days.')
  })

  it('is held over a reload, and goes once', async () => {
    await hold('It takes three days.', () => inbox.getByText('Sent in a moment.').waitFor())
    await inbox.reload()
    await tab.chat.message('It takes three days.').waitFor()
    await log().getByText('It takes three days.').waitFor()
    await becomes(inbox, '')
    const texts = await tab.chat.texts()
    expect(texts.filter((text) => text === 'It takes three days.')).toHaveLength(1)
  })

  it('is one text in two tabs, and goes though the other one signs out', async () => {
    const other = await inbox.context().newPage()
    await enterInbox(other)
    await field().fill('It takes')
    await becomes(other, 'It takes')
    await field(other).fill('It takes five days.')
    await becomes(inbox, 'It takes five days.')
    await field().press('Control+Enter')
    await other.getByRole('button', { name: 'Sign out' }).click()
    await other.getByLabel('API key').waitFor()
    await tab.chat.message('It takes five days.').waitFor()
    await becomes(inbox, '')
    const texts = await tab.chat.texts()
    expect(texts.filter((text) => text === 'It takes five days.')).toHaveLength(1)
    await other.close()
  })

  it('is suggested by the assistant, and can be changed before it is sent', async () => {
    await inbox.getByRole('button', { name: 'Suggest' }).click()
    await inbox.waitForFunction(() => {
      const text = document.querySelector<HTMLTextAreaElement>('#reply-text')?.value ?? ''
      return text.length > 20
    })
    await inbox.locator('.sources').getByRole('link').first().waitFor()
    await field().press('Control+End')
    await field().pressSequentially(' Yours, Grace')
    expect(await field().inputValue()).toMatch(/.{20}[\s\S]* Yours, Grace$/)
    expect(await axeViolations(inbox)).toEqual([])
    await field().fill('')
    expect(await inbox.locator('.sources').count()).toBe(0)
  })

  it('that was held when its tab was closed is found again, and said not to be sent', async () => {
    const other = await inbox.context().newPage()
    await inbox.bringToFront()
    await hold('It takes four days.', () => inbox.getByText('Sent in a moment.').waitFor())
    await inbox.close()
    inbox = other
    await enterInbox()
    await inbox.getByText(/^Not sent: the page went/).waitFor({ timeout: 60_000 })
    expect(await field().inputValue()).toBe('It takes four days.')
    expect(await axeViolations(inbox)).toEqual([])
    await field().fill('')
    await inbox.getByText(/^Not sent: the page went/).waitFor({ state: 'detached' })
    expect((await tab.chat.texts()).join()).not.toContain('four days')
  }, 120_000)

  it('leads on by keyboard: all keys, any command, and e to resolve', async () => {
    await field().press('Control+k')
    await inbox.getByRole('combobox', { name: 'Find a command' }).waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.keyboard.type('snooze tomorrow')
    await inbox.keyboard.press('Enter')
    await inbox.getByRole('button', { name: 'Wake now' }).waitFor()
    await field().focus()
    await inbox.keyboard.press('Escape')
    await inbox.keyboard.press('?')
    await inbox.getByRole('heading', { name: 'Keys' }).waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.keyboard.press('Escape')
    await inbox.keyboard.press('e')
    await inbox.locator('.status-picked[data-status="resolved"]').waitFor()
  })
})
