/** One conversation from the first question to the rating, through everybody's hands. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hire, signIn } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { launchChromium } from '../fixtures/chromium.ts'
import { describeWithProcesses, type Processes } from '../fixtures/processes.ts'
import { type Shop, startShop } from '../fixtures/shop.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'
import { createTeam } from '../fixtures/team.ts'

const QUESTION = 'Can I return a lamp that I have already mounted?'

describeWithProcesses((start) => {
  let browser: Browser
  let processes: Processes
  let shop: Shop
  let visitor: Visitor
  let tab: Tab
  let grace: Page
  let ben: Page

  const reply = (page: Page): Locator => page.getByRole('textbox', { name: /^Reply to/ })
  const log = (page: Page): Locator => page.getByRole('log')

  beforeAll(async () => {
    processes = await start({ hasAssistant: true })
    const { here, there } = processes
    browser = await launchChromium()
    shop = await startShop({ chatOrigin: here.origin })
    visitor = await enter(browser, shop.origin)
    tab = await visitor.tab()
    grace = await signIn(browser, there.origin, await hire(here, 'Grace'))
    ben = await signIn(browser, here.origin, await hire(here, 'Ben'))
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
    await processes?.close()
  })

  it('the assistant answers a question, and names its source', async () => {
    await tab.chat.open()
    await tab.chat.send(QUESTION)
    await tab.chat.log.locator('.citation').first().waitFor({ timeout: 30_000 })
    expect(await tab.chat.log.locator('[part~="bubble"]').nth(1).textContent()).toMatch(/return/i)
  })

  it('the visitor asks for a person, and an agent finds that in a view that was saved', async () => {
    await grace.goto(`${new URL(grace.url()).origin}/inbox/#/?tag=returns`)
    await grace.getByRole('button', { name: 'Views' }).click()
    await grace.getByLabel('Save these filters as a view').fill('Returns')
    await grace.keyboard.press('Enter')
    await grace.getByRole('heading', { name: 'Returns' }).waitFor()
    await tab.page.getByRole('button', { name: 'Menu' }).click()
    await tab.page.getByRole('menuitem', { name: 'Talk to a person' }).click()
    await ben.getByRole('link', { name: /#1/ }).click()
    await ben.getByText('Handed over').waitFor()
    await ben.getByLabel('Tags', { exact: true }).fill('returns')
    await ben.keyboard.press('Enter')
    await grace.getByRole('link', { name: /#1/ }).click()
    await log(grace).getByText(QUESTION).waitFor()
    const [ticket] = await createTeam(processes.here.origin).tickets()
    expect(ticket).toMatchObject({ escalation_reason: 'visitor_request', tags: ['returns'] })
  })

  it('both agents see what the other one writes, and the notes', async () => {
    // It is said for 6 s: whoever is to see it looks before.
    await Promise.all([
      grace.getByText('Ben is writing').waitFor(),
      reply(ben).pressSequentially('I have'),
    ])
    await reply(ben).fill('')
    await ben.getByText('Private note', { exact: true }).first().click()
    await ben.getByRole('textbox', { name: /^Private note/ }).fill('A regular customer.')
    await ben.keyboard.press('Control+Enter')
    await log(grace).getByText('A regular customer.').waitFor()
    expect(await tab.chat.texts()).not.toContain('A regular customer.')
  })

  it('takes the suggested reply, changes it, and sends it to a visitor who is offline', async () => {
    await visitor.context.setOffline(true)
    await grace.getByRole('button', { name: 'Suggest' }).click()
    await grace.waitForFunction(
      () => (document.querySelector<HTMLTextAreaElement>('#reply-text')?.value ?? '').length > 20,
    )
    await reply(grace).press('Control+End')
    await reply(grace).pressSequentially(' Yours, Grace')
    expect(await axeViolations(grace)).toEqual([])
    await reply(grace).press('Control+Enter')
    await log(ben)
      .getByText(/Yours, Grace/)
      .waitFor()
    expect((await tab.chat.texts()).join()).not.toContain('Yours, Grace')
  })

  it('the visitor gets the reply on return, rates, and the agent sees the rating', async () => {
    await visitor.context.setOffline(false)
    await tab.chat.log.getByText(/Yours, Grace/).waitFor()
    // What came after the note has come.
    expect(await tab.chat.texts()).not.toContain('A regular customer.')
    await grace.getByLabel('Status', { exact: true }).selectOption('Resolved')
    await tab.page.getByText('Very good', { exact: true }).click()
    await tab.page.getByLabel('What should we know?').fill('Quick!')
    await tab.page.keyboard.press('Enter')
    for (const agent of [grace, ben]) {
      await agent.getByText('5 of 5', { exact: true }).waitFor()
      await log(agent).getByText('Quick!', { exact: true }).waitFor()
    }
    expect(tab.errors).toEqual([])
  })
})
