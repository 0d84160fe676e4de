import { describe, expect, it } from 'vitest'
import { addSecret, mailClaim, person, SECRET, stockClient } from '../testing/stock-client.ts'
import { inDatabase } from '../testing/test-database.ts'
import { type Json, startTestServer, type TestServer } from '../testing/test-server.ts'

const OTHER_SECRET = 'the secret that comes after it, 32 bytes'
const FORBIDDEN = { status: 403, body: { error: 'Forbidden' } }

async function start(): Promise<TestServer> {
  const server = await startTestServer()
  await addSecret(server, SECRET)
  return server
}

describe('[SV121] a person', () => {
  it('is who the site has signed for, on every device', async () => {
    const server = await start()
    const sent = await stockClient(server, person('alice')).post('/message', { message: 'Hi' })
    expect(sent.status).toBe(200)
    const elsewhere = stockClient(server, person('alice'))
    expect(await elsewhere.texts(sent.body.ticket_id)).toEqual(['Hi'])
    expect((await elsewhere.get('/tickets')).body.count).toBe(1)
    expect((await stockClient(server, person('bob')).get('/tickets')).body.count).toBe(0)
    const [ticket] = (await server.key.get('/tickets/')).body.results
    expect(ticket).toMatchObject({ distinct_id: 'alice', identity_verified: true })
  })

  it('is nobody by a wrong hash, another’s, or when there is no secret, in the same words', async () => {
    const server = await start()
    const without = await startTestServer()
    const proofs = [
      { ...person('alice'), identity_hash: '0'.repeat(64) },
      { ...person('bob'), identity_distinct_id: 'alice' },
      person('alice', OTHER_SECRET),
      person('Alice '.trim(), ''),
    ]
    for (const proof of proofs) {
      expect(await stockClient(server, proof).get('/tickets')).toEqual(FORBIDDEN)
      expect(await stockClient(server, proof).post('/message', { message: 'Hi' })).toEqual(
        FORBIDDEN,
      )
    }
    expect(await stockClient(without, person('alice', '')).get('/tickets')).toEqual(FORBIDDEN)
    expect(await stockClient(without, person('alice')).get('/tickets')).toEqual(FORBIDDEN)
  })

  it('stays one through a change of secrets', async () => {
    const server = await start()
    const { ticket_id } = await stockClient(server, person('alice')).send('Hi')
    await addSecret(server, OTHER_SECRET, 'b')
    for (const secret of [SECRET, OTHER_SECRET]) {
      const client = stockClient(server, person('alice', secret))
      expect(await client.texts(ticket_id)).toEqual(['Hi'])
    }
  })

  it.each([
    { identity_distinct_id: 'alice' },
    { identity_hash: '0'.repeat(64) },
    { ...person('alice'), identity_email: 'alice@a.test' },
    { ...person('alice'), identity_hash: 'x'.repeat(64) },
    { ...person('alice'), identity_hash: ['a'] },
    { ...person('alice'), identity_hash: { length: 64 } },
    { ...person('alice'), identity_distinct_id: 'x'.repeat(401) },
  ])('[SV120] is not half proven, case %#', async (who) => {
    const server = await start()
    const { status, body } = await stockClient(server, who).post('/message', { message: 'Hi' })
    expect([status, body.error]).toEqual([400, 'Invalid request data'])
  })
})

describe('[SV122] a person', () => {
  it('also sees what the browser wrote before, and leaves it where it is', async () => {
    const server = await start()
    const browser = stockClient(server)
    const { ticket_id } = await browser.send('Before')
    const alice = stockClient(server, person('alice'))
    expect((await alice.get(`/messages/${ticket_id}`)).status).toBe(403)
    const { widget_session_id } = browser.who
    const both = stockClient(server, { ...person('alice'), widget_session_id })
    expect((await both.get('/tickets')).body.count).toBe(1)
    await both.send('After', ticket_id)
    expect(await browser.texts(ticket_id)).toEqual(['Before', 'After'])
    expect((await alice.get(`/messages/${ticket_id}`)).status).toBe(403)
    const [ticket] = (await server.key.get('/tickets/')).body.results
    expect(ticket).toMatchObject({ distinct_id: 'anonymous', identity_verified: false })
  })

  it('takes over a ticket under their id by their first word in it', async () => {
    const server = await start()
    const claiming = stockClient(server, {
      widget_session_id: '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee',
      distinct_id: 'alice',
    })
    const { ticket_id } = await claiming.send('I say I am Alice')
    const alice = stockClient(server, person('alice'))
    expect(await alice.texts(ticket_id)).toEqual(['I say I am Alice'])
    await alice.send('A secret', ticket_id)
    expect(await claiming.get(`/messages/${ticket_id}`)).toEqual(FORBIDDEN)
    expect((await claiming.get('/tickets')).body.count).toBe(0)
  })

  it('takes it without anything that the other browser has told of itself', async () => {
    const server = await start()
    const claiming = stockClient(server, {
      widget_session_id: '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee',
      distinct_id: 'alice',
    })
    const { ticket_id } = await claiming.send('I say I am Alice', null, {
      traits: { email: 'eve@a.test' },
      session_id: 'session of eve',
      session_context: { current_url: 'https://eve.test/' },
    })
    const alice = stockClient(server, person('alice'))
    await alice.send('Hello', ticket_id, { session_context: { os: 'Linux' } })
    const { body } = await server.key.get('/tickets/')
    expect(body.results[0]).toMatchObject({
      anonymous_traits: {},
      session_id: null,
      session_context: { os: 'Linux' },
    })
  })

  it('is not to be had by a session that says their id', async () => {
    const server = await start()
    const { ticket_id } = await stockClient(server, person('alice')).send('A secret')
    const mallory = stockClient(server, {
      widget_session_id: '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee',
      distinct_id: 'alice',
    })
    expect((await mallory.get('/tickets')).body.count).toBe(0)
    expect(await mallory.post('/message', { message: 'Hi', ticket_id })).toEqual(FORBIDDEN)
    const [ticket] = (await server.key.get('/tickets/')).body.results
    expect(ticket).toMatchObject({ distinct_id: 'alice', message_count: 1 })
  })
})

describe('[SV121] a signed address', () => {
  const seconds = (iso: string): number => Date.parse(iso) / 1_000
  const EMAIL = 'Alice@A.test'

  /** A ticket that came by mail from an address that was proven. */
  async function mailed(server: TestServer): Promise<string> {
    const { ticket_id } = await stockClient(server).send('By mail')
    await inDatabase(server.place, (db) =>
      db
        .updateTable('tickets')
        .set({ channel_source: 'email', distinct_id: 'alice@a.test', identity_verified: 1 })
        .execute(),
    )
    return ticket_id
  }

  async function sees(server: TestServer, claim: Record<string, string | number>): Promise<number> {
    const client = stockClient(server, { ...person('alice'), ...claim })
    const { status, body } = await client.get('/tickets')
    expect(status).toBe(200)
    return body.count
  }

  it('shows the tickets that came from it, and replying leaves them there', async () => {
    const server = await start()
    const id = await mailed(server)
    const claim = mailClaim('alice', { email: EMAIL, exp: seconds('2026-01-02T12:00:00Z') })
    expect(await sees(server, claim)).toBe(1)
    const client = stockClient(server, { ...person('alice'), ...claim })
    await client.send('Here too', id)
    expect(await client.texts(id)).toEqual(['By mail', 'Here too'])
    expect(await sees(server, {})).toBe(0)
    const [ticket] = (await server.key.get('/tickets/')).body.results
    expect(ticket.distinct_id).toBe('alice@a.test')
  })

  it.each<[string, Json]>([
    ['has expired', { exp: seconds('2026-01-01T12:00:00Z') }],
    ['is good for too long', { exp: seconds('2026-01-02T12:05:01Z') }],
    ['was signed for somebody else', { of: 'bob' }],
    ['was signed with another secret', { secret: OTHER_SECRET }],
  ])('that %s is as if it were not there', async (_, change) => {
    const server = await start()
    await mailed(server)
    const exp = seconds('2026-01-01T13:00:00Z')
    const { of = 'alice', ...rest } = change
    expect(await sees(server, mailClaim(of, { email: EMAIL, exp, ...rest }))).toBe(0)
  })
})

it('[SV121] an address without a letter is none, whatever the hash says', async () => {
  const server = await start()
  await stockClient(server).send('From nobody in particular')
  await inDatabase(server.place, (db) =>
    db
      .updateTable('tickets')
      .set({ channel_source: 'email', distinct_id: '', identity_verified: 1 })
      .execute(),
  )
  const exp = Date.parse('2026-01-01T13:00:00Z') / 1_000
  const client = stockClient(server, {
    ...person('alice'),
    ...mailClaim('alice', { email: ' ', exp }),
  })
  expect((await client.get('/tickets')).body.count).toBe(0)
})

it.each(['', ' bob', 'bob\u200b', 'b\ud800', 'bob\0'])(
  '[SV106] %j is nobody’s id, whatever the hash says',
  async (id) => {
    const server = await start()
    const client = stockClient(server, person(id))
    expect((await client.post('/message', { message: 'Hi' })).status).toBe(400)
  },
)
