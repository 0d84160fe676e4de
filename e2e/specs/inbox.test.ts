import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../fixtures/axe.ts'
import { API_KEY } from '../fixtures/server.ts'
import { type Stage, setStage, type Tab, type Visitor } from '../fixtures/stage.ts'

describe('the inbox', () => {
  let stage: Stage
  let visitor: Visitor
  let tab: Tab
  let inbox: Page

  beforeAll(async () => {
    stage = await setStage()
    visitor = await stage.visitor()
    tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.send('Is the brass lamp in stock?')
    inbox = await (await stage.browser.newContext()).newPage()
    await inbox.goto(`${stage.server.origin}/inbox/`)
  })
  afterAll(() => stage.close())

  it('says so when the key is wrong, and lets the right one in', async () => {
    await inbox.getByLabel('API key').fill('plk_this_key_is_not_one')
    await inbox.keyboard.press('Enter')
    await inbox.getByRole('alert').waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByLabel('API key').fill(API_KEY)
    await inbox.keyboard.press('Enter')
    await inbox.getByRole('link', { name: /Is the brass lamp in stock\?/ }).waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    expect(inbox.url()).not.toContain(API_KEY)
  })

  it('shows the thread with what is known of the visitor, and answers live', async () => {
    await inbox.getByRole('link', { name: /Is the brass lamp in stock\?/ }).click()
    await inbox.getByRole('log').getByText('Is the brass lamp in stock?').waitFor()
    await inbox.getByText('trial').first().waitFor()
    const reply = inbox.getByRole('textbox', { name: /^Reply to/ })
    await reply.fill('It is, until **Friday**.')
    await reply.press('Control+Enter')
    await inbox.getByRole('log').getByText('Friday').waitFor()
    await tab.chat.log.getByText('Friday').waitFor()
    await inbox.locator('.receipt').getByText('Read', { exact: true }).waitFor()
    expect(await axeViolations(inbox)).toEqual([])
  })

  it('hears what the visitor writes without being asked', async () => {
    await tab.chat.send('Then I will take two.')
    await inbox.getByRole('log').getByText('Then I will take two.').waitFor()
    await tab.page.getByText('Read').first().waitFor()
    expect((await tab.chat.texts()).at(-1)).toBe('Then I will take two.')
  })

  it('keeps a private note from the visitor', async () => {
    await inbox.getByText('Private note', { exact: true }).first().click()
    const note = inbox.getByRole('textbox', { name: 'Private note' })
    await note.fill('Ask the workshop first.')
    await note.press('Control+Enter')
    await inbox.getByRole('log').getByText('Ask the workshop first.').waitFor()
    const [ticket] = await stage.team.tickets()
    await stage.team.reply(ticket?.id ?? '', 'We will put two aside.')
    await tab.chat.message('We will put two aside.').waitFor()
    expect((await tab.chat.texts()).join()).not.toContain('workshop')
  })
})
