/** Every view of the inbox on a phone and on a desk, light and dark. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeKey } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { API_KEY } from '../fixtures/server.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

const PHONE = { width: 390, height: 844 }
const PARTS = {
  appearance: 'Appearance',
  greeting: 'Greeting',
  form: 'Form',
  hours: 'Business hours',
  domains: 'Domains',
  assistant: 'Assistant',
  stock: 'posthog-js',
  keys: 'API keys',
  people: 'Visitors’ data',
}
/** Some twenty views are looked at. */
const LIMIT_MS = 240_000
const DESK = { width: 1280, height: 800 }

describe('the inbox has nothing axe objects to, and fits', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage()
    const overdue = new Date(Date.now() - 60_000).toISOString()
    await stage.team.open('Ada', 'The lamp is broken', {
      priority: 'critical',
      tags: ['repair', 'a-tag-that-is-longer-than-most-tags-are'],
      sla_due_at: overdue,
    })
    await fetch(`${stage.server.origin}/api/projects/1/conversations/macros/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'Thanks',
        text: 'Thank you, {{visitor.name}}. Your order {{visitor.order}} is on its way.',
      }),
    })
  })
  afterAll(() => stage.close())

  /** Nothing is wider than the screen. */
  const fits = (page: Page): Promise<boolean> =>
    page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

  it.each([
    ['on a phone, light', PHONE, 'light'],
    ['on a phone, dark', PHONE, 'dark'],
    ['on a desk, dark', DESK, 'dark'],
  ] as const)('%s', { timeout: LIMIT_MS }, async (_, viewport, colorScheme) => {
    const context = await stage.browser.newContext({ viewport, colorScheme })
    const page = await context.newPage()
    const found: unknown[] = []
    const look = async (view: string): Promise<void> => {
      const violations = await axeViolations(page)
      if (violations.length > 0 || !(await fits(page))) found.push([view, violations])
    }
    await page.goto(`${stage.server.origin}/inbox/#/?priority=critical&tag=repair`)
    await typeKey(page)
    await page.locator('.row').first().waitFor()
    await look('list')
    await page.locator('.row-check input').first().check()
    await page.getByText('1 chosen').waitFor()
    await look('chosen')
    await page.getByRole('button', { name: 'None' }).click()
    await page.getByRole('button', { name: 'Filters' }).click()
    await look('filters')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Views' }).click()
    await look('views')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.locator('.row').first().click()
    await page.getByRole('log').waitFor()
    await look('thread')
    await page.getByRole('button', { name: 'Macros' }).click()
    await page.getByRole('option', { name: 'Thanks' }).waitFor()
    await look('macros')
    await page.getByRole('button', { name: 'Edit Thanks' }).click()
    await page.getByRole('textbox', { name: 'Name' }).waitFor()
    await look('macro')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('textbox', { name: /^Reply to/ }).press('Control+k')
    await page.getByRole('combobox', { name: 'Find a command' }).waitFor()
    await look('commands')
    await page.keyboard.press('Escape')
    if (viewport === PHONE) {
      await page.getByRole('button', { name: 'Details' }).click()
      await look('details')
    }
    for (const [part, name] of Object.entries(PARTS)) {
      await page.goto(`${stage.server.origin}/inbox/#/settings/${part}`)
      await page.locator('.settings-part').getByRole('heading', { name, exact: true }).waitFor()
      await page.locator('.settings-part').locator('input, textarea').first().waitFor()
      await look(`settings, ${part}`)
    }
    expect(found).toEqual([])
    await context.close()
  })
})
