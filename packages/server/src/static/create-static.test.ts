import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { LATER_SETTINGS } from '@porchlight/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../server-options.ts'
import { createDemoStatic, createStatic, type ServeFile } from './create-static.ts'

const site = {
  token: 'plw_test',
  enabled: true,
  name: '</script><script>\u2028',
  greeting: '',
  presence: '',
  placeholder: '',
  suggestions: [],
  color: 'red',
  position: 'bottom-right' as const,
  ...LATER_SETTINGS,
}

/** Another one, whose owner has chosen no colour. */
const plain = { ...site, token: 'plw_plain', color: DEFAULT_SETTINGS.color }

let root: string
let serve: ServeFile
let serveDemo: (request: Request) => Promise<Response>

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'porchlight-static-'))
  const write = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true })
    await writeFile(path.join(root, name), text)
  }
  await write('widget/porchlight.js', 'start("@@porchlight-site@@")')
  await write('widget/index.js', 'the npm build')
  await write('widget/p/core-1a.js', 'export const core = 1')
  await write('inbox/index.html', '<h1>Inbox</h1>')
  await write('inbox/preview.html', '<p>Preview</p>')
  await write('inbox/assets/app-1a.js', 'app()')
  await write('demo/index.html', '<script src="{{porchlight.origin}}/porchlight.js"></script>')
  await write('demo/csp.html', '<script nonce="{{csp.nonce}}" data-token="{{porchlight.token}}">')
  await write('demo/pictures/lamp.svg', '<svg></svg>')
  const demoValues = (url: URL) => ({ origin: `http://${url.hostname}:4100`, token: '"><b>' })
  serve = createStatic({
    widget: path.join(root, 'widget'),
    inbox: path.join(root, 'inbox'),
    demo: path.join(root, 'demo'),
    sites: {
      async find(token) {
        if (token === plain.token) return plain
        return token === null || token === site.token ? site : null
      },
    },
    demoValues,
  })
  serveDemo = createDemoStatic(path.join(root, 'demo'), demoValues)
})

afterAll(() => rm(root, { recursive: true, force: true }))

const ask = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Request(`http://chat.test${address}`, { method, headers })

async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await serve(ask(address, headers))
  if (response === null) throw new Error(`${address} is not served`)
  return response
}

const headersOf = (response: Response) => Object.fromEntries(response.headers)

it('writes the settings of the default project into the script, safe inside a page', async () => {
  const response = await get('/porchlight.js')
  expect(await response.text()).toBe(
    'start({"token":"plw_test","enabled":true,"name":"\\u003c/script>\\u003cscript>\\u2028",' +
      '"greeting":"","presence":"","placeholder":"","suggestions":[],"color":"red",' +
      '"position":"bottom-right","requireEmail":false,"collectName":false,"hours":null,"awayNote":""})',
  )
  expect(headersOf(response)).toEqual({
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
    'content-length': expect.any(String),
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
    etag: expect.stringMatching(/^"[\w-]{16}"$/),
    'timing-allow-origin': '*',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  })
})

it('leaves out the colour that a widget has by itself', async () => {
  const script = await (await get(`/porchlight.js?site=${plain.token}`)).text()
  expect(script).toContain(plain.token)
  expect(script).not.toContain('color')
})

it('writes null for a token that is nobody’s', async () => {
  expect(await (await get('/porchlight.js?site=plw_test')).text()).toContain('"plw_test"')
  expect(await (await get('/porchlight.js?site=plw_other')).text()).toBe('start(null)')
})

it('answers 304 to a client that has the script, in the encoding it has', async () => {
  const first = await get('/porchlight.js', { 'Accept-Encoding': 'br' })
  const etag = first.headers.get('ETag') ?? ''
  const again = await get('/porchlight.js', { 'Accept-Encoding': 'br', 'If-None-Match': etag })
  const plain = await get('/porchlight.js', { 'If-None-Match': `W/"other", ${etag}` })
  expect([again.status, again.headers.get('ETag'), plain.status]).toEqual([304, etag, 200])
})

it('keeps lazy files for ever and lets every origin import them', async () => {
  const response = await get('/p/core-1a.js')
  expect(headersOf(response)).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'cross-origin',
    'timing-allow-origin': '*',
    'x-content-type-options': 'nosniff',
  })
})

it('sends files in brotli to who takes it', async () => {
  const response = await get('/p/core-1a.js', { 'Accept-Encoding': 'gzip, br' })
  const body = Buffer.from(await response.arrayBuffer())
  expect(response.headers.get('Content-Encoding')).toBe('br')
  expect(brotliDecompressSync(body).toString()).toBe('export const core = 1')
})

it('tells a page why a lazy file is not there, instead of a CORS error', async () => {
  const response = await get('/p/gone.js')
  expect([response.status, response.headers.get('Access-Control-Allow-Origin')]).toEqual([404, '*'])
})

it('sends the inbox under a policy that allows nothing foreign', async () => {
  const page = await get('/inbox/')
  expect(await page.text()).toBe('<h1>Inbox</h1>')
  expect(page.headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
      "img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  )
  const asset = await get('/inbox/assets/app-1a.js')
  expect(asset.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
})

it.each(['/inbox/', '/demo/', '/demo/csp.html'])('[EM-002] lets nobody frame %s', async (page) => {
  const { headers } = await get(page)
  expect(headers.get('X-Frame-Options')).toBe('DENY')
  expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
})

it('[SV211] sends the preview of the widget without an origin, and without a way to anybody', async () => {
  const page = await get('/inbox/preview.html')
  expect(page.headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; " +
      "form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts",
  )
  expect(page.headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
})

it.each([
  ['/inbox', '/inbox/'],
  ['/demo?a=1', '/demo/?a=1'],
  ['/demo/pictures', '/demo/pictures/'],
  ['/', '/inbox/'],
])('leads from %s to %s', async (from, to) => {
  expect((await get(from)).headers.get('Location')).toBe(to)
})

it('tells a demo page where the API is, in the name that the visitor used', async () => {
  expect(await (await get('/demo/')).text()).toBe(
    '<script src="http://chat.test:4100/porchlight.js"></script>',
  )
})

it('sends a page that asks for a nonce under the strict policy, with a nonce of its own', async () => {
  const nonceOf = async () => {
    const response = await get('/demo/csp.html')
    const text = await response.text()
    const [, nonce = ''] = /nonce="([\w+/=]+)"/.exec(text) ?? []
    expect(text).toBe(`<script nonce="${nonce}" data-token="&#34;&#62;&#60;b&#62;">`)
    expect(response.headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self'; ` +
        "img-src 'self' data:; connect-src 'self' http://chat.test:4100; base-uri 'none'; " +
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    return nonce
  }
  expect(await nonceOf()).not.toBe(await nonceOf())
})

it.each([
  '/api/conversations/v1/session',
  '/healthz',
  '/index.js',
  '/porchlight.js.map',
  '/inboxes',
  '/demo/%2e%2e/widget/index.js',
])('leaves %s to the API', async (address) => {
  expect(await serve(ask(address))).toBeNull()
})

it('leaves all that is not reading to the API', async () => {
  expect(await serve(ask('/inbox/', {}, 'POST'))).toBeNull()
})

it('answers HEAD with the headers alone', async () => {
  const response = await serve(ask('/demo/pictures/lamp.svg', {}, 'HEAD'))
  expect([response?.headers.get('Content-Length'), await response?.text()]).toEqual(['11', ''])
})

it.each(['/inbox/..%2fdemo/index.html', '/p/..%2findex.js'])(
  'finds nothing at %s',
  async (address) => {
    expect((await get(address)).status).toBe(404)
  },
)

it('serves the demo and nothing else on the second origin', async () => {
  const statusOf = async (address: string, method = 'GET') =>
    (await serveDemo(ask(address, {}, method))).status
  expect({
    home: await statusOf('/'),
    picture: await statusOf('/pictures/lamp.svg'),
    inbox: await statusOf('/inbox/'),
    api: await statusOf('/api/'),
    foreign: await statusOf('//evil.test'),
    post: await statusOf('/', 'POST'),
  }).toEqual({ home: 200, picture: 200, inbox: 404, api: 404, foreign: 404, post: 405 })
})
