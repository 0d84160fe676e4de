/** Saved replies, from the first one to the one that is sent, by keyboard alone. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeKey } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { type Stage, setStage, type Tab } from '../fixtures/stage.ts'

describe('a macro', () => {
  let stage: Stage
  let tab: Tab
  let inbox: Page

  const field = () => inbox.getByRole('textbox', { name: /^Reply to/ })
  const finder = () => inbox.getByRole('combobox', { name: 'Find a macro' })

  beforeAll(async () => {
    stage = await setStage()
    tab = await (await stage.visitor()).tab()
    await tab.chat.open()
    await tab.chat.send('Where is my lamp?')
    inbox = await (await stage.browser.newContext()).newPage()
    await inbox.goto(`${stage.server.origin}/inbox/`)
    await typeKey(inbox)
    await inbox.getByRole('link', { name: /#1/ }).click()
    await inbox.getByRole('log').getByText('Where is my lamp?').waitFor()
  })
  afterAll(() => stage.close())

  it('is made above the reply', async () => {
    await inbox.locator('.thread-title h2').waitFor()
    await inbox.keyboard.press('m')
    await finder().waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.keyboard.press('Tab')
    await inbox.keyboard.press('Enter')
    await inbox.getByRole('textbox', { name: 'Name' }).pressSequentially('Lamp is late')
    await inbox.keyboard.press('Tab')
    await inbox.keyboard.type(
      'Hello {{visitor.name|friend}}, ticket {{ticket.number}} has no {{visitor.order}}.',
    )
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByRole('textbox', { name: 'Name' }).press('Enter')
    await inbox.getByRole('option', { name: 'Lamp is late' }).waitFor()
    expect(await axeViolations(inbox)).toEqual([])
  })

  it('is found by a few letters, filled in, and marked where it is not', async () => {
    await finder().pressSequentially('lplt')
    await inbox.keyboard.press('Enter')
    await inbox.getByText('Not filled in:').waitFor()
    expect(await field().inputValue()).toBe('Hello Ada, ticket 1 has no {{visitor.order}}.')
    expect(await field().evaluate((element) => element === document.activeElement)).toBe(true)
    await inbox.keyboard.press('Control+Enter')
    await inbox.getByText('Not sent yet:').waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByRole('button', { name: '{{visitor.order}}' }).press('Enter')
    await inbox.keyboard.type('delay')
    await inbox.keyboard.press('Control+Enter')
    await tab.chat.message('Hello Ada, ticket 1 has no delay.').waitFor()
  })

  it('is put in by name from the palette, where the caret was', async () => {
    await field().fill('So: .')
    await field().press('ArrowLeft')
    await inbox.keyboard.press('Control+k')
    await inbox.getByRole('combobox', { name: 'Find a command' }).waitFor()
    await inbox.keyboard.type('macro late')
    await inbox.keyboard.press('Enter')
    await inbox.getByText('Not filled in:').waitFor()
    expect(await field().inputValue()).toBe('So: Hello Ada, ticket 1 has no {{visitor.order}}..')
    await field().fill('')
  })

  it('is changed and deleted where it is', async () => {
    await inbox.getByRole('button', { name: 'Macros' }).click()
    await inbox.getByRole('button', { name: 'Edit Lamp is late' }).click()
    await inbox.getByRole('textbox', { name: 'Name' }).fill('Lamp is lost')
    await inbox.keyboard.press('Enter')
    await inbox.getByRole('button', { name: 'Edit Lamp is lost' }).click()
    await inbox.getByRole('button', { name: 'Delete' }).click()
    await inbox.getByRole('button', { name: 'Delete macro' }).click()
    await inbox.getByText('There are none yet.').waitFor()
    await inbox.keyboard.press('Escape')
    await finder().waitFor({ state: 'detached' })
    const toggle = inbox.getByRole('button', { name: 'Macros' })
    expect(await toggle.evaluate((element) => element === document.activeElement)).toBe(true)
  })
})
