import { describe, expect, it } from 'vitest'
import { addAgent, addProject } from '../../testing/agents.ts'
import { type Json, startTestServer, type TestServer } from '../../testing/test-server.ts'

const FILTERS = {
  status: ['open', 'pending'],
  priority: ['high'],
  channel: 'all',
  sla: 'breached',
  aiTriageResult: ['persisted'],
  assignee: ['me', 'unassigned', { type: 'user', id: 1 }],
  tags: ['vip'],
  tagsMatch: 'all',
  tagsExclude: ['spam'],
  dateFrom: '-7d',
  dateTo: null,
  sorting: { columnKey: 'sla_due_at', order: 1 },
  search: 'lamp',
  somethingNewer: { a: [1] },
}

describe('[SV94] a view', () => {
  it('is made by somebody, and shared by all', async () => {
    const world = await startTestServer()
    const grace = await addAgent(world)
    const made = await grace.post('/views/', { name: ' Urgent ', filters: FILTERS })
    const view = {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      short_id: expect.stringMatching(/^[0-9a-f]{12}$/),
      name: 'Urgent',
      filters: FILTERS,
      position: 0,
      created_at: new Date(world.clock.now()).toISOString(),
      created_by: {
        id: grace.id,
        uuid: `00000000-0000-8000-8000-${grace.id.toString(16).padStart(12, '0')}`,
        distinct_id: `agent:${grace.id}`,
        first_name: 'Grace',
        last_name: '',
        email: 'grace@team.test',
        is_email_verified: null,
        hedgehog_config: null,
        role_at_organization: null,
      },
    }
    expect(made).toEqual({ status: 201, body: view })
    expect((await world.key.get(`/views/${made.body.short_id}/`)).body).toEqual(made.body)
  })

  it('filters nothing unless it is told to, and may be a server’s', async () => {
    const { key } = await startTestServer()
    const { body } = await key.post('/views/', { name: 'All' })
    expect(body).toMatchObject({ filters: {}, created_by: null })
  })

  it('is listed, the newest first, in pages', async () => {
    const { key, clock } = await startTestServer()
    for (const name of ['One', 'Two', 'Three']) {
      await key.post('/views/', { name })
      await clock.advance(1)
    }
    const { body } = await key.get('/views/?limit=2')
    const rest = await key.get('/views/?limit=2&offset=2')
    const names = (answer: Json): string[] => answer.results.map((view: Json) => view.name)
    expect([body.count, names(body), names(rest.body), rest.body.next]).toEqual([
      3,
      ['Three', 'Two'],
      ['One'],
      null,
    ])
  })

  it('is changed in what is named, its filters as a whole', async () => {
    const { key } = await startTestServer()
    const { body } = await key.post('/views/', { name: 'One', filters: FILTERS })
    const path = `/views/${body.short_id}/`
    const renamed = await key.patch(path, { name: 'Two', short_id: 'mine' })
    const refiltered = await key.patch(path, { filters: { sla: 'on-track' } })
    expect(renamed).toEqual({ status: 200, body: { ...body, name: 'Two' } })
    expect(refiltered.body).toEqual({ ...body, name: 'Two', filters: { sla: 'on-track' } })
    expect((await key.get(path)).body).toEqual(refiltered.body)
  })

  it('cannot be PUT, since that would wipe what is not named', async () => {
    const { key } = await startTestServer()
    const { body } = await key.post('/views/', { name: 'One', filters: FILTERS })
    const put = await key.raw('PUT', `/views/${body.short_id}/`, { body: { name: 'Two' } })
    expect([put.status, put.headers.get('allow')]).toEqual([
      405,
      'DELETE, GET, HEAD, OPTIONS, PATCH',
    ])
    expect((await key.get(`/views/${body.short_id}/`)).body).toEqual(body)
  })

  it('is deleted', async () => {
    const { key } = await startTestServer()
    const { body } = await key.post('/views/', { name: 'One' })
    const path = `/views/${body.short_id}/`
    expect((await key.delete(path)).status).toBe(204)
    const after = [await key.get(path), await key.patch(path, {}), await key.delete(path)]
    expect(after.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await key.get('/views/')).body.count).toBe(0)
  })

  it('is known to nobody of another project', async () => {
    const world = await startTestServer()
    const { body } = await world.key.post('/views/', { name: 'One' })
    const eve = await addAgent(world, { name: 'Eve', project: await addProject(world) })
    const response = await world.server.fetch(
      new Request(`http://chat.test/api/projects/2/conversations/views/${body.short_id}/`, {
        headers: { authorization: `Bearer ${eve.token}` },
      }),
    )
    expect(response.status).toBe(404)
  })

  it.each(['x', '%00', '019b796d-d600-7000-8000-000000000000'])(
    'is not found as %j',
    async (name) => {
      const { key } = await startTestServer()
      expect((await key.get(`/views/${name}/`)).status).toBe(404)
    },
  )

  it.each<[Json, string, string]>([
    [{}, 'name', 'This field is required.'],
    [{ name: ' ' }, 'name', 'This field may not be blank.'],
    [{ name: 'x'.repeat(401) }, 'name', 'Ensure this field has no more than 400 characters.'],
    [{ filters: [] }, 'filters', 'Must be an object.'],
    [{ filters: 'open' }, 'filters', expect.any(String)],
    [{ filters: { a: 'x'.repeat(10_000) } }, 'filters', 'Filters payload is too large.'],
    [{ filters: { status: 'open' } }, 'filters.status', expect.any(String)],
    [{ filters: { status: ['done'] } }, 'filters.status.0', expect.any(String)],
    [{ filters: { priority: ['urgent'] } }, 'filters.priority.0', expect.any(String)],
    [{ filters: { channel: 'fax' } }, 'filters.channel', expect.any(String)],
    [{ filters: { sla: 'late' } }, 'filters.sla', expect.any(String)],
    [{ filters: { aiTriageResult: ['x'] } }, 'filters.aiTriageResult.0', expect.any(String)],
    [
      { filters: { assignee: [{ type: 'team', id: 1 }] } },
      'filters.assignee.0',
      "Must be 'me', 'unassigned' or an object with 'type' and 'id'.",
    ],
    [{ filters: { tags: [1] } }, 'filters.tags.0', expect.any(String)],
    [
      { filters: { tags: Array.from({ length: 101 }, String) } },
      'filters.tags',
      'Ensure this field has no more than 100 elements.',
    ],
    [{ filters: { tagsMatch: 'none' } }, 'filters.tagsMatch', expect.any(String)],
    [{ filters: { dateFrom: 7 } }, 'filters.dateFrom', expect.any(String)],
    [
      { filters: { sorting: { columnKey: 'x', order: 2 } } },
      'filters.sorting.order',
      expect.any(String),
    ],
    [
      { filters: { search: 'x'.repeat(201) } },
      'filters.search',
      'Ensure this field has no more than 200 characters.',
    ],
  ])('is refused as %j', async (body, attr, detail) => {
    const { key } = await startTestServer()
    const view = attr === 'name' ? body : { name: 'One', ...body }
    expect(await key.post('/views/', view)).toMatchObject({
      status: 400,
      body: { type: 'validation_error', attr, detail },
    })
    expect((await key.get('/views/')).body.count).toBe(0)
  })

  it('takes a name of 400 characters, and filters of 10,000 as JSON', async () => {
    const { key } = await startTestServer()
    const filters = { a: 'x'.repeat(10_000 - '{"a":""}'.length) }
    expect((await key.post('/views/', { name: '🪔'.repeat(400), filters })).status).toBe(201)
  })
})

describe('[SV80] the list under a view', () => {
  async function openThree(): Promise<TestServer & { find(query: string): Promise<number[]> }> {
    const server = await startTestServer()
    for (const text of ['Lamp one', 'Lamp two', 'Chair']) {
      const visitor = await server.visitor()
      await visitor.append(await visitor.open(), text)
      await server.clock.advance(1_000)
    }
    return {
      ...server,
      async find(query) {
        const { body } = await server.key.get(`/tickets/?${query}`)
        return body.results.map((ticket: Json) => ticket.ticket_number)
      },
    }
  }

  it('shows what the view asks for, and the request overrides it', async () => {
    const { key, find } = await openThree()
    await key.patch('/tickets/1/', { status: 'resolved', tags: ['vip', 'new'] })
    await key.patch('/tickets/2/', { tags: ['vip'] })
    const filters = {
      status: ['new'],
      search: 'lamp',
      sorting: { columnKey: 'ticket_number', order: 1 },
    }
    const lamps = await key.post('/views/', { name: 'Lamps', filters })
    const vips = await key.post('/views/', {
      name: 'VIP',
      filters: { tags: ['vip', 'new'], tagsMatch: 'all', channel: 'all', sla: 'all' },
    })
    const view = `view=${lamps.body.short_id}`
    expect([
      await find(view),
      await find(`${view}&status=resolved`),
      await find(`${view}&status=new,resolved&order_by=-ticket_number`),
      await find(`${view}&search=chair`),
      await find(`view=${vips.body.short_id}`),
    ]).toEqual([[2], [1], [2, 1], [3], [1]])
  })

  it('is refused when there is no such view: it would show everything', async () => {
    const { key } = await openThree()
    expect(await key.get('/tickets/?view=nonsense')).toEqual({
      status: 400,
      body: {
        type: 'validation_error',
        code: 'invalid',
        detail: 'There is no view with this short_id.',
        attr: 'view',
      },
    })
    expect((await key.get('/tickets/?view=')).status).toBe(200)
  })
})
