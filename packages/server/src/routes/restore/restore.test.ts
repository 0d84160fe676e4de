import { WIDGET_TOKEN_HEADER } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../limits/limit-settings.ts'
import { readEvents } from '../../testing/event-reader.ts'
import { addSiteKey, hashProof } from '../../testing/identity.ts'
import { createScriptedAssistant } from '../../testing/scripted-assistant.ts'
import { configure, stockClient } from '../../testing/stock-client.ts'
import { inDatabase } from '../../testing/test-database.ts'
import {
  type Answer,
  type Json,
  startTestServer,
  type TestOptions,
  type TestServer,
  type VisitorCaller,
  WIDGET_TOKEN,
} from '../../testing/test-server.ts'

const ORIGIN = 'https://shop.test'
const PAGE = `${ORIGIN}/lamps?x=1#top`
const EMAIL = 'ada@a.test'
const JSON_ONLY = { accept: 'application/json' }

type Asker = Pick<VisitorCaller, 'access'>

interface Site extends TestServer {
  /** Whoever wrote first, and told the address. */
  readonly old: VisitorCaller
  readonly thread: string
}

/** A site with restore links, and a browser with our widget that wrote from this address. */
async function start(options: TestOptions = {}): Promise<Site> {
  const server = await startTestServer(options)
  await configure(server, { widget_domains: [ORIGIN] })
  const old = await server.visitor()
  const thread = await old.open({ anonymous_traits: { email: 'Ada@A.test' } })
  await old.append(thread, 'Hello')
  return { ...server, old, thread }
}

async function post(
  { server }: TestServer,
  path: string,
  { access }: Asker,
  body: Json,
  origin: string = ORIGIN,
): Promise<Answer> {
  const response = await server.fetch(
    new Request(`http://chat.test/api/conversations/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    }),
  )
  return { status: response.status, body: await response.json() }
}

function ask(site: TestServer, asker: Asker, change: Json = {}, origin?: string) {
  const body = { email: EMAIL, request_url: PAGE, ...change }
  return post(site, '/restore/request/', asker, body, origin)
}

function redeem(site: TestServer, asker: Asker, restore_token: string) {
  return post(site, '/restore/', asker, { restore_token })
}

async function mailed({ place }: TestServer): Promise<readonly URL[]> {
  const texts = await inDatabase(place, (db) =>
    db.selectFrom('mails').select('text').where('kind', '=', 'restore').orderBy('id').execute(),
  )
  return texts.map(({ text }) => new URL(/https:\S+/.exec(text)?.[0] ?? ''))
}

async function tokenOf(site: TestServer): Promise<string> {
  return (await mailed(site)).at(-1)?.hash.replace('#porchlight_restore=', '') ?? ''
}

async function textsOf(caller: VisitorCaller, thread: string): Promise<unknown> {
  const { status, body } = await caller.get(`/${thread}/`)
  return status === 200 ? body.messages.map(({ content }: Json) => content) : status
}

/** Where a reader of the feed stands. */
async function startOf(caller: VisitorCaller): Promise<string> {
  return (await caller.get('/events/', JSON_ONLY)).body.cursor
}

async function eventsSince(caller: VisitorCaller, cursor: string): Promise<string[]> {
  const { body } = await caller.get(`/events/?cursor=${cursor}`, JSON_ONLY)
  return body.events.map(({ event, data }: Json) =>
    event === 'message' ? `message ${data.content}` : event,
  )
}

describe('[SV153] a link of our own widget', () => {
  it('leads back to the page, without what was asked of it, with a token that no server sees', async () => {
    const site = await start()
    const fresh = await site.visitor()
    expect(await ask(site, fresh, { email: ' ADA@a.test ' })).toEqual({
      status: 200,
      body: { ok: true },
    })
    const [link] = await mailed(site)
    const texts = await inDatabase(site.place, (db) =>
      db.selectFrom('mails').select('text').execute(),
    )
    expect(texts[0]?.text).toContain('in the browser in which you asked for it')
    expect(link?.href).toMatch(/^https:\/\/shop\.test\/lamps#porchlight_restore=[\w-]{43}$/)
    const rows = await inDatabase(site.place, (db) =>
      db.selectFrom('restore_tokens').selectAll().execute(),
    )
    expect(JSON.stringify(rows)).not.toContain(await tokenOf(site))
  })

  it('is mailed to nobody who has written nothing, who is answered alike', async () => {
    const site = await start()
    const fresh = await site.visitor()
    const answer = await ask(site, fresh, { email: 'nobody@a.test' })
    expect(answer).toEqual({ status: 200, body: { ok: true } })
    expect(await mailed(site)).toEqual([])
  })

  it.each([
    ['https://evil.test', {}],
    [ORIGIN, { request_url: 'https://evil.test/' }],
    [ORIGIN, { request_url: 'https://shop.test:444/' }],
    [ORIGIN, { request_url: 'https://a:b@shop.test/' }],
    [ORIGIN, { request_url: 'javascript:alert(1)//shop.test' }],
    [ORIGIN, { request_url: 'http://shop.test/' }],
  ])('leads nowhere else: from %s with %j', async (origin, change) => {
    const site = await start()
    const { status, body } = await ask(site, await site.visitor(), change, origin)
    expect([status, body.code]).toEqual([403, 'permission_denied'])
    expect(await mailed(site)).toEqual([])
  })

  it('is offered and mailed only where there is a list of domains and links are on', async () => {
    const site = await start()
    const fresh = await site.visitor()
    const capabilities = async (): Promise<readonly string[]> =>
      (await site.session({ refresh: null, next: site.refreshToken() })).body.capabilities
    expect(await capabilities()).toContain('restore')
    for (const change of [{ widget_domains: [] }, { widget_restore_enabled: false }]) {
      await configure(site, { widget_domains: [ORIGIN], widget_restore_enabled: true, ...change })
      expect(await capabilities()).not.toContain('restore')
      expect((await ask(site, fresh)).status).toBe(403)
    }
    expect(await mailed(site)).toEqual([])
  })

  it.each([
    [[], 'http://localhost:4101', true],
    [[], 'http://localhost:4102', false],
    [[], 'https://evil.test', false],
    [[ORIGIN], 'http://localhost:4101', false],
  ])(
    'leads to pages of the server itself where there is no list: %j, from %s',
    async (...given) => {
      const [widget_domains, origin, isLed] = given
      const site = await start({ ownPages: ['localhost:4101'] })
      await configure(site, { widget_domains })
      const fresh = await site.visitor()
      const response = await site.server.fetch(
        new Request('http://chat.test/api/conversations/v1/session', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            [WIDGET_TOKEN_HEADER]: WIDGET_TOKEN,
            origin,
          },
          body: JSON.stringify({ refresh: null, next: site.refreshToken() }),
        }),
      )
      const { capabilities = [] } = (await response.json()) as { capabilities?: string[] }
      const { status } = await ask(site, fresh, { request_url: `${origin}/lamp.html` }, origin)
      const known = isLed ? [200, ['restore']] : [403, []]
      expect([status, capabilities.filter((name) => name === 'restore')]).toEqual(known)
    },
  )

  it('is not for keys, nor for nobody', async () => {
    const site = await start()
    for (const [access, status] of [
      ['plk_test', 401],
      ['nonsense', 401],
    ] as const) {
      const body = { email: EMAIL, request_url: PAGE }
      expect((await post(site, '/restore/request/', { access }, body)).status).toBe(status)
      expect(
        (await post(site, '/restore/', { access }, { restore_token: 'x'.repeat(43) })).status,
      ).toBe(status)
    }
  })

  it('[SV129] is asked for three times an hour by address of mail, whoever has it', async () => {
    const site = await start({ limits: DEFAULT_LIMITS })
    const fresh = await site.visitor()
    const statuses: number[] = []
    for (let n = 0; n < 4; n++) statuses.push((await ask(site, fresh)).status)
    expect(statuses).toEqual([200, 200, 200, 429])
  })

  it.each([
    [{ email: 'no address' }, 'email'],
    [{ email: `${'x'.repeat(250)}@a.test` }, 'email'],
    [{ request_url: 7 }, 'request_url'],
  ])('[SV158] is refused with the field for %j', async (change, attr) => {
    const site = await start()
    const { status, body } = await ask(site, await site.visitor(), change)
    expect([status, body.attr]).toEqual([400, attr])
  })
})

describe('[SV167] redeeming with our own widget', () => {
  it('moves the conversations of the address to the visitor who asks, once', async () => {
    const site = await start()
    const fresh = await site.visitor()
    await ask(site, fresh)
    const token = await tokenOf(site)
    expect(await redeem(site, fresh, token)).toEqual({
      status: 200,
      body: { status: 'success', conversations: [site.thread] },
    })
    expect(await textsOf(fresh, site.thread)).toEqual(['Hello'])
    expect(await textsOf(site.old, site.thread)).toBe(404)
    expect((await fresh.append(site.thread, 'Here again')).status).toBe(201)
    expect(await site.ticketTexts(site.thread)).toEqual(['Hello', 'Here again'])
    expect((await redeem(site, fresh, token)).body).toEqual({
      status: 'used',
      conversations: [],
    })
    expect(await textsOf(fresh, site.thread)).toEqual(['Hello', 'Here again'])
  })

  it('makes nobody the visitor of another browser', async () => {
    const site = await start()
    const fresh = await site.visitor()
    const own = await fresh.open()
    await fresh.append(own, 'For the team alone')
    await ask(site, fresh)
    await redeem(site, fresh, await tokenOf(site))
    expect(await textsOf(site.old, own)).toBe(404)
    const later = await fresh.open()
    await fresh.append(later, 'And this')
    expect(await textsOf(site.old, later)).toBe(404)
  })

  it('tells whoever has it now of all that was said, and whoever had it that it is gone', async () => {
    const site = await start()
    await site.old.append(site.thread, 'And more')
    const fresh = await site.visitor()
    const [now, before] = [await startOf(fresh), await startOf(site.old)]
    await ask(site, fresh)
    await redeem(site, fresh, await tokenOf(site))
    expect(await eventsSince(fresh, now)).toEqual([
      'conversation',
      'message Hello',
      'message And more',
    ])
    expect(await eventsSince(site.old, before)).toEqual(['conversation_deleted'])
  })

  it('tells nobody who had it what was said since, however late they read on', async () => {
    const site = await start()
    const before = await startOf(site.old)
    await site.old.append(site.thread, 'Read by nobody yet')
    const fresh = await site.visitor()
    await ask(site, fresh)
    await redeem(site, fresh, await tokenOf(site))
    await fresh.append(site.thread, 'Between us')
    const told = await eventsSince(site.old, before)
    expect(new Set(told)).toEqual(new Set(['conversation_deleted']))
  })

  it('ends the stream of an answer for whoever had it, before anything is said since', async () => {
    const assistant = createScriptedAssistant()
    const site = await start({ assistant })
    const answers = await assistant.turn()
    const stream = readEvents(await site.old.attach(site.thread))
    expect(await stream.until(({ event }) => event === 'conversation')).toHaveLength(1)
    const fresh = await site.visitor()
    await ask(site, fresh)
    await redeem(site, fresh, await tokenOf(site))
    await fresh.append(site.thread, 'Between us')
    answers.say('Only for the new one')
    answers.end()
    expect((await stream.rest()).map(({ data }) => data.content)).toEqual([])
  })

  it('takes along what was written with a stock client', async () => {
    const site = await start()
    const stock = stockClient(site)
    const message = { message: 'From a stock widget', traits: { email: EMAIL } }
    await stock.post('/message', message, { origin: ORIGIN })
    const fresh = await site.visitor()
    await ask(site, fresh)
    const { body } = await redeem(site, fresh, await tokenOf(site))
    expect(body.conversations).toHaveLength(2)
    expect((await stock.get('/tickets')).body.count).toBe(0)
  })

  it('leaves what is a proven person’s where it is', async () => {
    const site = await start()
    await addSiteKey(site, 'hash')
    const fresh = await site.visitor()
    await ask(site, fresh)
    const token = await tokenOf(site)
    expect((await post(site, '/identify/', site.old, hashProof('ada'))).status).toBe(200)
    expect((await redeem(site, fresh, token)).body).toEqual({
      status: 'success',
      conversations: [],
    })
    expect(await textsOf(site.old, site.thread)).toEqual(['Hello'])
  })

  it('says what is wrong with a link', async () => {
    const site = await start()
    const next = site.refreshToken()
    const first = await site.session({ refresh: null, next })
    const fresh = { access: first.body.access }
    await ask(site, fresh)
    const token = await tokenOf(site)
    const invalid = { status: 'invalid', conversations: [] }
    expect((await redeem(site, fresh, 'x'.repeat(43))).body).toEqual(invalid)
    const short = await redeem(site, fresh, 'x')
    expect([short.status, short.body.attr]).toEqual([400, 'restore_token'])
    site.clock.setNow(site.clock.now() + 60 * 60_000)
    const later = await site.session({ refresh: next, next: site.refreshToken() })
    expect((await redeem(site, later.body, token)).body).toEqual({
      status: 'expired',
      conversations: [],
    })
  })

  it('is for the browser that asked, so that nobody is led into a conversation of somebody else', async () => {
    const site = await start()
    await ask(site, site.old)
    const token = await tokenOf(site)
    const lured = await site.visitor()
    const nothing = { status: 'invalid', conversations: [] }
    expect((await redeem(site, lured, token)).body).toEqual(nothing)
    const stock = await stockClient(site).post(
      '/restore',
      { restore_token: token },
      { origin: ORIGIN },
    )
    expect(stock.body.status).toBe('invalid')
    expect((await redeem(site, site.old, token)).body.status).toBe('success')
  })

  it('happens once, when two tabs try at the same time', async () => {
    const site = await start()
    const fresh = await site.visitor()
    await ask(site, fresh)
    const token = await tokenOf(site)
    const tries = await Promise.all([1, 2, 3].map(() => redeem(site, fresh, token)))
    expect(tries.map(({ body }) => body.status).sort()).toEqual(['success', 'used', 'used'])
  })
})
