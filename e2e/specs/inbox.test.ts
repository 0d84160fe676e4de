import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterByLink, signIn, typeKey } from '../fixtures/agents.ts'
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
    await typeKey(inbox)
    await inbox.getByRole('link', { name: /Is the brass lamp in stock\?/ }).waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    expect(inbox.url()).not.toContain(API_KEY)
  })

  it('keeps a key that was typed nowhere, and an agent who came by a link for as long as the tab', async () => {
    await inbox.reload()
    await typeKey(inbox)
    await inbox.locator('.list-head').waitFor()
    await stage.server.run(['agents', 'add', '--name', 'Grace', '--email', 'grace@team.test'])
    const page = await (await stage.browser.newContext()).newPage()
    await enterByLink(page, stage.server, 'grace@team.test')
    expect(page.url()).not.toContain('sign-in')
    await page.reload()
    await page.locator('.list-head').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Mail address').fill('nobody@team.test')
    await page.keyboard.press('Enter')
    await page.getByText(/a link is on its way/).waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
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

  it('offers a key that may only read nothing that it may not do', async () => {
    const printed = await stage.server.run(['keys', '--name', 'Reader', '--scopes', 'ticket:read'])
    const [key = ''] = /plk_[\w-]+/.exec(printed) ?? []
    const page = await signIn(stage.browser, stage.server.origin, key)
    await page.locator('a.row').first().click()
    await page.getByText(/^Your key may read tickets, and not answer/).waitFor()
    expect(await page.getByLabel('Status', { exact: true }).isDisabled()).toBe(true)
    expect(await page.getByLabel('Priority').isDisabled()).toBe(true)
    const offered = ['Suggest', 'Macros', 'Settings', 'Choose what stands first']
    expect(await page.getByText(new RegExp(`^(${offered.join('|')})$`)).count()).toBe(0)
    expect(await page.locator('.row-check').count()).toBe(0)
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
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
