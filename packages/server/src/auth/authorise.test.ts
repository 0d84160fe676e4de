import { describe, expect, it } from 'vitest'
import { allRoutes } from '../routes/all-routes.ts'
import type { Route } from '../routes/route.ts'
import { type Caller, startTestServer, type TestServer } from '../testing/test-server.ts'
import { unusedServices } from '../testing/unused-services.ts'
import { authorise } from './authorise.ts'

/** Who asks in the matrix. `owner` has the thread; `stranger` is another visitor. */
const PRINCIPALS = ['owner', 'stranger', 'key', 'nobody', 'unknown token', 'expired'] as const
type Who = (typeof PRINCIPALS)[number]

/** What a request needs so that nothing but permission can refuse it. */
const BODIES: Readonly<Record<string, (world: World) => unknown>> = {
  'POST /tickets': ({ thread }) => ({ conversation: thread }),
  'PATCH /tickets/:ticket': () => ({ ai_resolved: true }),
  'PUT /tickets/:ticket': () => ({ ai_resolved: true }),
  'POST /tickets/:ticket/reply': () => ({ message: 'Hi' }),
  'PATCH /tickets/:ticket/messages/:note': () => ({ message: 'Changed' }),
  'POST /tickets/:ticket/ai_feedback': ({ message }) => ({ message_id: message, rating: 'good' }),
  'POST /tickets/bulk_update_status': ({ ticket }) => ({ ids: [ticket], status: 'open' }),
  'POST /tickets/bulk_update_tags': ({ ticket }) => ({ ids: [ticket], action: 'add', tags: ['a'] }),
  'POST /views': () => ({ name: 'Mine' }),
  'PATCH /views/:view': () => ({ name: 'Changed' }),
  'POST /customer_profile_configs': () => ({ scope: 'person' }),
  'PATCH /customer_profile_configs/:config': () => ({ scope: 'group_0' }),
  'POST ': ({ thread, id }) => ({ conversation: thread, content: 'Hi', trace_id: id() }),
  'POST /:conversation/append_message': () => ({ content: 'Hi' }),
  'POST /:conversation/queue': () => ({ content: 'Hi' }),
  'PATCH /:conversation/queue/:message': () => ({ content: 'Changed' }),
  'POST /:conversation/read': () => ({ seq: 1 }),
}

/** The whole table: status by route, in the order of PRINCIPALS without the last three, always 401. */
const EXPECTED: Readonly<Record<string, readonly [owner: number, stranger: number, key: number]>> =
  {
    'GET /events': [200, 200, 200],
    'POST /tickets': [200, 404, 200],
    'GET /tickets': [404, 404, 200],
    'GET /tickets/:ticket': [404, 404, 200],
    'PATCH /tickets/:ticket': [200, 404, 200],
    'PUT /tickets/:ticket': [200, 404, 200],
    'DELETE /tickets/:ticket': [404, 404, 204],
    'GET /tickets/unread_count': [404, 404, 200],
    'POST /tickets/bulk_update_status': [404, 404, 200],
    'POST /tickets/bulk_update_tags': [404, 404, 200],
    'GET /tickets/:ticket/messages': [404, 404, 200],
    'PATCH /tickets/:ticket/messages/:note': [404, 404, 200],
    'POST /tickets/:ticket/suggest_reply': [404, 404, 403],
    'POST /tickets/:ticket/ai_feedback': [404, 404, 202],
    'GET /views': [404, 404, 200],
    'POST /views': [404, 404, 201],
    'GET /views/:view': [404, 404, 200],
    'PATCH /views/:view': [404, 404, 200],
    'DELETE /views/:view': [404, 404, 204],
    'GET /customer_profile_configs': [404, 404, 200],
    'POST /customer_profile_configs': [404, 404, 201],
    'GET /customer_profile_configs/:config': [404, 404, 200],
    'PATCH /customer_profile_configs/:config': [404, 404, 200],
    'DELETE /customer_profile_configs/:config': [404, 404, 204],
    'POST /tickets/:ticket/reply': [404, 404, 201],
    'GET /:conversation/queue': [200, 404, 200],
    'POST /:conversation/queue': [200, 404, 200],
    'POST /:conversation/queue/clear': [200, 404, 200],
    'PATCH /:conversation/queue/:message': [200, 404, 200],
    'DELETE /:conversation/queue/:message': [200, 404, 200],
    'GET ': [200, 200, 200],
    'POST ': [200, 404, 200],
    'GET /:conversation': [200, 404, 200],
    'POST /:conversation/append_message': [201, 404, 201],
    'PATCH /:conversation/cancel': [204, 404, 204],
    'POST /:conversation/read': [200, 404, 200],
  }

interface World extends TestServer {
  readonly thread: string
  readonly ticket: string
  readonly message: string
  readonly note: string
  readonly view: string
  readonly config: string
  readonly callers: Readonly<Record<Who, Caller>>
}

async function buildWorld(needsQueue: boolean): Promise<World> {
  const server = await startTestServer()
  const late = await server.visitor()
  await server.clock.advance(16 * 60_000)
  const [owner, stranger] = [await server.visitor(), await server.visitor()]
  const thread = await owner.open()
  const { body } = await owner.post('/tickets/', { conversation: thread })
  await owner.append(thread, 'Hello')
  const message = server.id()
  if (needsQueue) await owner.enqueue(thread, 'Waits', { id: message, more: true })
  const { key } = server
  const note = await key.post('/tickets/1/reply/', { message: 'Note', is_private: true })
  const view = await key.post('/views/', { name: 'Mine' })
  const config = await key.post('/../customer_profile_configs/', { scope: 'person' })
  const callers = {
    owner,
    stranger,
    key: server.key,
    nobody: server.nobody,
    'unknown token': server.callerWith('pla_unknown'),
    expired: late,
  }
  return {
    ...server,
    thread,
    ticket: body.ticket.id,
    message,
    note: note.body.id,
    view: view.body.short_id,
    config: config.body.id,
    callers,
  }
}

async function request(world: World, route: Route, who: Who): Promise<Response> {
  const path = route.path
    .replace(':conversation', world.thread)
    .replace(':ticket', world.ticket)
    .replace(':message', world.message)
    .replace(':note', world.note)
    .replace(':view', world.view)
    .replace(':config', world.config)
  const body = BODIES[nameOf(route)]?.(world)
  const root = route.isBesideConversations === true ? '/..' : ''
  return await world.callers[who].raw(route.method, `${root}${path}/`, {
    headers: { 'Idempotency-Key': world.id(), accept: 'application/json' },
    ...(body !== undefined && { body }),
  })
}

const nameOf = (route: Route): string => `${route.method} ${route.path}`

const routes = allRoutes(unusedServices)

it('[SV30] has an expectation for every route, and no other', () => {
  expect(routes.map(nameOf).sort()).toEqual(Object.keys(EXPECTED).sort())
})

describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (name, route) => {
  it('[SV30] answers each principal as the table says', async () => {
    const world = await buildWorld(name.includes(':message'))
    const statuses: Record<string, number> = {}
    // The owner last: what is done then cannot help a stranger.
    for (const who of [...PRINCIPALS].reverse()) {
      const response = await request(world, route, who)
      statuses[who] = response.status
      await response.body?.cancel()
      if (who === 'key' && name.startsWith('DELETE')) break
    }
    const [owner, stranger, key] = EXPECTED[name] ?? []
    const expected = { owner, stranger, key, nobody: 401, 'unknown token': 401, expired: 401 }
    expect(statuses).toEqual(
      Object.fromEntries(Object.entries(expected).filter(([who]) => who in statuses)),
    )
  })

  it('[SV31] answers what is foreign exactly as what does not exist', async () => {
    const world = await buildWorld(name.includes(':message'))
    const nowhere = { ...world, thread: world.id(), ticket: world.id(), message: world.id() }
    const [foreign, unknown] = [
      await request(world, route, 'stranger'),
      await request(nowhere, route, 'stranger'),
    ]
    // Both of these make what does not exist; with the others nothing can be told apart.
    const isMaking = name === 'POST /tickets' || name === 'POST '
    const bytes = async (response: Response): Promise<unknown> => [
      response.status,
      [...response.headers].filter(([name]) => name !== 'x-request-id'),
      response.status === 404 ? await response.text() : null,
    ]
    const [one, other] = [await bytes(foreign), await bytes(unknown)]
    await Promise.all([foreign, unknown].map((response) => response.body?.cancel().catch(() => {})))
    expect(isMaking ? unknown.status : one).toEqual(isMaking ? expect.any(Number) : other)
  })
})

it('[SV31] attaches to a foreign stream no better than to one that does not exist', async () => {
  const { visitor, id } = await startTestServer()
  const [ada, bob] = [await visitor(), await visitor()]
  const thread = await ada.open()
  await ada.append(thread, 'Hello')
  const [foreign, unknown] = [await bob.attach(thread), await bob.attach(id())]
  expect([foreign.status, await foreign.text()]).toEqual([unknown.status, await unknown.text()])
})

it('[SV31] does not know the project of others', async () => {
  const { server, visitor } = await startTestServer()
  const { access } = await visitor()
  const paths = ['/api/projects/2/conversations/', '/api/environments/x/conversations/']
  const answers = await Promise.all(
    paths.map((path) =>
      server.fetch(
        new Request(`http://chat.test${path}`, { headers: { authorization: `Bearer ${access}` } }),
      ),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([404, 404])
})

it('[SV31] treats a deleted conversation, and one of another project, as unknown', () => {
  const key = { kind: 'key', id: 'key', project: 1, scopes: '*', agent: null } as const
  const refuse = (owned: { project_id: number; deleted_at: number | null }): number | undefined =>
    authorise(key, 'conversation.read', { visitor_id: null, ...owned })?.status
  expect([
    refuse({ project_id: 1, deleted_at: null }),
    refuse({ project_id: 1, deleted_at: 1 }),
    refuse({ project_id: 2, deleted_at: null }),
  ]).toEqual([undefined, 404, 404])
})

it('[SV30] takes a stored key as well as a configured one', async () => {
  const { server, callerWith } = await startTestServer()
  const made = callerWith(await server.createApiKey())
  expect((await made.get('/tickets/')).status).toBe(200)
})
