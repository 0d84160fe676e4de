/** The published widget, from npm and unmodified, on a page of another origin. */
import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../fixtures/chromium.ts'
import { eventually } from '../fixtures/eventually.ts'
import { startPosthogShop } from '../fixtures/posthog-shop.ts'
import { API_KEY, type ServerProcess, startServer } from '../fixtures/server.ts'
import type { Shop } from '../fixtures/shop.ts'
import { enter, type Visitor } from '../fixtures/stage.ts'
import { createTeam, type Team } from '../fixtures/team.ts'

/** The part of the package's own interface that a site may call. */
interface Conversations {
  isAvailable(): boolean
  sendMessage(text: string, traits?: object, isNew?: boolean): Promise<{ ticket_id: string }>
  getTickets(options?: object): Promise<{ count: number; results: { id: string }[] }>
  getMessages(ticket: string): Promise<{ messages: { content: string }[] }>
  requestRestoreLink(email: string): Promise<{ ok: boolean }>
}

declare global {
  interface Window {
    posthog: { readonly conversations: Conversations }
  }
}

/** What a site that knows its visitor says of them. */
function signed(id: string, secret: string): Record<string, string> {
  const hash = createHmac('sha256', secret).update(id).digest('hex')
  return { identity_distinct_id: id, identity_hash: hash }
}

/** Gives the site a secret by which it proves who its visitors are. */
async function addSiteSecret(server: ServerProcess): Promise<string> {
  const told = await server.run(['identity', 'add'])
  const [, secret] = /^Secret, shown only now: (\S+)$/m.exec(told) ?? []
  if (secret === undefined) throw new Error(`no secret in: ${told}`)
  return secret
}

describe('the published widget', () => {
  let server: ServerProcess
  let shop: Shop
  let secret: string
  let team: Team
  let browser: Awaited<ReturnType<typeof launchChromium>>
  const visitors: Visitor[] = []

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer(), launchChromium()])
    shop = await startPosthogShop(server.origin)
    team = createTeam(server.origin)
    secret = await addSiteSecret(server)
    await server.run(['settings', 'widget_enabled=true', 'widget_domains=["localhost"]'])
  })
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) await visitor.close()
  })
  afterAll(async () => {
    await browser.close()
    await shop.close()
    await server.close()
  })

  async function open(path = '/', identity: Record<string, string> = {}): Promise<Page> {
    const visitor = await enter(browser, shop.origin)
    visitors.push(visitor)
    await visitor.context.addInitScript(
      (value) => sessionStorage.setItem('identity', value),
      JSON.stringify(identity),
    )
    const { page, errors } = await visitor.tab(path)
    await page.waitForFunction(() => window.posthog?.conversations.isAvailable())
    expect(errors).toEqual([])
    return page
  }

  const openPanel = (page: Page): Promise<void> =>
    page.getByRole('button', { name: /^Open chat/ }).click()

  const texts = (page: Page, ticket: string): Promise<string[]> =>
    page.evaluate(async (id) => {
      const { messages } = await window.posthog.conversations.getMessages(id)
      return messages.map(({ content }) => content)
    }, ticket)

  it('sends, shows what the team answers, marks it read, and knows it after a reload', async () => {
    const page = await open()
    await openPanel(page)
    await page.getByPlaceholder('Type your message...').fill('Is the lamp in stock?')
    await page.getByRole('button', { name: 'Send message' }).click()
    await eventually(async () => (await team.tickets()).length, 1)
    const [ticket] = await team.tickets()
    expect(ticket).toMatchObject({ channel_detail: 'widget_embedded', status: 'new' })
    await team.reply(ticket?.id ?? '', 'It is.')
    await page.getByText('It is.').waitFor()
    await eventually(async () => (await team.tickets())[0]?.unread_customer_count, 0)

    await page.reload()
    await page.getByText('It is.').waitFor()
    await page.getByText('Is the lamp in stock?').waitFor()
  })

  it('has a list of tickets, the newest first, and each opens its own messages', async () => {
    const page = await open()
    const ids = await page.evaluate(async () => {
      const { conversations } = window.posthog
      const first = await conversations.sendMessage('About a lamp')
      const second = await conversations.sendMessage('About a chair', undefined, true)
      return [first.ticket_id, second.ticket_id]
    })
    const listed = await page.evaluate(() => window.posthog.conversations.getTickets())
    expect(listed.results.map(({ id }) => id)).toEqual([...ids].reverse())
    expect(await texts(page, ids[0] ?? '')).toEqual(['About a lamp'])
    await page.reload()
    await openPanel(page)
    await page.getByText('About a chair').waitFor()
    await page.getByText('About a lamp').click()
    await page.getByPlaceholder('Type your message...').waitFor()
  })

  it('restores conversations in another browser by a link from a mail, once', async () => {
    const old = await open()
    const sent = await old.evaluate(() =>
      window.posthog.conversations.sendMessage('Keep this', { email: 'ada@lamps.test' }),
    )
    const fresh = await open()
    expect(
      await fresh.evaluate(() => window.posthog.conversations.requestRestoreLink('ada@lamps.test')),
    ).toEqual({ ok: true })
    await eventually(async () => (await keptMails()).length, 1)
    const [mail] = await keptMails()
    const link = new URL(/http:\S+/.exec(mail?.text ?? '')?.[0] ?? '')
    expect(link.origin).toBe(shop.origin)

    const restored = await open(link.pathname + link.search)
    await eventually(() => ticketsOf(restored), [sent.ticket_id])
    expect(await texts(restored, sent.ticket_id)).toEqual(['Keep this'])
    expect(restored.url()).not.toContain('ph_conv_restore')
    expect(await ticketsOf(old)).toEqual([])
    const late = await open(link.pathname + link.search)
    expect(await ticketsOf(late)).toEqual([])
  })

  it('knows a person whom the site has signed for in every browser, and nobody else', async () => {
    const laptop = await open('/', signed('alice', secret))
    const sent = await laptop.evaluate(() =>
      window.posthog.conversations.sendMessage('From my laptop'),
    )
    const phone = await open('/', signed('alice', secret))
    expect(await ticketsOf(phone)).toEqual([sent.ticket_id])
    expect(await texts(phone, sent.ticket_id)).toEqual(['From my laptop'])
    expect(await ticketsOf(await open('/', signed('bob', secret)))).toEqual([])

    const forged = await open('/', signed('alice', 'a secret that somebody else has made up'))
    const refusal = await forged.evaluate(() =>
      window.posthog.conversations.getTickets().then(
        () => 'tickets',
        (error) => error.message,
      ),
    )
    // The package reads the body of a 200 alone, so this is its own word for a 403.
    expect(refusal).toBe('Failed to fetch tickets')
  })

  async function keptMails(): Promise<{ text: string }[]> {
    const response = await fetch(`${server.origin}/api/projects/1/conversations/mails/`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    })
    const page = (await response.json()) as { results: { text: string }[] }
    return page.results
  }

  async function ticketsOf(page: Page): Promise<string[]> {
    const { results } = await page.evaluate(() => window.posthog.conversations.getTickets())
    return results.map(({ id }) => id)
  }
})
