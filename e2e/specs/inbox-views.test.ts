/** The order in which the team has its views, and a view its filters. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hire, signIn, typeKey } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { until } from '../fixtures/eventually.ts'
import { API_KEY } from '../fixtures/server.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

describe('the views of the inbox', () => {
  let stage: Stage
  let inbox: Page

  const viewsIn = (page: Page): Locator =>
    page.getByRole('navigation', { name: 'Views' }).getByRole('link')
  const chipsIn = (page: Page): Locator =>
    page.getByRole('list', { name: 'Filters that are set' }).locator('bdi')
  const reads = (texts: Locator, ...wanted: readonly string[]): Promise<void> =>
    until(
      async () => (await texts.allTextContents()).join() === wanted.join(),
      `${wanted.join()} in this order`,
    )
  const hash = (page: Page): string => new URL(page.url()).hash

  async function open(address = ''): Promise<Page> {
    const page = await (await stage.browser.newContext()).newPage()
    await page.goto(`${stage.server.origin}/inbox/${address}`)
    await typeKey(page)
    await page.getByRole('button', { name: 'Views' }).waitFor()
    return page
  }

  async function openViews(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Views' }).click()
    await viewsIn(page).first().waitFor()
  }

  beforeAll(async () => {
    stage = await setStage()
    await stage.team.open('Ada', 'The lamp is broken', { priority: 'high', tags: ['repair'] })
    for (const name of ['Mine', 'Urgent', 'Waiting']) {
      await fetch(`${stage.server.origin}/api/projects/1/conversations/views/`, {
        method: 'POST',
        headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      })
    }
    inbox = await open()
  })
  afterAll(() => stage.close())

  it('are put in another order by keyboard alone, for the whole team and for good', async () => {
    await openViews(inbox)
    const waiting = inbox.getByRole('link', { name: 'Waiting' })
    await waiting.focus()
    await inbox.keyboard.press('Alt+ArrowUp')
    await inbox.keyboard.press('Alt+ArrowUp')
    await reads(viewsIn(inbox), 'Inbox', 'Waiting', 'Mine', 'Urgent')
    await inbox.getByText('Waiting, 1 of 3').waitFor({ state: 'attached' })
    expect(await waiting.evaluate(hasFocus)).toBe(true)

    await inbox.keyboard.press('Tab')
    await inbox.keyboard.press('Tab')
    await inbox.keyboard.press('Enter')
    await reads(viewsIn(inbox), 'Inbox', 'Mine', 'Waiting', 'Urgent')
    const down = inbox.getByRole('button', { name: 'Move Waiting down' })
    expect(await down.evaluate(hasFocus)).toBe(true)
    await inbox.keyboard.press('Enter')
    await inbox.keyboard.press('Enter')
    await reads(viewsIn(inbox), 'Inbox', 'Mine', 'Urgent', 'Waiting')
    expect([await down.getAttribute('aria-disabled'), await down.evaluate(hasFocus)]).toEqual([
      'true',
      true,
    ])
    await inbox.keyboard.press('Shift+Tab')
    await inbox.keyboard.press('Enter')
    await reads(viewsIn(inbox), 'Inbox', 'Mine', 'Waiting', 'Urgent')
    expect(await axeViolations(inbox)).toEqual([])

    const grace = await signIn(
      stage.browser,
      stage.server.origin,
      await hire(stage.server, 'Grace'),
    )
    await openViews(grace)
    await reads(viewsIn(grace), 'Inbox', 'Mine', 'Waiting', 'Urgent')
    await inbox.reload()
    await typeKey(inbox)
    await openViews(inbox)
    await reads(viewsIn(inbox), 'Inbox', 'Mine', 'Waiting', 'Urgent')
  })

  it('go back to where they were when the server cannot be reached, and say so', async () => {
    const address = /\/conversations\/views\/\w+\/$/
    await inbox.route(address, (route) => route.abort())
    await inbox.getByRole('button', { name: 'Move Mine down' }).click()
    await inbox.getByText(/^Not moved\. We cannot reach the server/).waitFor()
    await reads(viewsIn(inbox), 'Inbox', 'Mine', 'Waiting', 'Urgent')
    const button = inbox.getByRole('button', { name: 'Move Mine down' })
    expect([await axeViolations(inbox), await button.evaluate(hasFocus)]).toEqual([[], true])
    await inbox.unroute(address)
    await button.click()
    await reads(viewsIn(inbox), 'Inbox', 'Waiting', 'Mine', 'Urgent')
  })

  it('keep their filters in the order in which somebody has put them', async () => {
    await inbox.goto(`${stage.server.origin}/inbox/#/?priority=high&tag=repair&snoozed=false`)
    await reads(chipsIn(inbox), 'High', 'Tagged repair', 'Not snoozed')
    await inbox.getByRole('button', { name: /^Not snoozed/ }).focus()
    await inbox.keyboard.press('Alt+ArrowLeft')
    await inbox.keyboard.press('Alt+ArrowLeft')
    await inbox.keyboard.press('Alt+ArrowLeft')
    await reads(chipsIn(inbox), 'Not snoozed', 'High', 'Tagged repair')
    expect(hash(inbox)).toBe('#/?snoozed=false&priority=high&tag=repair')
    await inbox.getByText('Not snoozed, 1 of 3').waitFor({ state: 'attached' })

    await inbox.getByRole('button', { name: 'Filters' }).click()
    await inbox.getByRole('button', { name: 'Move High down' }).click()
    await reads(chipsIn(inbox), 'Not snoozed', 'Tagged repair', 'High')
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByRole('button', { name: 'Done' }).click()

    await openViews(inbox)
    await inbox.getByLabel('Save these filters as a view').fill('Workshop')
    await inbox.keyboard.press('Enter')
    await inbox.getByRole('heading', { name: 'Workshop' }).waitFor()
    expect(hash(inbox)).toMatch(/^#\/\?view=\w+$/)
    const other = await open(hash(inbox))
    await reads(chipsIn(other), 'Not snoozed', 'Tagged repair', 'High')
  })

  it('are changed by another order of their filters, whose address can be shared before it is saved', async () => {
    const saved = hash(inbox)
    await inbox.getByRole('button', { name: /^High/ }).focus()
    await inbox.keyboard.press('Alt+ArrowLeft')
    await inbox.getByText('You have changed the filters of this view.').waitFor()
    const other = await open(hash(inbox))
    await reads(chipsIn(other), 'Not snoozed', 'High', 'Tagged repair')
    await inbox.getByRole('button', { name: 'Save for the team' }).click()
    await inbox.getByText('You have changed the filters of this view.').waitFor({
      state: 'detached',
    })
    await reads(chipsIn(inbox), 'Not snoozed', 'High', 'Tagged repair')
    expect(hash(inbox)).toBe(saved)
  })
})

function hasFocus(element: Element): boolean {
  return element === document.activeElement
}
