import { textSchema } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import { inDatabase } from '../testing/test-database.ts'
import { startTestServer, WIDGET_TOKEN } from '../testing/test-server.ts'
import { unusedServices } from '../testing/unused-services.ts'
import { openRoute } from './route.ts'
import { createRouter } from './router.ts'

const ORIGIN = 'http://chat.test'

describe('addresses', () => {
  it.each([
    '/api/projects/1/conversations',
    '/api/projects/1/conversations/',
    '/api/environments/1/conversations',
    '/api/environments/1/conversations/',
  ])('%s is the list of conversations', async (path) => {
    const { server, visitor } = await startTestServer()
    const { access } = await visitor()
    const headers = { authorization: `bearer ${access}` }
    const response = await server.fetch(new Request(ORIGIN + path, { headers }))
    expect([response.status, await response.json()]).toEqual([
      200,
      { count: 0, next: null, previous: null, results: [] },
    ])
  })

  it.each([
    '/',
    '/api',
    '/api/',
    '/api/projects/1',
    '/nowhere',
    '/api/projects/1/conversations/a/b/c',
  ])('[SV50] %s is not there', async (path) => {
    const { server } = await startTestServer()
    const response = await server.fetch(new Request(ORIGIN + path))
    expect([response.status, await response.json()]).toEqual([
      404,
      { type: 'invalid_request', code: 'not_found', detail: 'Not found.', attr: null },
    ])
  })

  it.each(['nonsense', '99', "1' or '1'='1", '%00', '123e4567'])(
    '[SV31] no ticket has the id %s',
    async (id) => {
      const { key } = await startTestServer()
      expect((await key.get(`/tickets/${encodeURIComponent(id)}/`)).status).toBe(404)
    },
  )
})

describe('messages', () => {
  it.each([
    ['', 'blank'],
    [' \n\t', 'blank'],
    ['x'.repeat(10_001), '10000 characters'],
    ['🪔'.repeat(10_001), '10000 characters'],
  ])('are refused when blank or too long', async (content, why) => {
    const { visitor, ticketTexts } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open()
    const stream = await ada.stream(thread, content)
    const answers = [
      await ada.append(thread, content),
      await ada.enqueue(thread, content),
      { status: stream.status, body: await stream.json() },
    ]
    expect(answers.map(({ status, body }) => [status, body.attr])).toEqual(
      Array(3).fill([400, 'content']),
    )
    expect(answers[0]?.body.detail).toContain(why)
    expect(await ticketTexts(thread)).toEqual([])
  })

  it('are taken up to the limit, counted in characters', async () => {
    const { visitor } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open()
    expect((await ada.append(thread, '🪔'.repeat(10_000))).status).toBe(201)
  })

  it.each([
    [undefined, 'required'],
    ['', 'invalid'],
    ['not-a-uuid', 'invalid'],
  ])('need an id from a visitor: %s', async (id, code) => {
    const { visitor } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open()
    const headers = id === undefined ? {} : { 'Idempotency-Key': id }
    const answers = await Promise.all(
      ['append_message', 'queue'].map((name) =>
        ada.post(`/${thread}/${name}/`, { content: 'Hello' }, headers),
      ),
    )
    expect(answers.map(({ status, body }) => [status, body.attr, body.code])).toEqual(
      Array(2).fill([400, 'Idempotency-Key', code]),
    )
  })
})

it('[SV50] answers what goes wrong inside with a 500 that says nothing, and logs it', async () => {
  const { key, place, errors } = await startTestServer()
  await inDatabase(place, (db) => db.schema.alterTable('tickets').renameTo('elsewhere').execute())
  expect(await key.get('/tickets/?search=private')).toEqual({
    status: 500,
    body: { type: 'server_error', code: 'error', detail: 'A server error occurred.', attr: null },
  })
  expect(errors.filter(({ event }) => event === 'request_failed')).toEqual([
    {
      event: 'request_failed',
      fields: {
        id: expect.any(String),
        method: 'GET',
        route: '/api/projects/:project/conversations/tickets',
        cause: expect.objectContaining({
          message: expect.stringMatching(/no such table|does not exist/),
        }),
      },
    },
  ])
})

it('tells whether it is alive and ready', async () => {
  const { server } = await startTestServer()
  const ask = async (path: string): Promise<unknown> => {
    const response = await server.fetch(new Request(ORIGIN + path))
    return [response.status, await response.json()]
  }
  const before = [await ask('/healthz'), await ask('/readyz')]
  await server.close()
  expect([...before, await ask('/readyz')]).toEqual([
    [200, { status: 'ok' }],
    [200, { status: 'ok' }],
    [503, { status: 'unavailable', reason: 'closing' }],
  ])
})

it('logs requests without their query, secrets or texts', async () => {
  const lines: string[] = []
  const log = {
    error: () => {},
    info: () => {},
    debug: (event: string, fields?: object) => lines.push(JSON.stringify({ event, ...fields })),
  }
  const { server, visitor } = await startTestServer({ log })
  const ada = await visitor()
  await ada.get('/?limit=1')
  await server.fetch(new Request(`${ORIGIN}/healthz`), { remoteAddress: '192.0.2.1' })
  const told = lines.slice(-2).map((line) => JSON.parse(line))
  const request = { event: 'request', method: 'GET', status: 200 }
  const measured = { id: expect.any(String), ms: expect.any(Number) }
  expect(told).toEqual([
    { ...request, ...measured, route: '/api/projects/:project/conversations' },
    { ...request, ...measured, route: null },
  ])
  expect(lines.join()).not.toContain(ada.access)
  expect(lines.join()).not.toContain(WIDGET_TOKEN)
})

describe('[SV54] a handler', () => {
  const answerTo = async (path: string): Promise<Response> => {
    const services = { ...unusedServices, log: { ...unusedServices.log, error: () => {} } }
    const open = openRoute({
      method: 'POST',
      path: '/api/echo',
      summary: 'Tells what it sees',
      query: { declared: { description: 'The one.', schema: textSchema } },
      answers: {},
      handle: async ({ url }) => Response.json([...url.searchParams]),
    })
    const reading = openRoute({
      method: 'POST',
      path: '/api/read',
      summary: 'Reads what it does not declare',
      answers: {},
      handle: async ({ readBody }) => Response.json(await readBody()),
    })
    const answer = createRouter({
      services,
      routes: [],
      openRoutes: [open, reading],
      configuredKey: null,
    })
    const request = new Request(ORIGIN + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    return await answer(request, { id: '1', address: null, origin: ORIGIN, route: null })
  }

  it('sees the query parameters that its route declares, and no others', async () => {
    const response = await answerTo('/api/echo?declared=1&other=2&__proto__=3&declared=4')
    expect(await response.json()).toEqual([
      ['declared', '1'],
      ['declared', '4'],
    ])
  })

  it('cannot read a body that its route does not declare', async () => {
    expect((await answerTo('/api/read')).status).toBe(500)
  })
})
