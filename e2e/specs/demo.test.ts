import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { API_KEY } from '../fixtures/server.ts'
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

  async function mails(): Promise<{ to: string; text: string }[]> {
    const response = await fetch(
      `${stage.server.origin}/api/projects/1/conversations/mails/?limit=50`,
      { headers: { authorization: `Bearer ${API_KEY}` } },
    )
    return ((await response.json()) as { results: { to: string; text: string }[] }).results
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

  it.each(['demoOrigin', 'origin'] as const)(
    'has a link mailed that brings conversations of another browser, on its %s',
    async (where) => {
      const [origin, email] = [
        stage.server[where],
        where === 'origin' ? 'ada@a.example' : 'bob@b.example',
      ]
      const path = where === 'origin' ? '/demo/' : '/'
      const [laptop, phone] = await Promise.all([
        enter(stage.browser, origin),
        enter(stage.browser, origin),
      ])
      const there = await laptop.tab(path)
      // As the demo's README has it.
      await there.page.evaluate((told) => window.porchlight?.('setUser', { email: told }), email)
      await there.chat.open()
      await there.chat.send(`To ${email}`)
      await eventually(async () => (await texts()).includes(`To ${email}`), true)
      const { page, chat, errors } = await phone.tab(path)
      await chat.open()
      await page.locator('.header-menu').click()
      await page.getByRole('menuitem', { name: 'Earlier conversations' }).click()
      await page.getByLabel('Mail address').fill(email)
      await page.getByRole('button', { name: 'Mail me a link' }).click()
      await page.getByText(/a link is on its way/).waitFor()
      const link = (await mails()).find(({ to }) => to === email)?.text.match(/http\S+/)?.[0] ?? ''
      expect(link.startsWith(`${origin}${path}#`)).toBe(true)
      await page.goto(link)
      await page.getByText(/Your conversations are here/).waitFor()
      expect([page.url(), errors]).toEqual([`${origin}${path}`, []])
      await Promise.all([laptop.close(), phone.close()])
    },
  )

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
      .getByText(/^No connection\. We will send 1 message/)
      .first()
      .waitFor()
    await choose('Server down')
    await chat.send('While the server is down')
    await page
      .getByText(/^No connection\. We will send 2 messages/)
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
