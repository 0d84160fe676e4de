/** The widget over other APIs than its own, and for visitors whose site proves who they are. */
import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, setScene } from '../attacks/scene.ts'
import { launchChromium } from '../fixtures/chromium.ts'
import { eventually } from '../fixtures/eventually.ts'
import { API_KEY } from '../fixtures/server.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'

describe('the widget', () => {
  let scene: Scene
  let browser: Awaited<ReturnType<typeof launchChromium>>
  const visitors: Visitor[] = []

  beforeAll(async () => {
    ;[scene, browser] = await Promise.all([setScene(), launchChromium()])
    await scene.server.run(['settings', 'widget_enabled=true'])
    scene.site.page('/', {})
    scene.site.page('/posthog', { tag: 'data-transport="posthog"' })
    scene.site.page('/plain', {
      head: `<script>window.porchlightSettings = { getIdentity: () => '${API_KEY}' }</script>`,
      tag: 'data-transport="plain" data-project="1" data-distinct-id="ada"',
    })
  })
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) await visitor.close()
  })
  afterAll(async () => {
    await browser.close()
    await scene.close()
  })

  async function arrive(path: string): Promise<Tab & { readonly visitor: Visitor }> {
    const visitor = await enter(browser, scene.site.origin)
    visitors.push(visitor)
    return { ...(await visitor.tab(path)), visitor }
  }

  /** What the published API says of the conversations of the key that the page gives. */
  async function published(
    path: string,
    body?: object,
  ): Promise<{
    readonly results: readonly { readonly id: string; readonly title: string | null }[]
    readonly messages: readonly { readonly content: string }[]
  }> {
    const response = await fetch(`${scene.server.origin}/api/projects/1/conversations/${path}`, {
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    return await response.json()
  }

  it('writes and hears through the published API alone, and loses nothing without a network', async () => {
    const { page, chat, errors, visitor } = await arrive('/plain')
    await chat.open()
    await chat.send('By the book')
    // The key sees those of all visitors.
    const ours = async () =>
      (await published('')).results.find(({ title }) => title === 'By the book')?.id
    await eventually(async () => (await ours()) !== undefined, true)
    const id = await ours()
    await published(`${id}/append_message/`, { content: 'From elsewhere' })
    await eventually(() => chat.texts(), ['By the book', 'From elsewhere'])
    await visitor.context.setOffline(true)
    await chat.send('In a tunnel')
    await visitor.context.setOffline(false)
    const all = ['By the book', 'From elsewhere', 'In a tunnel']
    await eventually(
      async () => (await published(`${id}/`)).messages.map(({ content }) => content),
      all,
    )
    await page.reload()
    await chat.open()
    await eventually(() => chat.texts(), all)
    expect(errors).toEqual([])
  })

  it('writes and hears through PostHog’s API, and loses nothing without a network', async () => {
    const { page, chat, errors, visitor } = await arrive('/posthog')
    await chat.open()
    await chat.send('By their way')
    await scene.team.reply(await scene.team.ticketWith('By their way'), 'We hear you')
    await eventually(() => chat.texts(), ['By their way', 'We hear you'])
    await visitor.context.setOffline(true)
    await chat.send('On a train')
    await visitor.context.setOffline(false)
    await scene.team.ticketWith('On a train')
    await eventually(() => chat.texts(), ['By their way', 'We hear you', 'On a train'])
    await page.reload()
    await chat.open()
    await eventually(() => chat.texts(), ['By their way', 'We hear you', 'On a train'])
    expect(errors).toEqual([])
  })

  it('tells the team what the page says of a visitor while they are talking', async () => {
    const { page, chat, errors } = await arrive('/')
    await chat.open()
    await chat.send('What does it cost?')
    const ticket = await scene.team.ticketWith('What does it cost?')
    const traits = async () =>
      (await scene.team.tickets()).find(({ id }) => id === ticket)?.anonymous_traits
    await page.evaluate(() => window.porchlight('update', { traits: { plan: 'team' } }))
    await eventually(traits, { plan: 'team' })
    await page.evaluate(() => window.porchlight('update', { traits: { plan: 'free' } }))
    await eventually(traits, { plan: 'free' })
    expect(errors).toEqual([])
  })

  it('follows a person, whom the site proves, from one browser to another', async () => {
    const told = await scene.server.run(['identity', 'add'])
    const [, secret = ''] = /^Secret, shown only now: (\S+)$/m.exec(told) ?? []
    const proof = {
      distinctId: 'ada',
      hash: createHmac('sha256', secret).update('ada').digest('hex'),
    }
    const identify = (page: Page, given: object): Promise<unknown> =>
      page.evaluate((own) => window.porchlight('identify', { name: 'Ada' }, own), given)

    const laptop = await arrive('/')
    await laptop.chat.open()
    await laptop.chat.send('From my laptop')
    const ticket = await scene.team.ticketWith('From my laptop')
    expect(await identify(laptop.page, proof)).toEqual({ kind: 'proven', distinctId: 'ada' })

    const phone = await arrive('/')
    await phone.chat.open()
    expect(await identify(phone.page, proof)).toMatchObject({ kind: 'proven' })
    await phone.page.locator('.header-back').click()
    await phone.page.locator('.thread').first().click()
    await eventually(() => phone.chat.texts(), ['From my laptop'])
    await phone.chat.send('From my phone')
    await scene.team.ticketWith('From my phone')
    await scene.team.reply(ticket, 'To both')
    for (const { chat } of [laptop, phone]) {
      await eventually(() => chat.texts(), ['From my laptop', 'From my phone', 'To both'])
    }

    const stranger = await arrive('/')
    await stranger.chat.open()
    const forged = { ...proof, hash: '0'.repeat(64) }
    expect(await identify(stranger.page, forged)).toEqual({ kind: 'refused' })
    expect(await stranger.page.locator('.header-back').count()).toBe(0)
    expect([...laptop.errors, ...phone.errors, ...stranger.errors]).toEqual([])
  })
})
