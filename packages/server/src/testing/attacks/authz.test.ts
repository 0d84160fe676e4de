import { expect } from 'vitest'
import { addAgent } from '../agents.ts'
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
  readonly bob: VisitorCaller
  readonly hers: string
  readonly his: string
  readonly ticket: string
}

async function setUp(options: Parameters<typeof startTestServer>[0] = {}): Promise<Scene> {
  const server = await startTestServer(options)
  const [ada, bob] = [await server.visitor(), await server.visitor()]
  const [hers, his] = [await ada.open(), await bob.open()]
  await ada.append(hers, 'Only mine')
  await bob.append(his, 'His')
  const { body } = await ada.post('/tickets/', { conversation: hers })
  return { server, ada, bob, hers, his, ticket: body.ticket.id }
}

/** Status, headers and bytes, as far as they could tell anything. */
async function seen(response: Response): Promise<unknown> {
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
  return [response.status, headers, await response.text()]
}

/** The same request about A's object and about none must get the same answer, and change nothing. */
async function expectNoDifference(
  scene: Scene,
  calls: readonly (readonly [method: string, path: string, body?: unknown])[],
): Promise<void> {
  const { server, ada, bob, hers, ticket } = scene
  const before = (await ada.get(`/${hers}/`)).body
  for (const [method, path, body] of calls) {
    const at = (conversation: string, ofTicket: string): Promise<Response> =>
      fetchRaw(server, ROOT + path.replace('A', conversation).replace('T', ofTicket), {
        method,
        access: bob.access,
        headers: { 'idempotency-key': server.id() },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    const foreign = await seen(await at(hers, ticket))
    expect(foreign, `${method} ${path}`).toEqual(await seen(await at(server.id(), server.id())))
    expect(foreign, `${method} ${path}`).toEqual([404, expect.anything(), expect.anything()])
    expect(JSON.stringify(foreign)).not.toContain('Only mine')
  }
  expect((await ada.get(`/${hers}/`)).body).toEqual(before)
}

describeAttacks('authz', {
  'AZ-001': async () =>
    await expectNoDifference(await setUp(), [
      ['GET', '/A/'],
      ['GET', '/A/queue/'],
      ['GET', '/tickets/T/'],
      ['GET', '/tickets/T/messages/'],
    ]),
  'AZ-002': async () =>
    await expectNoDifference(await setUp(), [
      ['POST', '/A/append_message/', { content: 'hi' }],
      ['POST', '/A/queue/', { content: 'hi' }],
      ['POST', '/tickets/T/reply/', { message: 'hi' }],
    ]),
  'AZ-004': async () =>
    await expectNoDifference(await setUp(), [
      ['PATCH', '/tickets/T/', { ai_resolved: true }],
      ['PATCH', '/A/cancel/'],
      ['POST', '/A/read/', { seq: 1 }],
      ['POST', '/A/queue/clear/'],
      ['DELETE', '/tickets/T/'],
      // There are no such endpoints, for anybody.
      ['POST', '/A/close/', {}],
      ['POST', '/A/typing/', {}],
      ['POST', '/A/rating/', {}],
      ['GET', '/A/attachments/1/'],
    ]),
  async 'AZ-005'() {
    const { server, bob, his } = await setUp()
    for (const path of [`/${his}/attachments/1/`, `/${his}/attachments/`, '/attachments/1/']) {
      expect((await askRaw(server, ROOT + path, { access: bob.access })).status).toBe(404)
    }
  },
  async 'AZ-006'() {
    const { server, ada, bob, hers, his, ticket } = await setUp()
    const before = (await ada.get(`/${hers}/`)).body
    const { status } = await askRaw(
      server,
      `${ROOT}/${his}/append_message/?conversation_id=${hers}&conversation=${hers}`,
      {
        access: bob.access,
        headers: { 'x-conversation-id': hers, 'idempotency-key': server.id() },
        body: JSON.stringify({ conversation_id: hers, ticket_id: ticket, content: 'x' }),
      },
    )
    expect(status).toBe(201)
    expect((await ada.get(`/${hers}/`)).body).toEqual(before)
    expect((await bob.get(`/${his}/`)).body.messages).toHaveLength(2)
  },
  async 'AZ-007'() {
    const { server, ada, bob, his } = await setUp()
    const query = `visitor=${bob.id}&visitor=${ada.id}&visitor[]=${ada.id}&visitor.id=${ada.id}`
    const { body } = await askRaw(server, `${ROOT}/?${query}`, { access: bob.access })
    expect(body.results.map(({ id }: { id: string }) => id)).toEqual([his])
  },
  async 'AZ-008'() {
    const { server, ada, bob, his } = await setUp()
    const forged = {
      content: 'x',
      author: 'agent',
      author_type: 'support',
      author_name: 'Support',
      is_private: true,
      created_at: '2001-01-01',
      seq: 1,
      rev: 99,
      visitor_id: ada.id,
      distinct_id: 'alice',
      project: 2,
      status: 'resolved',
      priority: 'high',
    }
    const { body } = await bob.post(`/${his}/append_message/`, forged, {
      'Idempotency-Key': server.id(),
    })
    expect(body.message).toMatchObject({ author: 'visitor', author_name: null, seq: 2 })
    expect(body.message.created_at).not.toContain('2001')
    const { results } = (await server.key.get('/tickets/')).body
    const own = results.find((row: Answer['body']) => row.conversation === his)
    expect(own).toMatchObject({ status: 'new', priority: null, distinct_id: bob.id })
  },
  async 'AZ-009'() {
    const { server, ada, hers, ticket } = await setUp()
    const agent = await addAgent(server)
    await agent.post(`/tickets/${ticket}/reply/`, { message: 'Hello Ada' })
    await agent.post(`/tickets/${ticket}/reply/`, { message: 'canary-note', is_private: true })
    await agent.patch(`/tickets/${ticket}/`, {
      tags: ['canary-tag'],
      assignee: { type: 'user', id: agent.id },
    })
    const answers = [
      await ada.get('/'),
      await ada.get(`/${hers}/`),
      await ada.post('/tickets/', { conversation: hers }),
      await ada.get('/events/', { accept: 'application/json' }),
    ]
    expect(JSON.stringify(answers)).toContain('Grace')
    expect(JSON.stringify(answers)).not.toMatch(/canary|team\.test|assignee|tags|session_context/)
  },
  async 'AZ-010'() {
    const { server, ada } = await setUp()
    const paths = [
      '/api/projects/1/conversations/../persons',
      '/api/projects/1/conversations/../../users/@me',
      '/api//projects/1/conversations/',
      '/api/%2e%2e/%2e%2e/api/users/@me',
      '/api/projects/1/conversations/%2e%2e%2fviews',
      '/api/projects/1/conversations/x%00/queue',
    ]
    for (const path of paths) {
      expect((await askRaw(server, path, { access: ada.access })).status, path).toBe(404)
    }
  },
  async 'AZ-012'() {
    const lines: unknown[] = []
    const note = (...line: unknown[]): void => void lines.push(line)
    const canary = 'plk_CANARY_of_this_test'
    const { server, ada, hers } = await setUp({
      apiKey: canary,
      log: { error: note, info: note, debug: note },
    })
    const key = server.callerWith(canary)
    const told = [
      await key.get('/tickets/'),
      await key.post('/tickets/', 'no JSON'),
      await key.get(`/${canary}/`),
      await key.get(`/tickets/?search=${canary}`),
      await ada.get(`/${hers}/`),
      await server.callerWith(`${canary}x`).get('/tickets/'),
      (await askRaw(server, '/openapi.json')).body,
    ]
    // The client's own words may come back in `next` and `detail`; the key was in no answer before.
    expect(JSON.stringify([told[0], told[1], told[4], told[5], told[6]])).not.toContain('CANARY')
    const logged = JSON.stringify(lines).replaceAll(`/conversations/${canary}/`, '')
    expect(logged).not.toContain('CANARY')
  },
  async 'AZ-016'() {
    const { server, bob, hers } = await setUp()
    const ask = async (id: string): Promise<unknown> =>
      await seen(await fetchRaw(server, `${ROOT}/${id}/`, { access: bob.access }))
    const unknown = await ask('00000000-0000-4000-8000-000000000000')
    // Malformed ones too: there is nothing to be learned from being told which id could exist.
    expect([await ask(hers), await ask('not-an-id')]).toEqual([unknown, unknown])
  },
})
