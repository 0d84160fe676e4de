import { CAPABILITIES } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import { holdOpen } from '../testing/hold-open.ts'
import { inDatabase, openStoreOn } from '../testing/test-database.ts'
import { type Answer, type Json, startTestServer, type TestServer } from '../testing/test-server.ts'
import { identifyVisitor } from './identify.ts'
import { addIdentityKey } from './identity-keys.ts'
import type { VisitorPrincipal } from './principal.ts'
import { hashSecret } from './secrets.ts'
import { continueSession } from './session.ts'

/** A browser that was a visitor once: `first` was used with nothing, `second` is its successor. */
async function startWithPair(): Promise<
  TestServer & { first: string; second: string; third: string; visitorId: string }
> {
  const server = await startTestServer()
  const [first, second, third] = [
    server.refreshToken(),
    server.refreshToken(),
    server.refreshToken(),
  ]
  const { body } = await server.session({ refresh: null, next: first })
  await server.session({ refresh: first, next: second })
  return { ...server, first, second, third, visitorId: body.visitor }
}

const visitorOf = ({ status, body }: Answer): unknown => [status, body.visitor ?? body.code]

it('answers who the visitor is and what the server can do', async () => {
  const { session, refreshToken } = await startTestServer()
  const { status, body } = await session({ refresh: null, next: refreshToken() })
  expect({ status, ...body, settings: null }).toEqual({
    status: 200,
    project: { id: 1, name: 'default' },
    visitor: expect.stringMatching(/^[0-9a-f-]{36}$/),
    access: expect.stringMatching(/^pla_[\w-]{43}$/),
    expires_in: 900,
    capabilities: CAPABILITIES,
    max_queue_messages: 20,
    mode: 'people',
    settings: null,
  })
})

describe('[SV20] the pair rule', () => {
  it('continues with a pair, at any age and however often', async () => {
    const { session, first, second, visitorId, clock } = await startWithPair()
    const soon = await session({ refresh: first, next: second })
    clock.setNow(clock.now() + 400 * 24 * 60 * 60_000)
    const late = await session({ refresh: first, next: second })
    expect([soon, late].map(visitorOf)).toEqual([
      [200, visitorId],
      [200, visitorId],
    ])
  })

  it('continues from the successor, and still honours the older pair', async () => {
    const { session, first, second, third, visitorId } = await startWithPair()
    const next = await session({ refresh: second, next: third })
    const older = await session({ refresh: first, next: second })
    expect([next, older].map(visitorOf)).toEqual([
      [200, visitorId],
      [200, visitorId],
    ])
  })

  it('takes another successor for a second tab, for 10 s', async () => {
    const { session, first, second, third, visitorId, clock } = await startWithPair()
    await clock.advance(10_000)
    const other = await session({ refresh: first, next: third })
    const own = await session({ refresh: first, next: second })
    expect([other, own].map(visitorOf)).toEqual([
      [409, 'superseded'],
      [200, visitorId],
    ])
  })

  it('takes it for a theft after that, and revokes all there is', async () => {
    const { session, first, second, third, clock, callerWith } = await startWithPair()
    const { body } = await session({ refresh: first, next: second })
    await clock.advance(10_001)
    const thief = await session({ refresh: first, next: third })
    const owner = await session({ refresh: second, next: third })
    const begun = await session({ refresh: null, next: first })
    expect([thief, owner, begun].map(visitorOf)).toEqual(
      Array(3).fill([401, 'authentication_failed']),
    )
    expect((await callerWith(body.access).get('/')).status).toBe(401)
  })

  it('does not know a token it never saw', async () => {
    const { session, refreshToken } = await startTestServer()
    const answer = await session({ refresh: refreshToken(), next: refreshToken() })
    expect(visitorOf(answer)).toEqual([401, 'authentication_failed'])
  })

  it('is the same visitor when the first answer was lost', async () => {
    const { session, refreshToken } = await startTestServer()
    const next = refreshToken()
    const answers = await Promise.all([1, 2, 3].map(() => session({ refresh: null, next })))
    const [first] = answers
    expect(answers.map(visitorOf)).toEqual(Array(3).fill([200, first?.body.visitor]))
  })

  it('begins nothing with a token that was used, or that came later', async () => {
    const { session, first, second, third, clock } = await startWithPair()
    await session({ refresh: first, next: second })
    await session({ refresh: second, next: third })
    await clock.advance(10_001)
    const [middle, last] = [
      await session({ refresh: null, next: second }),
      await session({ refresh: null, next: third }),
    ]
    expect([middle, last].map(({ status, body }) => [status, body.attr])).toEqual([
      [400, 'next'],
      [400, 'next'],
    ])
    const used = await session({ refresh: null, next: first })
    const owner = await session({ refresh: second, next: third })
    expect([used, owner].map(visitorOf)).toEqual(Array(2).fill([401, 'authentication_failed']))
  })

  it('makes two visitors of two browsers', async () => {
    const { visitor } = await startTestServer()
    const [ada, bob] = [await visitor(), await visitor()]
    expect(ada.id).not.toBe(bob.id)
  })

  it("refuses a successor that is somebody's token", async () => {
    const { session, first, second } = await startWithPair()
    const answers = [
      await session({ refresh: second, next: first }),
      await session({ refresh: second, next: second }),
    ]
    expect(answers.map(({ status, body }) => [status, body.attr])).toEqual([
      [400, 'next'],
      [400, 'next'],
    ])
  })

  it('changes nothing by a refusal: the right pair still works', async () => {
    const { session, first, second, third, visitorId } = await startWithPair()
    await session({ refresh: second, next: first })
    const answer = await session({ refresh: second, next: third })
    expect(visitorOf(answer)).toEqual([200, visitorId])
  })
})

describe('[SV21] tokens', () => {
  it('expire after 15 minutes', async () => {
    const { visitor, clock } = await startTestServer()
    const ada = await visitor()
    await clock.advance(15 * 60_000 - 1)
    const before = await ada.get('/')
    await clock.advance(1)
    const after = await ada.get('/')
    expect([before.status, after.status, after.body.code]).toEqual([
      200,
      401,
      'authentication_failed',
    ])
  })

  it('are nowhere in the database as they are', async () => {
    const { session, refreshToken, server, place } = await startTestServer()
    const next = refreshToken()
    const { body } = await session({ refresh: null, next })
    const apiKey = await server.createApiKey()
    await server.close()
    const tables = ['refresh_tokens', 'access_tokens', 'api_keys'] as const
    const rows = await inDatabase(place, async (db) =>
      (await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()))).flat(),
    )
    const stored = JSON.stringify(rows)
    expect(rows).toHaveLength(3)
    expect([next, body.access, apiKey].filter((secret) => stored.includes(secret))).toEqual([])
  })
})

describe('[SV22] the widget token', () => {
  it.each([{}, { 'X-Conversations-Token': 'plw_wrong' }])(
    'is 403 with %j',
    async (headers: Json) => {
      const { server, refreshToken } = await startTestServer()
      const response = await server.fetch(
        new Request('http://chat.test/api/conversations/v1/session/', {
          method: 'POST',
          headers,
          body: JSON.stringify({ refresh: null, next: refreshToken() }),
        }),
      )
      expect([response.status, await response.json()]).toEqual([
        403,
        {
          type: 'authentication_error',
          code: 'authentication_failed',
          detail: 'The widget token is missing or unknown.',
          attr: null,
        },
      ])
    },
  )
})

it.each([
  [{ refresh: null }, 'next', 'required'],
  [{ next: 'short' }, 'next', 'invalid'],
  [{ next: 5 }, 'next', 'invalid'],
  [{ refresh: 'plr_x', next: `plr_${'a'.repeat(43)}` }, 'refresh', 'invalid'],
  [[], null, 'invalid'],
])('[SV50] refuses the session request %j', async (pair: Json, attr, code) => {
  const { session } = await startTestServer()
  const { status, body } = await session(pair)
  expect([status, body.type, body.attr, body.code]).toEqual([400, 'validation_error', attr, code])
})

describe('[SV20] a token that is being made at the same moment', () => {
  it('is revoked with the others', async () => {
    const { first, second, third, session, refreshToken, clock, place } = await startWithPair()
    await clock.advance(10_001)
    await openStoreOn(
      place,
      async (store) => {
        const going = await holdOpen(store, (tx) =>
          continueSession(tx, 1, { refresh: second, next: third }),
        )
        const thief = { refresh: first, next: refreshToken() }
        await going.commitDuring(() => store.write((tx) => continueSession(tx, 1, thief)))
      },
      clock,
    )
    const answer = await session({ refresh: third, next: refreshToken() })
    expect(visitorOf(answer)).toEqual([401, 'authentication_failed'])
  })

  it('moves to the person with the others', async () => {
    const { first, second, third, session, refreshToken, clock, place, visitor, visitorId } =
      await startWithPair()
    const person = await visitor()
    const { body } = await session({ refresh: first, next: second })
    const ada = { subject: 'ada', traits: {} }
    const caller = (id: string, access: string): VisitorPrincipal => ({
      kind: 'visitor',
      project: 1,
      visitor: id,
      tokenHash: hashSecret(access),
      address: null,
    })
    await openStoreOn(
      place,
      async (store) => {
        const key = { kid: 'k', algorithm: 'hash', key: 'x'.repeat(32) } as const
        await store.write((tx) => addIdentityKey(tx, 1, key))
        await store.write((tx) => identifyVisitor(tx, caller(person.id, person.access), ada))
        const going = await holdOpen(store, (tx) =>
          continueSession(tx, 1, { refresh: second, next: third }),
        )
        await going.commitDuring(() =>
          store.write((tx) => identifyVisitor(tx, caller(visitorId, body.access), ada)),
        )
      },
      clock,
    )
    const answer = await session({ refresh: third, next: refreshToken() })
    expect(visitorOf(answer)).toEqual([200, person.id])
  })
})
