/** What the team asks its list for: filters, their address, and the views it saves. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeKey } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { eventually, until } from '../fixtures/eventually.ts'
import { API_KEY } from '../fixtures/server.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

const WAIT = { timeout: 20_000 }

describe('the list of the inbox', () => {
  let stage: Stage
  let inbox: Page

  const row = (name: string): Locator => inbox.getByRole('link', { name: new RegExp(name) })
  const names = (): Promise<string[]> => inbox.locator('.row-name').allTextContents()
  const shows = (...wanted: readonly string[]): Promise<void> =>
    until(async () => (await names()).join() === wanted.join(), `rows ${wanted.join()}`)
  const address = (): string => new URL(inbox.url()).hash

  async function signIn(page: Page, hash = ''): Promise<void> {
    await page.goto(`${stage.server.origin}/inbox/${hash}`)
    await typeKey(page)
  }

  beforeAll(async () => {
    stage = await setStage()
    await stage.team.open('Ada', 'The lamp is broken', { priority: 'high', tags: ['repair'] })
    await stage.team.open('Ben', 'Where is my invoice?', { priority: 'low', tags: ['invoice'] })
    await stage.team.open('Cleo', 'Two lamps, please', { tags: ['order', 'vip'] })
    await stage.team.open('Dora', 'Thank you', { status: 'resolved' })
    inbox = await (await stage.browser.newContext()).newPage()
    await signIn(inbox)
    await row('Cleo').waitFor()
  })
  afterAll(() => stage.close())

  it('filters by keyboard alone, says so in its address, and shows the same after a reload', async () => {
    await inbox.keyboard.press('Escape')
    await inbox.locator('.list-head h2').click()
    await inbox.keyboard.press('f')
    await inbox.getByRole('checkbox', { name: 'High' }).focus()
    await inbox.keyboard.press('Space')
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.keyboard.press('Escape')
    await shows('Ada')
    await expect.poll(address, WAIT).toBe('#/?priority=high')
    await inbox.reload()
    await typeKey(inbox)
    await shows('Ada')
    expect(await axeViolations(inbox)).toEqual([])
  })

  it('takes one filter away, and all of them', async () => {
    await inbox.getByRole('button', { name: /^High.*take away/ }).click()
    await shows('Cleo', 'Ben', 'Ada')
    await inbox.getByRole('button', { name: 'Filters' }).click()
    await inbox.getByLabel('Tagged', { exact: true }).fill('vip')
    await inbox.keyboard.press('Enter')
    await inbox.getByRole('button', { name: 'Done' }).click()
    await shows('Cleo')
    await inbox.getByRole('button', { name: 'Clear all' }).click()
    await shows('Cleo', 'Ben', 'Ada')
    await expect.poll(address, WAIT).toBe('#/')
  })

  it('saves a view that others can open, and says when its filters are changed', async () => {
    await inbox.goto(`${stage.server.origin}/inbox/#/?status=any&tag=invoice&tag=repair`)
    await shows('Ben', 'Ada')
    await inbox.getByRole('button', { name: 'Views' }).click()
    await inbox.getByLabel('Save these filters as a view').fill('Workshop')
    await inbox.keyboard.press('Enter')
    await inbox.getByRole('heading', { name: 'Workshop' }).waitFor()
    await expect.poll(address, WAIT).toMatch(/^#\/\?view=\w+$/)
    const ofView = address()

    const other = await (await stage.browser.newContext()).newPage()
    await signIn(other, ofView)
    await other.getByRole('heading', { name: 'Workshop' }).waitFor()
    await eventually(() => other.locator('.row-name').allTextContents(), ['Ben', 'Ada'])

    await inbox.getByRole('radio', { name: 'Open', exact: true }).check({ force: true })
    await inbox.getByText('You have changed the filters of this view.').waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(address, WAIT).toBe(ofView)
  })

  it('renames a view, and deletes it once that is confirmed', async () => {
    await inbox.getByRole('button', { name: 'Views' }).click()
    await inbox.getByLabel('Name of this view').fill('Repairs')
    await inbox.keyboard.press('Enter')
    await inbox.getByRole('heading', { name: 'Repairs' }).waitFor()
    await inbox.getByRole('button', { name: 'Views' }).click()
    await inbox.getByRole('button', { name: 'Delete this view' }).click()
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByRole('button', { name: 'Delete view', exact: true }).click()
    await inbox.getByRole('heading', { name: 'Inbox', exact: true }).waitFor()
    await shows('Cleo', 'Ben', 'Ada')
  })

  it('says what of a view is not there any more, and how to go on', async () => {
    const filters = { priority: ['low'], assignee: [{ type: 'role', id: 'sales' }] }
    const made = await fetch(`${stage.server.origin}/api/projects/1/conversations/views/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Of sales', filters }),
    })
    const { short_id: id } = (await made.json()) as { short_id: string }
    await inbox.goto(`${stage.server.origin}/inbox/?#/?view=${id}`)
    await typeKey(inbox)
    await inbox.getByText(/asks for something that is not there any more \(the people\)/).waitFor()
    await shows('Ben')
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByRole('button', { name: 'Save the view without it' }).click()
    await inbox.getByText(/not there any more/).waitFor({ state: 'detached' })
    await inbox.goto(`${stage.server.origin}/inbox/#/?view=gone`)
    await typeKey(inbox)
    await inbox.getByText(/This view is gone/).waitFor()
    await inbox.getByRole('button', { name: 'Go to the inbox' }).click()
    await shows('Cleo', 'Ben', 'Ada')
  })

  it('tells of new tickets instead of moving rows under the pointer', async () => {
    await row('Ben').hover()
    await stage.team.open('Eve', 'Is anybody there?')
    const bar = inbox.getByRole('button', { name: '1 new' })
    await bar.waitFor()
    expect(await names()).toEqual(['Cleo', 'Ben', 'Ada'])
    await bar.click()
    await shows('Eve', 'Cleo', 'Ben', 'Ada')
  })
})
