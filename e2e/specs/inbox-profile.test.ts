/** What the team sees of whoever wrote. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeKey } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

describe('beside the thread', () => {
  let stage: Stage
  let inbox: Page

  const profile = () => inbox.getByRole('region', { name: 'About the visitor' })

  beforeAll(async () => {
    stage = await setStage()
    const visitor = await stage.visitor()
    const tab = await visitor.tab('/pricing')
    await tab.chat.open()
    await tab.chat.send('What does the large lamp cost?')
    await stage.team.ticketWith('What does the large lamp cost?')
    inbox = await (await stage.browser.newContext()).newPage()
    await inbox.setViewportSize({ width: 1280, height: 900 })
    await inbox.goto(`${stage.server.origin}/inbox/`)
    await typeKey(inbox)
    await inbox.getByRole('link', { name: /large lamp/ }).click()
    await profile().waitFor()
  })
  afterAll(() => stage.close())

  it('stands the page the visitor is on', async () => {
    await inbox.locator('.on-page').getByText('/pricing').waitFor()
    expect(await axeViolations(inbox)).toEqual([])
  })

  it('stand first the traits that the team has chosen, after a reload too', async () => {
    await profile().getByRole('button', { name: 'Choose what stands first' }).click()
    await profile().getByLabel('Shown first, in this order, for the whole team').fill('plan')
    // It shows at once; a reload before the answer would take it back.
    const saved = inbox.waitForResponse(
      (answer) =>
        answer.url().includes('customer_profile_configs') && answer.request().method() !== 'GET',
    )
    await Promise.all([saved, inbox.keyboard.press('Enter')])
    expect(await axeViolations(inbox)).toEqual([])
    const first = profile().locator('.facts', { hasText: 'About this person' })
    await first.getByText('trial').waitFor()
    await inbox.reload()
    await typeKey(inbox)
    await first.getByText('trial').waitFor()
  })
})
