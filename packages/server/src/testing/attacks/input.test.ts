import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { isBlank } from '@porchlight/protocol'
import { expect } from 'vitest'
import { listen } from '../../listen.ts'
import { BODY_MAX_BYTES } from '../../routes/read-body.ts'
import { countRows } from '../test-database.ts'
import {
  type Answer,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../test-server.ts'
import { askRaw, fetchRaw, ROOT } from './ask.ts'
import { describeAttacks } from './attack-area.ts'

interface Scene {
  readonly server: TestServer
  readonly ada: VisitorCaller
  readonly thread: string
  /** Posts these very bytes as the body of a message. */
  append(body: BodyInit, headers?: Record<string, string>): Promise<Answer>
}

async function setUp(): Promise<Scene> {
  const server = await startTestServer()
  const ada = await server.visitor()
  const thread = await ada.open()
  const append: Scene['append'] = (body, headers = {}) =>
    askRaw(server, `${ROOT}/${thread}/append_message/`, {
      access: ada.access,
      headers: { 'idempotency-key': server.id(), ...headers },
      body,
    })
  return { server, ada, thread, append }
}

const messagesOf = async ({ ada, thread }: Scene): Promise<Answer['body'][]> =>
  (await ada.get(`/${thread}/`)).body.messages

describeAttacks('input', {
  async 'IN-001'() {
    const { server, ada } = await setUp()
    const conversation = server.id()
    const traits =
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"prototype":{"x":1},"name":"Ada"}'
    const { status } = await askRaw(server, `${ROOT}/tickets/`, {
      access: ada.access,
      body: `{"conversation":"${conversation}","__proto__":{"isAdmin":true},"anonymous_traits":${traits}}`,
    })
    await ada.append(conversation, 'Hello')
    const { results } = (await server.key.get('/tickets/')).body
    expect([status, Object.keys(results[0].anonymous_traits)]).toEqual([201, ['name']])
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
  },
  async 'IN-005'() {
    const { append } = await setUp()
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(0x61))
      },
    })
    expect((await append('x', { 'content-length': '10485760' })).status).toBe(413)
    expect((await append(endless)).status).toBe(413)
    expect(pulled).toBeLessThanOrEqual(BODY_MAX_BYTES + 4 * 65_536)
  },
  async 'IN-007'() {
    const scene = await setUp()
    const packed = gzipSync(JSON.stringify({ content: 'x' }))
    for (const encoding of ['gzip', 'br', 'deflate', 'gzip, gzip']) {
      const { status } = await scene.append(packed, { 'content-encoding': encoding })
      expect(status, encoding).toBe(415)
    }
    expect(await messagesOf(scene)).toEqual([])
  },
  async 'IN-008'() {
    const scene = await setUp()
    const nested = '['.repeat(30_000) + ']'.repeat(30_000)
    const before = process.cpuUsage()
    expect((await scene.append(`{"content":"x","t":${nested}}`)).status).toBe(400)
    expect((await scene.append('[{"a":'.repeat(40_000))).status).toBe(400)
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000)
    // Brackets in a text are text.
    expect((await scene.append(JSON.stringify({ content: '[{"'.repeat(200) }))).status).toBe(201)
  },
  async 'IN-010'() {
    const { server, ada } = await setUp()
    const open = (numbers: string): Promise<Answer> =>
      askRaw(server, `${ROOT}/tickets/`, {
        access: ada.access,
        body: `{"conversation":"${server.id()}","anonymous_traits":${numbers}}`,
      })
    expect((await open('{"a":1e999}')).status).toBe(400)
    expect((await open('{"a":-1e999}')).status).toBe(400)
    const odd = await open('{"b":-0,"c":123456789012345678901234567890,"d":0.1e-400}')
    expect(odd.status).toBe(201)
  },
  async 'IN-011'() {
    const scene = await setUp()
    const bad = ['{"content":"x",}', '{"content":"x"} // yes', "{'content':'x'}", 'NaN']
    for (const text of bad) expect((await scene.append(text)).status, text).toBe(400)
    const notUtf8 = new Uint8Array([...Buffer.from('{"content":"'), 0xff, ...Buffer.from('"}')])
    expect((await scene.append(notUtf8)).status).toBe(400)
    // Documented: a mark of the byte order is skipped, the last of two keys counts, and half a
    // character becomes the sign for it.
    expect((await scene.append('\ufeff{"content":"marked"}')).status).toBe(201)
    expect((await scene.append('{"content":"first","content":"last"}')).status).toBe(201)
    expect((await scene.append('{"content":"half \\ud800"}')).status).toBe(201)
    expect((await messagesOf(scene)).map(({ content }) => content)).toEqual([
      'marked',
      'last',
      'half \ufffd',
    ])
  },
  async 'IN-013'() {
    const scene = await setUp()
    await scene.append(JSON.stringify({ content: 'Hello' }))
    const { key, place } = scene.server
    const queries = [
      "status=new' OR '1'='1",
      'order_by=id;drop table messages--',
      "order_by=updated_at'--",
      'assignee=user:1 or 1=1',
      'tags=["\') or 1=1 --"]',
      "distinct_ids=') or ('1'='1",
    ]
    for (const query of queries) {
      const { status, body } = await key.get(`/tickets/?${query.replaceAll(' ', '%20')}`)
      expect([status, body.count <= 1], query).toEqual([200, true])
    }
    for (const wild of ['%25', '_ello', 'H%25o', '\\']) {
      expect((await key.get(`/tickets/?search=${wild}`)).body.count, wild).toBe(0)
    }
    expect((await key.get('/tickets/?search=ello')).body.count).toBe(1)
    expect(await countRows(place, 'messages')).toBe(1)
  },
  async 'IN-014'() {
    const { server, ada, append } = await setUp()
    const bodies = [{ content: { $ne: null } }, { content: ['x'] }, { content: 7 }]
    for (const body of bodies) expect((await append(JSON.stringify(body))).status).toBe(400)
    const session = await askRaw(server, '/api/conversations/v1/session', {
      headers: { 'x-conversations-token': 'plw_test' },
      body: JSON.stringify({ refresh: { $ne: null }, next: { $gt: '' } }),
    })
    const opened = await ada.post('/tickets/', { conversation: { $gt: '' } })
    expect([session.status, opened.status]).toEqual([400, 400])
  },
  async 'IN-015'() {
    const scene = await setUp()
    const blank = ['', '   ', '\n\n\n', '\u200b\u200c\u200d\ufeff', '\u2060\u00ad', '\u3164\u2800']
    for (const content of blank) {
      const { status, body } = await scene.append(JSON.stringify({ content }))
      expect([status, body.attr, isBlank(content)], JSON.stringify(content)).toEqual([
        400,
        'content',
        true,
      ])
    }
    const visible = ['👨‍👩‍👧', '.', 'e\u200bf']
    for (const content of visible) {
      const { status } = await scene.append(JSON.stringify({ content }))
      expect([status, isBlank(content)], content).toEqual([201, false])
    }
  },
  async 'IN-016'() {
    const { server, ada, thread } = await setUp()
    const [one, two] = [server.id(), server.id()]
    const first = await ada.append(thread, 'a', one)
    const again = await ada.append(thread, 'a', one)
    const other = await ada.append(thread, 'b', one)
    const parallel = await Promise.all([ada.append(thread, 'c', two), ada.append(thread, 'c', two)])
    const later = await server.startAgain()
    await server.clock.advance(60_000)
    const restarted = await later
      .callerWith(ada.access)
      .post(`/${thread}/append_message/`, { content: 'a' }, { 'Idempotency-Key': one })
    expect([first.status, again.status, other.status, restarted.status]).toEqual([
      201, 201, 422, 201,
    ])
    expect(new Set([first, again, restarted].map(({ body }) => body.id)).size).toBe(1)
    expect(parallel.map(({ status }) => status)).toEqual([201, 201])
    expect(await countRows(server.place, 'messages')).toBe(2)
  },
  async 'IN-020'() {
    const listener = await listen(() => new Response('ok'), {
      host: '127.0.0.1',
      port: 0,
      onError: () => {},
    })
    expect([listener.timeouts.headersTimeout, listener.timeouts.requestTimeout]).toEqual([
      10_000, 30_000,
    ])
    const socket = connect(listener.port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await new Promise((resolve) => socket.once('data', resolve))
    socket.destroy()
    await listener.drain(AbortSignal.abort())
    await listener.end(AbortSignal.abort())
    expect((await fetchRaw(await startTestServer(), '/healthz')).status).toBe(200)
  },
})
