/** A visitor goes on in another browser with a link that was mailed: our server, real browsers. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { API_KEY } from '../fixtures/server.ts'
import { type Stage, setStage, type Tab, type Visitor } from '../fixtures/stage.ts'

describe('a link to conversations of another browser', () => {
  let stage: Stage
  const visitors: Visitor[] = []

  beforeAll(async () => {
    stage = await setStage()
    const { host } = new URL(stage.shop.origin)
    await stage.server.run(['settings', `widget_domains=["${host}"]`])
  })
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) await visitor.close()
  })
  afterAll(() => stage.close())

  /** With a browser of its own. */
  async function arrive(path?: string): Promise<Tab & { readonly visitor: Visitor }> {
    const visitor = await stage.visitor()
    visitors.push(visitor)
    return { ...(await visitor.tab(path)), visitor }
  }

  /** Somebody writes from one browser, and tells an address. */
  async function write(email: string, text: string): Promise<Tab> {
    const tab = await arrive()
    await tab.page.evaluate((told) => {
      window.porchlight?.('update', { traits: { email: told } })
    }, email)
    await tab.chat.open()
    await tab.chat.send(text)
    await eventually(() => tab.chat.texts(), [text])
    await eventually(() => tab.page.locator('.delivery[data-state="sent"]').count(), 1)
    return tab
  }

  /** Asks for a link from the menu of another browser. @returns the link that was mailed */
  async function askFor(tab: Tab, email: string): Promise<string> {
    const { page } = tab
    await tab.chat.open()
    await page.locator('.header-menu').click()
    await page.getByRole('menuitem', { name: 'Earlier conversations' }).click()
    await page.getByLabel('Mail address').fill(email)
    await page.getByRole('button', { name: 'Mail me a link' }).click()
    await said(page, /a link is on its way/)
    const [newest = ''] = await links(email)
    return newest
  }

  async function links(email: string): Promise<string[]> {
    const response = await fetch(
      `${stage.server.origin}/api/projects/1/conversations/mails/?limit=50`,
      { headers: { authorization: `Bearer ${API_KEY}` } },
    )
    const { results } = (await response.json()) as { results: { to: string; text: string }[] }
    return results
      .filter(({ to }) => to === email)
      .map(({ text }) => /http\S+/.exec(text)?.[0] ?? '')
  }

  const said = (page: Page, words: RegExp): Promise<void> =>
    page.locator('.question').getByText(words).waitFor()

  function pathOf(link: string): string {
    return link.slice(stage.shop.origin.length)
  }

  it('brings them there, and they are gone on with', async () => {
    await write('ada@a.example', 'From my laptop')
    const asking = await arrive('/?page=2')
    const link = await askFor(asking, 'ada@a.example')
    expect(link.startsWith(`${stage.shop.origin}/#porchlight_restore=`)).toBe(true)
    const phone = await asking.visitor.tab(pathOf(link))
    await said(phone.page, /Your conversations are here/)
    expect(phone.page.url()).toBe(`${stage.shop.origin}/`)
    await phone.page.getByRole('button', { name: 'Your conversations' }).last().click()
    await phone.page.locator('.thread').first().click()
    await eventually(() => phone.chat.texts(), ['From my laptop'])
    await phone.chat.send('From my phone')
    await stage.team.reply(await stage.team.ticketWith('From my phone'), 'Got both')
    await eventually(() => phone.chat.texts(), ['From my laptop', 'From my phone', 'Got both'])
    expect(phone.errors).toEqual([])
  })

  it.each(['=', '%3D'])('works in a page that is open already, with %s in it', async (is) => {
    const email = `eve${is.length}@e.example`
    await write(email, 'From my laptop')
    const { page, errors, visitor, chat } = await arrive('/')
    const link = await askFor({ page, errors, chat }, email)
    await page.evaluate(() => Object.assign(window, { isStill: true }))
    await page.goto(link.replace('=', is))
    await said(page, /Your conversations are here/)
    expect(page.url()).toBe(`${stage.shop.origin}/`)
    expect(await page.evaluate(() => 'isStill' in window)).toBe(true)
    const closed = await visitor.tab()
    await closed.page.goto(`${stage.shop.origin}/#porchlight_restore=once-more`)
    await said(closed.page, /only in the browser that asked/)
    expect([closed.page.url(), errors, closed.errors]).toEqual([`${stage.shop.origin}/`, [], []])
  })

  it.each(['before', 'after'] as const)(
    'is nobody’s when its visitor signs out %s the server has heard of it, and another one works',
    async (when) => {
      const email = `kim-${when}@k.example`
      await write(email, 'From my laptop')
      const tab = await arrive('/')
      const { page } = tab
      const link = await askFor(tab, email)
      const held = stage.proxy.hold(when, (_, path) => path.endsWith('/v1/restore/'))
      await page.goto(link)
      await said(page, /Fetching your conversations/)
      const request = await held
      await page.evaluate(() => window.porchlight?.('reset'))
      request.pass()
      await page.locator('textarea').waitFor()
      expect(await tab.chat.texts()).toEqual([])
      await page.goto(link)
      await said(page, /only in the browser that asked/)
      await page.goto(await askFor(await tab.visitor.tab(), email))
      await said(page, /Your conversations are here/)
      expect(tab.errors).toEqual([])
    },
  )

  it('says what became of a link that does not lead anywhere, and of one that was used', async () => {
    await write('bob@b.example', 'Mine')
    const { visitor } = await arrive()
    const link = await askFor(await visitor.tab(), 'bob@b.example')
    const broken = await visitor.tab(pathOf(link.slice(0, -3)))
    await said(broken.page, /only in the browser that asked/)
    // Whoever is sent the link of somebody else is not led into their conversation.
    const lured = await arrive(pathOf(link))
    await said(lured.page, /only in the browser that asked/)
    await said((await visitor.tab(pathOf(link))).page, /are here/)
    const late = await visitor.tab(pathOf(link))
    await said(late.page, /was used before/)
    expect(await late.page.evaluate(() => location.hash)).toBe('')
    expect([...broken.errors, ...lured.errors, ...late.errors]).toEqual([])
  })

  it('is said to be on its way to an address that nobody has told, and is not', async () => {
    await askFor(await arrive(), 'nobody@n.example')
    expect(await links('nobody@n.example')).toEqual([])
  })
})
