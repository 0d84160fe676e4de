/** What two agents do with tickets at the same time. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeKey } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { until } from '../fixtures/eventually.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

describe('work on tickets', () => {
  let stage: Stage
  let inbox: Page
  let broken: string

  const ticket = async (id: string): Promise<Record<string, unknown>> => {
    const found = (await stage.team.tickets()).find((each) => each.id === id)
    return { ...found }
  }
  const becomes = (id: string, field: string, wanted: unknown): Promise<void> =>
    until(
      async () => JSON.stringify((await ticket(id))[field]) === JSON.stringify(wanted),
      `${field} ${wanted}`,
    )

  beforeAll(async () => {
    stage = await setStage()
    await stage.server.run(['agents', 'add', '--name', 'Grace', '--email', 'grace@team.test'])
    broken = await stage.team.open('Ada', 'The lamp is broken')
    await stage.team.open('Ben', 'Where is my invoice?')
    await stage.team.open('Cleo', 'Two lamps, please')
    inbox = await (await stage.browser.newContext()).newPage()
    await inbox.setViewportSize({ width: 1280, height: 900 })
    await inbox.goto(`${stage.server.origin}/inbox/`)
    await typeKey(inbox)
    await inbox.getByRole('link', { name: /Ada/ }).click()
    await inbox.getByLabel('Work on this ticket').waitFor()
  })
  afterAll(() => stage.close())

  it('sets priority, person, tags, and when to come back to it', async () => {
    const work = inbox.getByLabel('Work on this ticket')
    await work.getByLabel('Priority').selectOption('High')
    await becomes(broken, 'priority', 'high')
    await work.getByLabel('With').selectOption('Grace')
    await until(async () => JSON.stringify(await ticket(broken)).includes('grace@'), 'an assignee')
    await work.getByLabel('Tags', { exact: true }).fill('repair')
    await inbox.keyboard.press('Enter')
    await becomes(broken, 'tags', ['repair'])
    await work.getByRole('button', { name: 'Tomorrow 9:00' }).click()
    await becomes(broken, 'status', 'on_hold')
    await work.getByRole('button', { name: 'Wake now' }).click()
    await becomes(broken, 'snoozed_until', null)
    expect(await axeViolations(inbox)).toEqual([])
  })

  it('says when somebody else sets another value right after ours', async () => {
    await inbox.getByLabel('Priority').selectOption('Low')
    await becomes(broken, 'priority', 'low')
    await stage.team.change(broken, { priority: 'critical' })
    await inbox.getByText(/somebody else set the priority to Critical/).waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    const answered = inbox.waitForResponse((answer) => answer.request().method() === 'PATCH')
    const [answer] = await Promise.all([
      answered,
      inbox.getByRole('button', { name: 'Set Low' }).click(),
    ])
    // The page is offline next, and is to have heard of it before.
    await answer.finished()
    await becomes(broken, 'priority', 'low')
  })

  it('shows a change that could not be sent, and sends it when asked', async () => {
    await inbox.context().setOffline(true)
    await inbox.getByLabel('Priority').selectOption('Medium')
    await inbox.getByText(/Ticket 1: not changed/).waitFor()
    expect(await inbox.getByLabel('Priority').inputValue()).toBe('low')
    await inbox.context().setOffline(false)
    await inbox.getByRole('button', { name: 'Try again' }).click()
    await becomes(broken, 'priority', 'medium')
  })

  it('chooses rows by keyboard and shift, and changes all of them at once', async () => {
    await inbox.locator('.thread-title h2').focus()
    await inbox.locator('.rows .row').first().focus()
    await inbox.keyboard.press('x')
    await inbox.keyboard.press('j')
    await inbox.keyboard.press('Shift+X')
    await inbox.getByText('2 chosen').waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByLabel('Add a tag').fill('later')
    await inbox.keyboard.press('Enter')
    await inbox.getByLabel('Set the status').selectOption('Pending')
    await until(async () => {
      const all = await stage.team.tickets()
      return all.filter((each) => JSON.stringify(each).includes('"later"')).length === 2
    }, 'two tags')
    await until(async () => {
      const all = await stage.team.tickets()
      return all.filter(({ status }) => status === 'pending').length === 2
    }, 'two pending')
  })
})
