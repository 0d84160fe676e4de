import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../limits/limit-settings.ts'
import { redeemLink } from '../restore/redeem-link.ts'
import { holdOpen } from '../testing/hold-open.ts'
import { addSiteKey, hashProof } from '../testing/identity.ts'
import {
  addSecret,
  configure,
  person,
  SECRET,
  type StockClient,
  stockClient,
} from '../testing/stock-client.ts'
import { countRows, inDatabase, openStoreOn } from '../testing/test-database.ts'
import { type Answer, type Json, startTestServer, type TestServer } from '../testing/test-server.ts'
import { loadThread, saveThread } from '../thread/thread.ts'
import { openBrowser, openVisitor } from './caller.ts'

const ORIGIN = 'https://shop.test'
const PAGE = `${ORIGIN}/lamps?x=1#top`
const EMAIL = 'ada@a.test'

/** A site with restore links, and a browser that wrote from this address. */
async function start(options = {}): Promise<TestServer & { old: StockClient; ticket: string }> {
  const server = await startTestServer(options)
  await configure(server, { widget_domains: [ORIGIN] })
  const old = stockClient(server)
  const sent = await old.post(
    '/message',
    { message: 'Hello', traits: { email: 'Ada@A.test' } },
    { origin: ORIGIN },
  )
  return { ...server, old, ticket: sent.body.ticket_id }
}

function request(server: TestServer, change: Json = {}, origin: string = ORIGIN): Promise<Answer> {
  const body = { email: EMAIL, request_url: PAGE, ...change }
  return stockClient(server).post('/restore/request', body, { origin })
}

async function mails(server: TestServer): Promise<{ to: string; text: string }[]> {
  return await inDatabase(server.place, (db) =>
    db.selectFrom('mails').select(['recipient as to', 'text']).orderBy('id').execute(),
  )
}

/** The token of the newest mail. */
async function tokenOf(server: TestServer): Promise<string> {
  const text = (await mails(server)).at(-1)?.text ?? ''
  const link = new URL(/https:\S+/.exec(text)?.[0] ?? '')
  return link.searchParams.get('ph_conv_restore') ?? ''
}

function redeem(client: StockClient, restore_token: string): Promise<Answer> {
  return client.post('/restore', { restore_token }, { origin: ORIGIN })
}

describe('[SV130] a restore link', () => {
  it('is mailed to an address that has tickets, and leads back to the page', async () => {
    const server = await start()
    expect(await request(server, { email: ' ADA@a.test ' })).toEqual({
      status: 200,
      body: { ok: true },
    })
    const [mail] = await mails(server)
    expect(mail?.to).toBe(EMAIL)
    expect(mail?.text).toMatch(/https:\/\/shop\.test\/lamps\?x=1&ph_conv_restore=[\w-]{43}#top\n/)
    const [row] = await inDatabase(server.place, (db) =>
      db.selectFrom('restore_tokens').selectAll().execute(),
    )
    expect(JSON.stringify(row)).not.toContain(await tokenOf(server))
  })

  it('is not mailed to anybody else, who is answered alike', async () => {
    const server = await start()
    const ours = await server.visitor()
    const thread = await ours.open({ anonymous_traits: { email: 'own@a.test' } })
    await ours.append(thread, 'In our own widget')
    for (const email of ['nobody@a.test', 'own@a.test']) {
      expect(await request(server, { email })).toEqual({ status: 200, body: { ok: true } })
    }
    expect([
      await countRows(server.place, 'mails'),
      await countRows(server.place, 'restore_tokens'),
    ]).toEqual([0, 0])
  })

  it.each([
    ['https://evil.test', {}, 'Origin not allowed'],
    [ORIGIN, { request_url: 'https://evil.test/' }, 'URL must match request origin'],
    [ORIGIN, { request_url: 'https://shop.test:444/' }, 'URL must match request origin'],
    [ORIGIN, { request_url: 'https://shop.test@evil.test/' }, 'URL must match request origin'],
    [ORIGIN, { request_url: 'https://a:b@shop.test/' }, 'URL must match request origin'],
    [ORIGIN, { request_url: 'javascript:alert(1)//shop.test' }, 'URL must match request origin'],
    [ORIGIN, { request_url: 'http://shop.test/' }, 'URL domain not allowed'],
  ])('leads nowhere else: from %s with %j', async (origin, change, error) => {
    const server = await start()
    expect(await request(server, change, origin)).toEqual({ status: 403, body: { error } })
    expect(await mails(server)).toEqual([])
  })

  it('is off without a list of domains, and when it is switched off', async () => {
    const server = await start()
    await configure(server, { widget_domains: [] })
    const closed = { status: 403, body: { error: 'URL domain not allowed' } }
    expect(await request(server)).toEqual(closed)
    await configure(server, { widget_domains: [ORIGIN], widget_restore_enabled: false })
    const off = { status: 403, body: { error: 'Restore is not enabled' } }
    expect(await request(server)).toEqual(off)
  })

  it.each([
    [{ email: 'no address' }, { email: ['Enter a valid email address.'] }],
    [
      { email: `${'x'.repeat(250)}@a.test` },
      { email: ['Ensure this field has no more than 254 characters.'] },
    ],
    [
      { request_url: `${ORIGIN}/${'x'.repeat(2_048)}` },
      { request_url: ['Ensure this field has no more than 2048 characters.'] },
    ],
    [{ request_url: undefined }, { request_url: ['This field is required.'] }],
  ])('[SV120] is refused with the field and its limit, case %#', async (change, details) => {
    expect(await request(await start(), change)).toEqual({
      status: 400,
      body: { error: 'Invalid request data', details },
    })
  })

  it('[SV129] is asked for three times an hour by address of mail, whoever has it', async () => {
    const server = await start({ limits: DEFAULT_LIMITS })
    for (const email of [EMAIL, 'nobody@a.test']) {
      const statuses: number[] = []
      for (let n = 0; n < 4; n++) statuses.push((await request(server, { email })).status)
      expect(statuses).toEqual([200, 200, 200, 429])
    }
    expect(await mails(server)).toHaveLength(3)
  })
})

describe('[SV131] redeeming', () => {
  it('moves all tickets of the address to the browser that redeems, once', async () => {
    const server = await start()
    await request(server)
    const fresh = stockClient(server)
    const token = await tokenOf(server)
    expect(await redeem(fresh, token)).toEqual({
      status: 200,
      body: {
        status: 'success',
        widget_session_id: fresh.who.widget_session_id,
        migrated_ticket_ids: [server.ticket],
      },
    })
    expect(await fresh.texts(server.ticket)).toEqual(['Hello'])
    expect((await server.old.get(`/messages/${server.ticket}`)).status).toBe(403)
    expect((await server.old.get('/tickets')).body.count).toBe(0)
    const used = { status: 200, body: { status: 'used', code: 'token_already_used' } }
    expect(await redeem(stockClient(server), token)).toEqual(used)
    expect(await fresh.texts(server.ticket)).toEqual(['Hello'])
  })

  it('makes the other links to the address void', async () => {
    const server = await start()
    await request(server)
    const first = await tokenOf(server)
    await server.clock.advance(1)
    await request(server)
    await redeem(stockClient(server), await tokenOf(server))
    expect((await redeem(stockClient(server), first)).body.status).toBe('used')
  })

  it('works for an hour, and only with what was mailed, on the same site', async () => {
    const server = await start()
    await request(server)
    const token = await tokenOf(server)
    server.clock.setNow(server.clock.now() + 60 * 60_000)
    expect((await redeem(stockClient(server), token)).body).toEqual({
      status: 'expired',
      code: 'token_expired',
    })
    expect((await redeem(stockClient(server), 'x'.repeat(43))).body).toEqual({
      status: 'invalid',
      code: 'token_invalid',
    })
  })

  it('[SV63] is forgotten a day after its hour', async () => {
    const server = await start()
    await request(server)
    server.clock.setNow(server.clock.now() + 25 * 60 * 60_000)
    await server.clock.advance(60_000)
    expect(await countRows(server.place, 'restore_tokens')).toBe(0)
  })

  it('happens once, when two browsers try at the same time', async () => {
    const server = await start()
    await request(server)
    const token = await tokenOf(server)
    const tries = await Promise.all([1, 2, 3].map(() => redeem(stockClient(server), token)))
    expect(tries.map(({ body }) => body.status).sort()).toEqual(['success', 'used', 'used'])
  })

  it.each([
    [{ restore_token: 'x'.repeat(39) }, 'restore_token'],
    [{ restore_token: 'x'.repeat(51) }, 'restore_token'],
    [{ restore_token: 5 }, 'restore_token'],
    [{ restore_token: 'x'.repeat(43), widget_session_id: 'x' }, 'widget_session_id'],
  ])('[SV120] is refused for %j', async (body, field) => {
    const server = await start()
    const answer = await stockClient(server).post('/restore', body, { origin: ORIGIN })
    expect([answer.status, Object.keys(answer.body.details)]).toEqual([400, [field]])
  })

  it('[SV129] is not for who tries tokens until one fits', async () => {
    const server = await start({ limits: DEFAULT_LIMITS })
    const statuses: number[] = []
    for (let n = 0; n < 12; n++) {
      const client = stockClient(server, {}, '203.0.113.7')
      await server.clock.advance(60_000)
      const token = String(n).padStart(43, 'x')
      const body = { restore_token: token, widget_session_id: crypto.randomUUID() }
      statuses.push((await client.post('/restore', body, { origin: ORIGIN })).status)
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200))
    expect(statuses.slice(10)).toContain(429)
  })
})

describe('[SV130] a conversation of a proven person', () => {
  it('[SV131] (PostgreSQL: many writers) stays theirs when they prove it while a link is redeemed', async () => {
    const server = await start()
    await request(server)
    const restore_token = await tokenOf(server)
    const widget_session_id = randomUUID()
    await openStoreOn(server.place, async (store) => {
      const { conversation } = await store.read(({ db }) =>
        db
          .selectFrom('tickets')
          .select('conversation_id as conversation')
          .executeTakeFirstOrThrow(),
      )
      const proving = await holdOpen(store, async (tx) => {
        const thread = await loadThread(tx, conversation)
        if (thread === null || thread.ticket === null) throw new Error('it is gone')
        const who = { project: 1, sessionId: null, distinctId: 'ada', email: null }
        thread.conversation.visitor_id = await openVisitor(tx, who)
        thread.ticket.identity_verified = 1
        await saveThread(tx, thread)
      })
      const answer = await proving.commitDuring(() =>
        store.write((tx) =>
          redeemLink(tx, {
            project: 1,
            of: 'stock widgets',
            token: restore_token,
            openVisitor: (own) => openBrowser(own, { project: 1, sessionId: widget_session_id }),
          }),
        ),
      )
      expect(answer).toEqual({ status: 'success', moved: [] })
    })
    const thief = stockClient(server, { widget_session_id })
    expect((await thief.get(`/messages/${server.ticket}`)).status).toBe(403)
  })

  it('is given to nobody by a link, whoever claimed it first and told an address', async () => {
    const server = await startTestServer()
    await configure(server, { widget_domains: [ORIGIN] })
    await addSecret(server, SECRET)
    const eve = stockClient(server, {
      widget_session_id: randomUUID(),
      distinct_id: 'frank',
    })
    const planted = await eve.post(
      '/message',
      { message: 'Please confirm your card', traits: { email: EMAIL } },
      { origin: ORIGIN },
    )
    const ticket: string = planted.body.ticket_id
    const frank = stockClient(server, person('frank'))
    await frank.post('/message', { ticket_id: ticket, message: '4242' }, { origin: ORIGIN })
    await request(server)
    expect(await mails(server)).toEqual([])
    expect((await eve.get(`/messages/${ticket}`)).status).toBe(403)
    // [SV122] Nor is what the other browser told of itself taken for Frank's.
    const { body } = await server.key.get('/tickets/')
    expect(body.results[0]).toMatchObject({ distinct_id: 'frank', anonymous_traits: {} })
  })

  it('is given to nobody either when it was written in our own widget', async () => {
    const server = await startTestServer()
    await configure(server, { widget_domains: [ORIGIN] })
    await addSiteKey(server, 'hash')
    const ada = await server.visitor()
    const thread = await ada.open({ anonymous_traits: { email: EMAIL } })
    await ada.append(thread, 'Between us')
    const proof = new Request('http://chat.test/api/conversations/v1/identify/', {
      method: 'POST',
      headers: { authorization: `Bearer ${ada.access}`, 'content-type': 'application/json' },
      body: JSON.stringify(hashProof('ada')),
    })
    expect((await server.server.fetch(proof)).status).toBe(200)
    await request(server)
    expect(await mails(server)).toEqual([])
  })
})
