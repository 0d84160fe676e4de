import { expect } from 'vitest'
import { changeConversationsSettings } from '../../auth/conversations-settings.ts'
import { inStore } from '../test-database.ts'
import { startTestServer, type TestServer, WIDGET_TOKEN } from '../test-server.ts'
import { fetchRaw, ROOT } from './ask.ts'
import { describeAttacks } from './attack-area.ts'

const SESSION = '/api/conversations/v1/session'

/** A site that lets its own pages in, and no others. */
async function startListed(domains = ['https://host.test']): Promise<TestServer> {
  const server = await startTestServer()
  await inStore(server.place, (tx) =>
    changeConversationsSettings(tx, 1, { widget_domains: domains }),
  )
  return server
}

async function allowedFor(
  server: TestServer,
  origin: string,
  path: string = `${ROOT}/`,
): Promise<string | null> {
  const headers = { origin, 'access-control-request-method': 'POST' }
  const response = await fetchRaw(server, path, { method: 'OPTIONS', headers })
  expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  return response.headers.get('access-control-allow-origin')
}

describeAttacks('http', {
  async 'HT-001'() {
    const server = await startListed()
    expect(await allowedFor(server, 'https://evil.test')).toBeNull()
    expect(await allowedFor(server, 'https://evil.test', SESSION)).toBeNull()
    expect(await allowedFor(server, 'https://host.test')).toBe('https://host.test')
    const page = (origin: string): Promise<Response> =>
      fetchRaw(server, SESSION, {
        headers: { origin, 'x-conversations-token': WIDGET_TOKEN },
        body: JSON.stringify({ refresh: null, next: server.refreshToken() }),
      })
    const [evil, own] = [await page('https://evil.test'), await page('https://host.test')]
    expect([evil.status, own.status, own.headers.get('vary')]).toEqual([403, 200, 'Origin'])
    // Without a list every page may; what it may not is to send anything of the visitor's along.
    expect(await allowedFor(await startTestServer(), 'https://anywhere.test')).toBe('*')
  },
  async 'HT-002'() {
    const server = await startListed(['https://host.test', '*.wild.test'])
    const near = [
      'null',
      'https://host.test.evil.test',
      'https://evilhost.test',
      'http://host.test',
      'https://host.test:8443',
      'https://host.test.',
      'HTTPS://HOST.TEST',
      'https://host.test%60.evil.test',
      'https://host.test_.evil.test',
      'file://',
      'https://evilwild.test',
      'https://wild.test.evil.test',
    ]
    for (const origin of near) expect(await allowedFor(server, origin), origin).toBeNull()
    expect(await allowedFor(server, 'https://a.b.wild.test')).toBe('https://a.b.wild.test')
  },
  async 'HT-004'() {
    const server = await startTestServer()
    const ada = await server.visitor()
    const conversation = server.id()
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']
    for (const type of types) {
      const response = await fetchRaw(server, `${ROOT}/tickets/`, {
        access: ada.access,
        headers: { 'content-type': type, origin: 'https://evil.test', cookie: 'v=victim' },
        body: JSON.stringify({ conversation }),
      })
      expect(response.status, type).toBe(415)
    }
    expect((await ada.get('/')).body.count).toBe(0)
    // A cookie proves nothing to anybody.
    const headers = { cookie: `access=${ada.access}; authorization=Bearer ${ada.access}` }
    expect((await fetchRaw(server, `${ROOT}/`, { headers })).status).toBe(401)
  },
  async 'HT-010'() {
    const server = await startTestServer()
    const paths = ['/widget.js/../../.env', '//widget.js', '/%2e%2e/package.json', '/..;/x']
    for (const path of [...paths, '/widget.js%00.map', '/.git/config', '/api/../../etc/passwd']) {
      expect((await fetchRaw(server, path)).status, path).toBe(404)
    }
  },
  async 'HT-011'() {
    const server = await startTestServer()
    const ada = await server.visitor()
    const responses = [
      await fetchRaw(server, `${ROOT}/`, { access: ada.access }),
      await fetchRaw(server, `${ROOT}/`),
      await fetchRaw(server, `${ROOT}/nothing/at/all/`),
      await fetchRaw(server, `${ROOT}/tickets/`, { access: ada.access, body: '{' }),
      await fetchRaw(server, '/openapi.json'),
    ]
    for (const { headers } of responses) {
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(headers.get('cache-control')).not.toBeNull()
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null])
    }
  },
  async 'HT-012'() {
    const server = await startTestServer()
    const ada = await server.visitor()
    const query = '?callback=__pwn&jsonp=__pwn'
    const headers = { accept: 'text/html' }
    const good = await fetchRaw(server, `${ROOT}/${query}`, { access: ada.access, headers })
    const bad = await fetchRaw(server, `${ROOT}/<script>alert(1)</script>/${query}`, { headers })
    for (const response of [good, bad]) {
      expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    }
    const text = await good.text()
    expect([text.startsWith('{'), (await bad.text()).includes('script')]).toEqual([true, false])
  },
  async 'HT-013'() {
    const server = await startTestServer()
    for (const path of ['/link', '/api/link', '/api/conversations/v1/link', '/redirect']) {
      const response = await fetchRaw(server, `${path}?to=https://sink.test`)
      expect([response.status, response.headers.get('location')]).toEqual([404, null])
    }
  },
  async 'HT-015'() {
    const headers = {
      origin: 'https://evil.test',
      'access-control-request-private-network': 'true',
    }
    for (const server of [await startTestServer(), await startListed()]) {
      const response = await fetchRaw(server, `${ROOT}/`, { method: 'OPTIONS', headers })
      expect(response.headers.get('access-control-allow-private-network')).toBeNull()
    }
  },
})
