import { beforeEach, describe, expect, it } from 'vitest'
import { parseTrustedProxies } from '../limits/client-address.ts'
import { API_KEY, startTestServer, type TestServer } from '../testing/test-server.ts'

const PROXY = '10.0.0.2'
const STRANGER = '192.0.2.7'
const PATH = '/api/environments/1/conversations/tickets/'

describe('[SV57] the links of a page', () => {
  let test: TestServer

  beforeEach(async () => {
    test = await startTestServer({ isTrustedProxy: parseTrustedProxies('10.0.0.0/8') })
    const ada = await test.visitor()
    for (const text of ['One', 'Two', 'Three']) await ada.append(await ada.open(), text)
  })

  async function links(remoteAddress: string, headers: Record<string, string>): Promise<unknown[]> {
    const request = new Request(`http://inner:4100${PATH}?status=new&limit=1&offset=1`, {
      headers: { authorization: `Bearer ${API_KEY}`, ...headers },
    })
    const response = await test.server.fetch(request, { remoteAddress })
    const { next, previous } = await response.json()
    return [next, previous]
  }

  const below = (origin: string): string[] =>
    [2, 0].map((offset) => `${origin}${PATH}?status=new&limit=1&offset=${offset}`)

  it.each<[string, Record<string, string>, string]>([
    ['nothing', {}, 'http://inner:4100'],
    ['the scheme', { 'x-forwarded-proto': 'https' }, 'https://inner:4100'],
    ['the host', { 'x-forwarded-host': 'chat.test' }, 'http://chat.test'],
    [
      'both',
      { 'x-forwarded-proto': 'HTTPS', 'x-forwarded-host': 'chat.test:8443' },
      'https://chat.test:8443',
    ],
    [
      'several of both',
      { 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'chat.test, inner' },
      'https://chat.test',
    ],
    ['an IPv6 address', { 'x-forwarded-host': '[2001:db8::1]:81' }, 'http://[2001:db8::1]:81'],
  ])('begin as a proxy of ours says that its client came: %s', async (_what, headers, origin) => {
    expect(await links(PROXY, headers)).toEqual(below(origin))
    expect(await links(`::ffff:${PROXY}`, headers)).toEqual(below(origin))
  })

  it.each([
    ['x-forwarded-proto', 'javascript'],
    ['x-forwarded-proto', 'https://chat.test/'],
    ['x-forwarded-proto', ''],
    ['x-forwarded-host', ''],
    ['x-forwarded-host', 'user@evil.test'],
    ['x-forwarded-host', 'evil.test/path'],
    ['x-forwarded-host', 'evil.test?'],
    ['x-forwarded-host', 'evil.test#'],
    ['x-forwarded-host', 'evil.test:99999'],
    ['x-forwarded-host', 'evil test'],
    ['x-forwarded-host', '1.2.3.4.5'],
    ['x-forwarded-host', '[::1'],
  ])('are those of the request where it says what is none: %s: %s', async (name, value) => {
    expect(await links(PROXY, { [name]: value })).toEqual(below('http://inner:4100'))
  })

  it('do not listen to anybody else', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.test' }
    expect(await links(STRANGER, headers)).toEqual(below('http://inner:4100'))
  })
})
