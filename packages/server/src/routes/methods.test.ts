import { describe, expect, it } from 'vitest'
import { listen } from '../listen.ts'
import { API_KEY, startTestServer, WIDGET_TOKEN } from '../testing/test-server.ts'
import { unusedServices } from '../testing/unused-services.ts'
import { allOpenRoutes, allRoutes } from './all-routes.ts'
import { fullPath } from './route.ts'

const ORIGIN = 'http://chat.test'

const notAllowed = (method: string): unknown => ({
  type: 'invalid_request',
  code: 'method_not_allowed',
  detail: `Method "${method}" not allowed.`,
  attr: null,
})

describe('[SV58] a method that a path does not have', () => {
  it.each([
    ['PUT', '/views/0123456789ab', 'DELETE, GET, HEAD, OPTIONS, PATCH'],
    ['DELETE', '/views', 'GET, HEAD, OPTIONS, POST'],
    ['DELETE', '/tickets', 'GET, HEAD, OPTIONS, POST'],
    ['PUT', '/tickets/bulk_update_status', 'OPTIONS, POST'],
    ['PATCH', '/tickets/unread_count', 'GET, HEAD, OPTIONS'],
    ['POST', '/tickets/1', 'DELETE, GET, HEAD, OPTIONS, PATCH, PUT'],
    ['DELETE', '/events', 'GET, OPTIONS'],
    ['PROPFIND', '', 'GET, HEAD, OPTIONS, POST'],
  ])('is 405 to a key, with those that it has: %s %s', async (method, path, allow) => {
    const { key } = await startTestServer()
    const response = await key.raw(method, `${path}/`)
    expect([response.status, response.headers.get('allow'), await response.json()]).toEqual([
      405,
      allow,
      notAllowed(method),
    ])
  })

  it.each([
    ['/api/conversations/v1/session', 'OPTIONS, POST'],
    ['/api/conversations/v1/widget/tickets', 'GET, HEAD, OPTIONS'],
    [`/array/${WIDGET_TOKEN}/config`, 'GET, HEAD, OPTIONS'],
    ['/openapi.json', 'GET, HEAD, OPTIONS'],
    ['/healthz', 'GET, HEAD, OPTIONS'],
    ['/readyz', 'GET, HEAD, OPTIONS'],
  ])('is 405 to everybody where everybody may ask: %s', async (path, allow) => {
    const { server } = await startTestServer()
    const response = await server.fetch(new Request(ORIGIN + path, { method: 'DELETE' }))
    expect([response.status, response.headers.get('allow'), await response.json()]).toEqual([
      405,
      allow,
      notAllowed('DELETE'),
    ])
  })

  it('[SV31] is 404 to a visitor, byte for byte, where all the path has is for the team', async () => {
    const { visitor } = await startTestServer()
    const ada = await visitor()
    const told = async (method: string, path: string): Promise<unknown> => {
      const response = await ada.raw(method, path)
      const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
      return [response.status, headers, await response.text()]
    }
    const unknown = await told('PUT', '/nowhere/at/all/')
    for (const path of ['/views/0123456789ab/', '/tickets/1/messages/', '/mails/', '/../agents/']) {
      expect(await told('PUT', path)).toEqual(unknown)
    }
    // Of a path that has something for visitors, they learn that and nothing of the rest.
    const tickets = [await ada.raw('DELETE', '/tickets/'), await ada.raw('POST', '/tickets/1/')]
    expect(tickets.map(({ status, headers }) => [status, headers.get('allow')])).toEqual([
      [405, 'OPTIONS, POST'],
      [405, 'OPTIONS, PATCH, PUT'],
    ])
  })

  it('is 401 to somebody who is nobody, and 404 in another project', async () => {
    const { nobody, key } = await startTestServer()
    const elsewhere = await key.raw('PUT', '/../../2/conversations/views/')
    expect([(await nobody.raw('PUT', '/views/')).status, elsewhere.status]).toEqual([401, 404])
  })

  it('is told of no path that is not there', async () => {
    const { key } = await startTestServer()
    expect((await key.raw('PUT', '/a/b/c/d/')).status).toBe(404)
  })
})

it('[SV58] every path takes the methods of its own routes, whatever other path it looks like', async () => {
  const { server, key } = await startTestServer()
  const routes = [
    ...allRoutes(unusedServices).map((route) => ({ ...route, path: fullPath(route) })),
    ...allOpenRoutes(unusedServices),
  ]
  const answers = await Promise.all(
    routes.map(async ({ method, path }) => {
      const url = ORIGIN + path.replace(':project', '1').replaceAll(/:\w+/g, 'x')
      const headers = { authorization: `Bearer ${API_KEY}`, accept: 'application/json' }
      const { status } = await server.fetch(new Request(url, { method, headers }))
      return [method, path, status]
    }),
  )
  expect(answers.filter(([, , status]) => status === 405)).toEqual([])
  expect((await key.get('/')).status).toBe(200)
})

describe('[SV59] HEAD', () => {
  it.each(['/tickets/', '/tickets/1/', '/tickets/unread_count/', '/tickets/99/', '/views/'])(
    'is answered as GET is, without the body: %s',
    async (path) => {
      const { key, visitor } = await startTestServer()
      const ada = await visitor()
      await ada.append(await ada.open(), 'Hello')
      const [head, get] = [await key.raw('HEAD', path), await key.raw('GET', path)]
      const told = ({ status, headers }: Response): unknown => [
        status,
        [...headers].filter(([name]) => name !== 'x-request-id'),
      ]
      expect([told(head), head.body]).toEqual([told(get), null])
    },
  )

  it('is answered where everybody may ask', async () => {
    const { server, errors } = await startTestServer()
    for (const path of ['/openapi.json', `/array/${WIDGET_TOKEN}/config.js`]) {
      const response = await server.fetch(new Request(ORIGIN + path, { method: 'HEAD' }))
      expect([response.status, response.body, errors]).toEqual([200, null, []])
    }
  })

  it('says nothing of a length that is not that of GET', async () => {
    const { server } = await startTestServer()
    const options = { host: '127.0.0.1', port: 0, onError: () => {} }
    const listener = await listen((request, info) => server.fetch(request, info), options)
    const url = `http://127.0.0.1:${listener.port}/openapi.json`
    const [head, get] = [await fetch(url, { method: 'HEAD' }), await fetch(url)]
    const length = String((await get.arrayBuffer()).byteLength)
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect([null, length]).toContain(head.headers.get('content-length'))
    await listener.drain(AbortSignal.abort())
    await listener.end(AbortSignal.abort())
  })

  it('reads nothing: a ticket that it was asked of stays unread', async () => {
    const { key, visitor } = await startTestServer()
    const ada = await visitor()
    await ada.append(await ada.open(), 'Hello')
    await key.raw('HEAD', '/tickets/1/')
    expect((await key.get('/tickets/unread_count/')).body).toEqual({ count: 1 })
  })

  it('opens no stream: it is no method of what is one', async () => {
    const { visitor } = await startTestServer()
    const ada = await visitor()
    const response = await ada.raw('HEAD', '/events/')
    expect([response.status, response.headers.get('allow'), response.body]).toEqual([
      405,
      'GET, OPTIONS',
      null,
    ])
  })
})
