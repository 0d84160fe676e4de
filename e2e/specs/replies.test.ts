import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

describe('a reply of the team', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  it('shows in both tabs in under a second, and as a badge where the chat is closed', async () => {
    const visitor = await stage.visitor()
    const open = await visitor.tab()
    await open.chat.open()
    await open.chat.send('Hello')
    await eventually(async () => (await stage.team.tickets()).length, 1)
    const closed = await visitor.tab('/lamp')
    const other = await visitor.tab('/lamp')
    await other.chat.open()
    await other.chat.message('Hello').waitFor()

    const [ticket] = await stage.team.tickets()
    // Nobody looks: both tabs with an open panel are in the background.
    await closed.page.bringToFront()
    const repliedAt = performance.now()
    await stage.team.reply(ticket?.id ?? '', 'Good morning, Ada.')
    await Promise.all([
      open.chat.message('Good morning, Ada.').waitFor(),
      other.chat.message('Good morning, Ada.').waitFor(),
    ])
    expect(performance.now() - repliedAt).toBeLessThan(1_000)
    await visitor.close()
  })

  it('shows as a badge on a closed launcher, also on the next page', async () => {
    const visitor = await stage.visitor()
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.send('Is anybody there?')
    await tab.page.getByText('Sent').first().waitFor()
    await tab.page.keyboard.press('Escape')
    await tab.page.getByRole('button', { name: 'Open chat', exact: true }).waitFor()
    const tickets = await stage.team.tickets()
    const heard = await Promise.all(tickets.map(({ id }) => stage.team.heard(id)))
    const mine = tickets[heard.findIndex((texts) => texts.includes('Is anybody there?'))]

    const repliedAt = performance.now()
    await stage.team.reply(mine?.id ?? '', 'We are.')
    await tab.page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor()
    expect(performance.now() - repliedAt).toBeLessThan(1_000)

    await tab.page.getByRole('link', { name: 'A lamp' }).click()
    await tab.page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor()
    await stage.team.reply(mine?.id ?? '', 'Still here.')
    await tab.page.getByRole('button', { name: 'Open chat, 2 unread messages' }).waitFor()

    await tab.chat.open()
    await tab.chat.message('Still here.').waitFor()
    await tab.page.keyboard.press('Escape')
    await tab.page.getByRole('button', { name: 'Open chat', exact: true }).waitFor()
    await visitor.close()
  })
})
