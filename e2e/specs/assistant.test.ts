import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'
import type { TicketMessage } from '../fixtures/team.ts'

const QUESTION = 'Can I return a lamp that I have already mounted?'

describe('the assistant', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage({ hasAssistant: true })
  })
  afterAll(() => stage.close())

  /** The answers in the newest ticket. */
  async function answers(): Promise<TicketMessage[]> {
    const [ticket] = await stage.team.tickets()
    if (ticket === undefined) return []
    return (await stage.team.messages(ticket.id)).filter((message) => message.author_type === 'AI')
  }

  it('shows its words before the answer ends, and the sources after', async () => {
    const visitor = await stage.visitor()
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.send(QUESTION)
    const growing = tab.chat.log.locator('[part~="bubble"][aria-busy="true"]')
    await growing.waitFor()
    expect(await answers()).toEqual([])
    const early = (await growing.textContent())?.length ?? 0
    await eventually(
      async () => ((await growing.textContent().catch(() => null))?.length ?? 0) > early,
      true,
    )
    await growing.waitFor({ state: 'detached', timeout: 30_000 })
    await eventually(async () => (await answers()).map((answer) => answer.incomplete), [false])
    expect(await tab.chat.texts()).toHaveLength(2)
    await visitor.close()
  })

  it('stops when it is told to, and keeps what it has said', async () => {
    const visitor = await stage.visitor()
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.send(QUESTION)
    await tab.chat.log.locator('[part~="bubble"][aria-busy="true"]').waitFor()
    await tab.page.getByRole('button', { name: 'Stop the answer' }).click()
    await tab.page.getByText('This answer was cut off.').waitFor()
    await eventually(async () => (await answers()).map((answer) => answer.incomplete), [true])
    await tab.page.getByRole('button', { name: 'Stop the answer' }).waitFor({ state: 'detached' })
    expect(await tab.chat.log.locator('[aria-busy="true"]').count()).toBe(0)
    await visitor.close()
  })

  it('goes on after a reload in the middle of an answer', async () => {
    const visitor = await stage.visitor()
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.send(QUESTION)
    await tab.chat.log.locator('[part~="bubble"][aria-busy="true"]').waitFor()
    await tab.page.reload()
    await tab.chat.open()
    await eventually(async () => (await answers()).map((answer) => answer.incomplete), [false])
    await eventually(async () => (await tab.chat.texts()).length, 2)
    await tab.chat.log.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
    const [answer] = await answers()
    const shown = (await tab.chat.texts())[1] ?? ''
    const firstWords = (answer?.content ?? '').slice(0, 20)
    expect(shown.startsWith(firstWords)).toBe(true)
    await visitor.close()
  })

  it('pretends nothing while the visitor is offline in the middle of an answer', async () => {
    const visitor = await stage.visitor()
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.send(QUESTION)
    await tab.chat.log.locator('[part~="bubble"][aria-busy="true"]').waitFor()
    await visitor.context.setOffline(true)
    await tab.page.getByText('The rest comes when the connection is back.').waitFor()
    await tab.page.getByRole('button', { name: 'Stop the answer' }).waitFor({ state: 'detached' })
    expect(await tab.chat.log.locator('.dots').count()).toBe(0)
    await visitor.context.setOffline(false)
    await tab.chat.log.locator('.citation').first().waitFor()
    expect(await tab.chat.log.locator('.cut-off').count()).toBe(0)
    await visitor.close()
  })

  it('is honest about an answer that died with the server', async () => {
    const visitor = await stage.visitor()
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.send(QUESTION)
    await tab.chat.log.locator('[part~="bubble"][aria-busy="true"]').waitFor()
    await stage.server.kill()
    await stage.server.start()
    await tab.page.getByText('This answer was cut off.').waitFor({ timeout: 40_000 })
    await eventually(
      async () => (await answers()).map((answer) => answer.incomplete),
      [true],
      40_000,
    )
    expect(await tab.chat.log.locator('[aria-busy="true"]').count()).toBe(0)
    await visitor.close()
  })

  describe('asks whether it has helped, and the ticket says', () => {
    /** What the team is told of the conversation in which this was asked. */
    async function told(question: string): Promise<unknown> {
      const id = await stage.team.ticketWith(question)
      const ticket = (await stage.team.tickets()).find((one) => one.id === id)
      return {
        helped: ticket?.ai_resolved,
        asked: ticket !== undefined && ticket.escalation_reason !== null,
      }
    }

    it.each([
      ['that it has', 'Yes', { helped: true, asked: false }],
      ['that it has not', 'No, ask a person', { helped: false, asked: true }],
    ])('%s', async (what, answer, expected) => {
      const visitor = await stage.visitor()
      const tab = await visitor.tab()
      const question = `${QUESTION} I say ${what}.`
      await tab.chat.open()
      await tab.chat.send(question)
      await tab.page.locator('.footer[data-state="helpful"]').waitFor({ timeout: 40_000 })
      expect(await told(question)).toEqual({ helped: false, asked: false })
      await tab.page.getByRole('button', { name: answer, exact: true }).click()
      await eventually(() => told(question), expected)
      await visitor.close()
    })

    it('that people are asked for by the menu, in the middle of an answer', async () => {
      const visitor = await stage.visitor()
      const tab = await visitor.tab()
      const question = `${QUESTION} I look into the menu.`
      await tab.chat.open()
      await tab.chat.send(question)
      await tab.chat.log.locator('[part~="bubble"][aria-busy="true"]').waitFor()
      expect(await told(question)).toEqual({ helped: false, asked: false })
      await tab.page.getByRole('button', { name: 'Menu' }).click()
      await tab.page.getByRole('menuitem', { name: 'Talk to a person' }).click()
      await eventually(() => told(question), { helped: false, asked: true })
      await visitor.close()
    })
  })
})
