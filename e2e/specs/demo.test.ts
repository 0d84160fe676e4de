import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { enter, type Stage, setStage } from '../fixtures/stage.ts'

describe('the demo shop', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  async function texts(): Promise<string[]> {
    const tickets = await stage.team.tickets()
    return (await Promise.all(tickets.map(({ id }) => stage.team.heard(id)))).flat()
  }

  it.each([
    ['a script tag', '/lamp.html'],
    ['an import in an app', '/spa.html'],
    ['an element', '/element.html'],
    ['a strict policy', '/csp.html'],
  ])('has a chat that reaches the team on the page with %s', async (what, path) => {
    const visitor = await enter(stage.browser, stage.server.demoOrigin)
    const tab = await visitor.tab(path)
    await tab.chat.open()
    await tab.chat.send(`From ${what}`)
    await eventually(async () => (await texts()).includes(`From ${what}`), true)
    expect(tab.errors).toEqual([])
    await visitor.close()
  })

  it('is the same under /demo/, on the origin of the API', async () => {
    const visitor = await enter(stage.browser, stage.server.origin)
    const tab = await visitor.tab('/demo/')
    await tab.chat.open()
    await tab.chat.send('From the same origin')
    await eventually(async () => (await texts()).includes('From the same origin'), true)
    expect(tab.errors).toEqual([])
    await visitor.close()
  })

  it('cuts and restores the connection, and the outbox can be watched at work', async () => {
    const visitor = await enter(stage.browser, stage.server.demoOrigin)
    const { page, chat, errors } = await visitor.tab('/')
    await chat.open()
    await chat.send('Before the cut')
    await eventually(async () => (await texts()).includes('Before the cut'), true)
    const choose = (name: string): Promise<void> => page.getByText(name, { exact: true }).click()

    await choose('Offline')
    await chat.send('While offline')
    await page
      .getByText(/^You are offline\. We will send 1 message/)
      .first()
      .waitFor()
    await choose('Server down')
    await chat.send('While the server is down')
    await page
      .getByText(/^You are offline\. We will send 2 messages/)
      .first()
      .waitFor()
    expect(await texts()).not.toContain('While offline')

    await choose('Slow')
    await eventually(
      async () => (await texts()).slice(0, 3),
      ['Before the cut', 'While offline', 'While the server is down'],
    )
    await choose('Online')
    await page.getByRole('button', { name: 'Log' }).click()
    expect(await page.locator('#network-log li').count()).toBeGreaterThan(4)
    expect(errors).toEqual([])
    await visitor.close()
  })
})
