import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

describe('two tabs', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  it('make one thread when both send a first message at once, and show the same list', async () => {
    const visitor = await stage.visitor()
    const [one, two] = await Promise.all([visitor.tab('/'), visitor.tab('/lamp')])
    await one.chat.open()
    await two.chat.open()
    await Promise.all([one.chat.composer.fill('from one'), two.chat.composer.fill('from two')])
    await Promise.all([one.chat.composer.press('Enter'), two.chat.composer.press('Enter')])
    await eventually(
      async () => (await stage.team.tickets()).map((ticket) => ticket.message_count),
      [2],
    )
    const [ticket] = await stage.team.tickets()
    const heard = await stage.team.heard(ticket?.id ?? '')
    await eventually(() => one.chat.texts(), heard)
    await eventually(() => two.chat.texts(), heard)
    expect([...heard].sort()).toEqual(['from one', 'from two'])
    await visitor.close()
  })

  it('go on within a second when the leader closes', async () => {
    const visitor = await stage.visitor()
    const leader = await visitor.tab()
    await leader.chat.open()
    const follower = await visitor.tab('/lamp')
    await follower.chat.open()
    await follower.chat.send('through the leader')
    await eventually(async () => (await follower.page.getByText('Sent').count()) > 0, true)

    const closedAt = performance.now()
    await leader.page.close()
    await follower.chat.send('on my own')
    await eventually(async () => {
      const tickets = await stage.team.tickets()
      const heard = await Promise.all(tickets.map(({ id }) => stage.team.heard(id)))
      return heard.some((texts) => texts.includes('on my own'))
    }, true)
    expect(performance.now() - closedAt).toBeLessThan(1_000)
    await visitor.close()
  })
})
