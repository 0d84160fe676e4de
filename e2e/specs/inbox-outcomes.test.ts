/** What the assistant has come to, where nothing is open, and on a phone among the views. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeKey } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { until } from '../fixtures/eventually.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

describe('what the assistant has come to', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage({ hasAssistant: true })
    const { chat } = await (await stage.visitor()).tab()
    await chat.open()
    await chat.send('Can I talk to a person?')
    await until(
      async () => (await stage.team.tickets())[0]?.escalation_reason != null,
      'a hand-over',
    )
  })
  afterAll(() => stage.close())

  async function signIn(
    viewport: { width: number; height: number },
    colorScheme: 'light' | 'dark',
  ): Promise<Page> {
    const page = await (await stage.browser.newContext({ viewport, colorScheme })).newPage()
    await page.goto(`${stage.server.origin}/inbox/`)
    await typeKey(page)
    await page.getByRole('link', { name: /#1/ }).waitFor()
    return page
  }

  it.each([
    ['on a desk, light', { width: 1280, height: 800 }, 'light'],
    ['on a desk, dark', { width: 1280, height: 800 }, 'dark'],
    ['on a phone, light', { width: 390, height: 844 }, 'light'],
    ['on a phone, dark', { width: 390, height: 844 }, 'dark'],
  ] as const)('is counted, %s', async (_, viewport, colorScheme) => {
    const page = await signIn(viewport, colorScheme)
    if (viewport.width < 800) await page.getByRole('button', { name: 'Views' }).click()
    const card = page.getByRole('region', { name: 'Answered by the assistant' })
    await card.getByText('Handed over').waitFor()
    const counts = await card.locator('dd').allTextContents()
    await card.getByRole('radio', { name: '7 days' }).press('ArrowRight')
    expect(await card.getByRole('radio', { name: '30 days' }).isChecked()).toBe(true)
    expect(await axeViolations(page)).toEqual([])
    expect(counts).toEqual(['0', '1', '0', '0'])
    await page.context().close()
  })
})
