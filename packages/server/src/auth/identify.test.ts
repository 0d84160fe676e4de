import { describe, expect, it } from 'vitest'
import { addSiteKey, hashProof, SITE_SECRET, signToken } from '../testing/identity.ts'
import {
  type Answer,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../testing/test-server.ts'

/** A server of a site that has a key of every kind. */
async function start(): Promise<TestServer> {
  const server = await startTestServer()
  for (const algorithm of ['hash', 'HS256', 'ES256', 'EdDSA'] as const) {
    await addSiteKey(server, algorithm)
  }
  return server
}

async function identify(
  { server }: TestServer,
  { access }: Pick<VisitorCaller, 'access'>,
  body: object,
): Promise<Answer> {
  const response = await server.fetch(
    new Request('http://chat.test/api/conversations/v1/identify/', {
      method: 'POST',
      headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  return { status: response.status, body: await response.json() }
}

async function write(visitor: VisitorCaller, text: string): Promise<string> {
  const thread = await visitor.open({ anonymous_traits: { email: 'typed@example.com' } })
  await visitor.append(thread, text)
  return thread
}

const threadsOf = async (caller: VisitorCaller): Promise<string[]> =>
  (await caller.get('/')).body.results.map(({ id }: { id: string }) => id).sort()

describe('[SV102] the first browser that proves who somebody is', () => {
  it.each(['HS256', 'ES256', 'EdDSA'])('makes its visitor theirs, by %s', async (alg) => {
    const server = await start()
    const ada = await server.visitor()
    const thread = await write(ada, 'Hello')
    const traits = { email: 'ada@example.com', plan: { nested: true } }
    const token = await signToken(server, { sub: 'ada', traits }, { alg })
    const answer = await identify(server, ada, { token })
    expect(answer).toEqual({ status: 200, body: { visitor: ada.id, distinct_id: 'ada' } })
    const { results } = (await server.key.get('/tickets/?distinct_ids=ada')).body
    expect(results).toMatchObject([
      {
        conversation: thread,
        identity_verified: true,
        distinct_id: 'ada',
        // What was typed stays what was typed.
        anonymous_traits: { email: 'typed@example.com' },
        person: { is_identified: true, properties: { email: 'ada@example.com' } },
      },
    ])
  })

  it('keeps its threads, and what it opens later is the person from the start', async () => {
    const server = await start()
    const ada = await server.visitor()
    const before = await write(ada, 'Before')
    await identify(server, ada, hashProof('ada'))
    const after = await write(ada, 'After')
    expect(await threadsOf(ada)).toEqual([before, after].sort())
    const { results } = (await server.key.get('/tickets/')).body
    expect(results.map((row: Answer['body']) => [row.distinct_id, row.identity_verified])).toEqual([
      ['ada', true],
      ['ada', true],
    ])
  })

  it('may prove it again, and nothing changes', async () => {
    const server = await start()
    const ada = await server.visitor()
    await write(ada, 'Hello')
    await identify(server, ada, hashProof('ada'))
    const before = (await server.key.get('/tickets/')).body
    expect((await identify(server, ada, hashProof('ada'))).body.visitor).toBe(ada.id)
    expect((await server.key.get('/tickets/')).body).toEqual(before)
  })
})

describe('[SV103] a further browser of the same person', () => {
  it('brings what is its own, and both see all of it', async () => {
    const server = await start()
    const [phone, desk] = [await server.visitor(), await server.visitor()]
    const threads = [await write(phone, 'From the phone'), await write(desk, 'From the desk')]
    await identify(server, phone, hashProof('ada'))
    const { cursor } = (await phone.get('/events/', { accept: 'application/json' })).body
    const answer = await identify(server, desk, hashProof('ada'))
    expect(answer.body.visitor).toBe(phone.id)
    expect([await threadsOf(phone), await threadsOf(desk)]).toEqual([
      threads.toSorted(),
      threads.toSorted(),
    ])
    const told = await phone.get(`/events/?cursor=${cursor}`, { accept: 'application/json' })
    expect(told.body.events).toMatchObject([
      { event: 'conversation', data: { id: threads[1], ticket: { message_count: 1 } } },
    ])
  })

  it('goes on with its tokens, and its feed begins anew', async () => {
    const server = await start()
    const first = server.refreshToken()
    const { body } = await server.session({ refresh: null, next: first })
    const desk = server.callerWith(body.access)
    const { cursor } = (await desk.get('/events/', { accept: 'application/json' })).body
    const stream = await desk.raw('GET', '/events/')
    const phone = await server.visitor()
    await identify(server, phone, hashProof('ada'))
    await identify(server, body, hashProof('ada'))
    const renewed = await server.session({ refresh: first, next: server.refreshToken() })
    const events = await desk.get(`/events/?cursor=${cursor}`, { accept: 'application/json' })
    expect([renewed.body.visitor, events.body.events[0].data]).toEqual([
      phone.id,
      { reason: 'foreign' },
    ])
    // Ended, or this would never resolve.
    expect(await stream.text()).toContain('connected')
  })

  it('takes nothing from other visitors', async () => {
    const server = await start()
    const [ada, bob] = [await server.visitor(), await server.visitor()]
    const [hers, his] = [await write(ada, 'Ada'), await write(bob, 'Bob')]
    await identify(server, ada, hashProof('ada'))
    expect([await threadsOf(ada), await threadsOf(bob)]).toEqual([[hers], [his]])
  })

  it('is one visitor with the others, also when all prove it at once', async () => {
    const server = await start()
    const browsers = await Promise.all([1, 2, 3, 4].map(() => server.visitor()))
    for (const browser of browsers) await write(browser, 'Hello')
    const answers = await Promise.all(
      browsers.map((browser) => identify(server, browser, hashProof('ada'))),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.visitor}`)).size).toBe(1)
    expect(await threadsOf(browsers[0] ?? expect.fail())).toHaveLength(4)
  })
})

it('[SV104] refuses to make somebody out of somebody else', async () => {
  const server = await start()
  const ada = await server.visitor()
  await identify(server, ada, hashProof('ada'))
  const answer = await identify(server, ada, hashProof('bob'))
  expect([answer.status, answer.body.code]).toEqual([409, 'identity_conflict'])
})

describe('[SV50] a proof that is none', () => {
  const hash = 'ab'.repeat(32)
  const tooLong = (max: number): string => `Ensure this field has no more than ${max} characters.`
  const required = 'This field is required.'
  const unprintable = 'An id is printable, in its composed form, and has at most 255 bytes.'
  const notText = 'Invalid type: Expected string but received 7'

  it.each<[string, string, object]>([
    ['token', required, {}],
    ['token', notText, { token: 7 }],
    ['token', tooLong(8_192), { token: 'x'.repeat(8_193) }],
    ['identity_hash', required, { distinct_id: 'ada' }],
    ['identity_hash', notText, { token: null, distinct_id: 'ada', identity_hash: 7 }],
    ['identity_hash', tooLong(200), { distinct_id: 'ada', identity_hash: 'a'.repeat(201) }],
    ['distinct_id', required, { identity_hash: hash }],
    ['distinct_id', notText, { distinct_id: 7, identity_hash: hash }],
    ['distinct_id', unprintable, { distinct_id: 'a'.repeat(256), identity_hash: hash }],
  ])('is told which field is wrong, and why: %s: %s', async (attr, detail, proof) => {
    const server = await start()
    const answer = await identify(server, await server.visitor(), proof)
    const code = detail === required ? 'required' : 'invalid'
    expect(answer).toEqual({ status: 400, body: { type: 'validation_error', code, detail, attr } })
  })
})

describe('[SV105] a token that does not hold', () => {
  const minute = 60

  it.each([
    ['signed for another site', { aud: 'plw_other' }, {}],
    ['without an audience', { aud: undefined }, {}],
    ['expired', { iat: -20 * minute, exp: -2 * minute }, {}],
    ['without an end', { exp: undefined }, {}],
    ['that lives longer than an hour', { exp: 61 * minute }, {}],
    ['that lived longer than an hour', { iat: -90 * minute, exp: minute }, {}],
    ['of the future', { iat: 5 * minute, exp: 10 * minute }, {}],
    ['without a beginning', { iat: undefined }, {}],
    ['without a subject', { sub: undefined }, {}],
    ['of a key that is not configured', {}, { kid: 'unknown' }],
    ['of a key by another name', {}, { kid: 'EdDSA' }],
  ])('%s is 401, and the visitor stays who they were', async (_, claims, header) => {
    const server = await start()
    const ada = await server.visitor()
    const now = Math.floor(server.clock.now() / 1000)
    const times = Object.fromEntries(
      Object.entries(claims).map(([name, value]) => [
        name,
        typeof value === 'number' ? now + value : value,
      ]),
    )
    const token = await signToken(server, { sub: 'ada', ...times }, header)
    const answer = await identify(server, ada, { token })
    expect([answer.status, answer.body.code]).toEqual([401, 'identity_refused'])
    await write(ada, 'Hello')
    const { results } = (await server.key.get('/tickets/')).body
    expect(results).toMatchObject([{ identity_verified: null, distinct_id: ada.id }])
  })

  it('is one that was signed with a public key as if it were a secret', async () => {
    const server = await startTestServer()
    await addSiteKey(server, 'EdDSA', { kid: 'HS256' })
    const token = await signToken(server, { sub: 'ada' })
    expect((await identify(server, await server.visitor(), { token })).status).toBe(401)
  })

  it('is one of a key that another project has', async () => {
    const server = await startTestServer()
    await addSiteKey(server, 'HS256', { kid: 'old', secret: `${SITE_SECRET} of before` })
    await addSiteKey(server, 'HS256')
    const ada = await server.visitor()
    const old = await identify(server, ada, {
      token: await signToken(server, { sub: 'ada' }, { kid: 'old' }),
    })
    const now = await identify(server, ada, { token: await signToken(server, { sub: 'ada' }) })
    expect([old.status, now.status]).toEqual([401, 200])
  })
})

it('[SV105] takes either of two keys while one follows the other', async () => {
  const server = await startTestServer()
  await addSiteKey(server, 'HS256', { kid: 'old' })
  await addSiteKey(server, 'HS256', { kid: 'new' })
  const prove = async (sub: string, kid: string) =>
    await identify(server, await server.visitor(), {
      token: await signToken(server, { sub }, { kid }),
    })
  expect([(await prove('ada', 'old')).status, (await prove('bob', 'new')).status]).toEqual([
    200, 200,
  ])
})

it('[SV105] takes no number for an id, however well it is signed', async () => {
  const server = await start()
  const ada = await server.visitor()
  const token = await signToken(server, { sub: 5 as unknown as string })
  expect((await identify(server, ada, { token })).status).toBe(401)
  expect(server.errors).toEqual([])
})
