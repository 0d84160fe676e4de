import { describe, expect, it } from 'vitest'
import { addAgent, addProject } from '../../testing/agents.ts'
import {
  type Answer,
  type Json,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts'

const ROOT = '/../customer_profile_configs/'

/** The same under the other prefix. */
async function viaEnvironment(
  { server }: TestServer,
  token: string,
  project = 1,
): Promise<Response> {
  const url = `http://chat.test/api/environments/${project}/customer_profile_configs`
  return await server.fetch(new Request(url, { headers: { authorization: `Bearer ${token}` } }))
}

describe('[SV95] a profile config', () => {
  it('keeps any JSON as it is', async () => {
    const { key, clock } = await startTestServer()
    const wanted = { scope: 'group_4', content: [{ a: null }, 1.5, 'ä'], sidebar: null }
    const made = await key.post(ROOT, wanted)
    const at = new Date(clock.now()).toISOString()
    expect(made).toEqual({
      status: 201,
      body: { id: expect.any(String), ...wanted, created_at: at, updated_at: at },
    })
    expect((await key.get(`${ROOT}${made.body.id}/`)).body).toEqual(made.body)
  })

  it('is empty unless it is told otherwise', async () => {
    const { key } = await startTestServer()
    expect((await key.post(ROOT, { scope: 'person' })).body).toMatchObject({
      content: {},
      sidebar: {},
    })
  })

  it('may be one of several for a scope, listed in pages, the newest first', async () => {
    const world = await startTestServer()
    const { key, clock } = world
    const grace = await addAgent(world)
    for (const sidebar of [1, 2, 3]) {
      await key.post(ROOT, { scope: 'person', sidebar })
      await clock.advance(1)
    }
    const { body } = await key.get(`${ROOT}?limit=2`)
    const all = await viaEnvironment(world, grace.token)
    const sidebars = (page: Json): Json[] => page.results.map((config: Json) => config.sidebar)
    expect([body.count, sidebars(body), sidebars(await all.json())]).toEqual([3, [3, 2], [3, 2, 1]])
    expect(new URL(body.next).search).toBe('?limit=2&offset=2')
  })

  it('is changed in what is named', async () => {
    const { key, clock } = await startTestServer()
    const { body } = await key.post(ROOT, { scope: 'person', content: { a: 1 }, sidebar: { b: 2 } })
    await clock.advance(1_000)
    const change: Json = { content: null, scope: 'group_0', id: 'mine', created_at: 'then' }
    const changed = await key.patch(`${ROOT}${body.id}/`, change)
    const updated_at = new Date(clock.now()).toISOString()
    expect(changed).toEqual({
      status: 200,
      body: { ...body, content: null, scope: 'group_0', updated_at },
    })
    expect((await key.get(`${ROOT}${body.id}/`)).body).toEqual(changed.body)
  })

  it('is deleted', async () => {
    const { key } = await startTestServer()
    const { body } = await key.post(ROOT, { scope: 'person' })
    const path = `${ROOT}${body.id}/`
    expect((await key.delete(path)).status).toBe(204)
    const after: Answer[] = [await key.get(path), await key.patch(path, {}), await key.delete(path)]
    expect(after.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  it.each([
    [{}, 'scope', 'This field is required.'],
    [{ scope: 'group_5' }, 'scope', expect.any(String)],
    [{ scope: ['person'] }, 'scope', expect.any(String)],
    [
      { scope: 'person', content: 'x'.repeat(100_000) },
      'content',
      'Ensure this field has no more than 100000 characters as JSON.',
    ],
    [
      { scope: 'person', sidebar: JSON.parse('['.repeat(65) + ']'.repeat(65)) },
      'sidebar',
      'Ensure this field is nested no deeper than 64 levels.',
    ],
  ])('is refused as %.60j', async (body, attr, detail) => {
    const { key } = await startTestServer()
    expect(await key.post(ROOT, body)).toMatchObject({
      status: 400,
      body: { type: 'validation_error', attr, detail },
    })
    expect((await key.get(ROOT)).body.count).toBe(0)
  })

  it('needs a right of its own', async () => {
    const world = await startTestServer()
    const { body } = await world.key.post(ROOT, { scope: 'person' })
    const reader = await addAgent(world, { scopes: 'customer_profile_config:read' })
    const other = await addAgent(world, { scopes: 'ticket:write' })
    expect([
      (await reader.get(ROOT)).status,
      (await reader.post(ROOT, { scope: 'person' })).status,
      (await reader.delete(`${ROOT}${body.id}/`)).status,
      (await other.get(ROOT)).status,
    ]).toEqual([200, 403, 403, 403])
  })

  it('is known to nobody of another project', async () => {
    const world = await startTestServer()
    await world.key.post(ROOT, { scope: 'person' })
    const eve = await addAgent(world, { name: 'Eve', project: await addProject(world) })
    const listed = await viaEnvironment(world, eve.token, 2)
    expect((await listed.json()).count).toBe(0)
    expect((await viaEnvironment(world, eve.token, 1)).status).toBe(404)
  })
})
