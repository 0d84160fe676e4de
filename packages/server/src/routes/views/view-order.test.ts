import { describe, expect, it } from 'vitest'
import { addAgent, addProject } from '../../testing/agents.ts'
import { type Json, startTestServer, type TestServer } from '../../testing/test-server.ts'

type Ids = Readonly<Record<string, string>>

/** A server with views of these names, which it also knows by their short ids. */
async function save(...names: readonly string[]): Promise<TestServer & { ids: Ids }> {
  const world = await startTestServer()
  const ids: Record<string, string> = {}
  for (const name of names) ids[name] = (await world.key.post('/views/', { name })).body.short_id
  return { ...world, ids }
}

async function placesIn({ key }: TestServer): Promise<readonly (readonly [number, string])[]> {
  const { body } = await key.get('/views/')
  const places = body.results.map((view: Json) => [view.position, view.name] as const)
  return places.sort(([a]: [number], [b]: [number]) => a - b)
}

async function orderIn(world: TestServer): Promise<string> {
  return (await placesIn(world)).map(([, name]) => name).join()
}

describe('[SV178] views', () => {
  it('stand in the order in which they were saved, also when one has gone', async () => {
    const world = await save('B', 'C', 'A')
    await world.key.delete(`/views/${world.ids.C}/`)
    await world.key.post('/views/', { name: 'D' })
    expect(await placesIn(world)).toEqual([
      [0, 'B'],
      [2, 'A'],
      [3, 'D'],
    ])
  })

  it('stand each at a place of its own that are saved at once', async () => {
    const world = await startTestServer()
    const names = [...'ABCDEFGH']
    await Promise.all(names.map((name) => world.key.post('/views/', { name })))
    expect((await placesIn(world)).map(([place]) => place)).toEqual([...names.keys()])
  })
})

describe('[SV179] a view', () => {
  it.each<[string, { before?: string; after?: string }, string]>([
    ['D', { before: 'B' }, 'A,D,B,C'],
    ['D', { before: 'A' }, 'D,A,B,C'],
    ['A', { after: 'C' }, 'B,C,A,D'],
    ['A', { after: 'D' }, 'B,C,D,A'],
    ['B', { after: 'A' }, 'A,B,C,D'],
  ])('%s moves to %j', async (name, { before, after }, order) => {
    const world = await save('A', 'B', 'C', 'D')
    const { status, body } = await world.key.patch(`/views/${world.ids[name]}/`, {
      ...(before && { before: world.ids[before] }),
      ...(after && { after: world.ids[after] }),
    })
    expect([status, body.position]).toEqual([200, order.split(',').indexOf(name)])
    expect([await orderIn(world), (await world.key.get(`/views/${body.short_id}/`)).body]).toEqual([
      order,
      body,
    ])
  })

  it('keeps its place when it is renamed, and is renamed where it moves', async () => {
    const world = await save('A', 'B', 'C')
    const { ids, key } = world
    await key.patch(`/views/${ids.B}/`, { name: 'Z' })
    const renamed = await orderIn(world)
    await key.patch(`/views/${ids.A}/`, { name: 'Y', after: ids.C })
    expect([renamed, await orderIn(world)]).toEqual(['A,Z,C', 'Z,C,Y'])
  })

  it('stands beside its neighbour, whatever else was moved or deleted meanwhile', async () => {
    const world = await save('A', 'B', 'C', 'D')
    const { ids, key } = world
    await key.delete(`/views/${ids.A}/`)
    await key.patch(`/views/${ids.B}/`, { after: ids.D })
    await key.patch(`/views/${ids.D}/`, { before: ids.C })
    expect(await orderIn(world)).toBe('D,C,B')
  })

  it.each<[string, (ids: Ids) => object, string, string]>([
    [
      'a neighbour that is gone',
      ({ B }) => ({ before: B }),
      'before',
      'There is no other view with this short_id.',
    ],
    ['itself', ({ A }) => ({ after: A }), 'after', 'There is no other view with this short_id.'],
    [
      'two neighbours',
      ({ C }) => ({ before: C, after: C }),
      'after',
      'Name either before or after.',
    ],
    ['a number', () => ({ before: 1 }), 'before', expect.any(String)],
    ['nothing', () => ({ after: null }), 'after', expect.any(String)],
    [
      'one that no engine could store',
      () => ({ after: '\0' }),
      'after',
      'There is no other view with this short_id.',
    ],
  ])('does not move to %s, and nothing else of the change is done', async (_, to, attr, detail) => {
    const world = await save('A', 'B', 'C')
    const { ids, key } = world
    await key.delete(`/views/${ids.B}/`)
    const change = { name: 'Changed', ...to(ids) }
    expect(await key.patch(`/views/${ids.A}/`, change)).toMatchObject({
      status: 400,
      body: { type: 'validation_error', attr, detail },
    })
    expect(await orderIn(world)).toBe('A,C')
  })

  it('has no neighbour in another project', async () => {
    const world = await save('A')
    const project = await addProject(world)
    const eve = await addAgent(world, { name: 'Eve', project })
    const ofEve = async (method: string, path: string, body: object): Promise<Response> =>
      await world.server.fetch(
        new Request(`http://chat.test/api/projects/${project}/conversations/views/${path}`, {
          method,
          headers: { authorization: `Bearer ${eve.token}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      )
    const { short_id, position } = await (await ofEve('POST', '', { name: 'Hers' })).json()
    const moved = await ofEve('PATCH', `${short_id}/`, { after: world.ids.A })
    expect([position, moved.status]).toEqual([0, 400])
  })

  it('is not lost, and none is left without a place, when everybody moves at once', async () => {
    const names = [...'ABCDEFGH']
    const world = await save(...names)
    const { ids, key } = world
    const move = (name: string, to: object) => key.patch(`/views/${ids[name]}/`, to)
    const answers = await Promise.all([
      move('A', { after: ids.H }),
      move('H', { before: ids.A }),
      move('B', { after: ids.G }),
      move('C', { before: ids.F }),
      move('D', { name: 'Renamed' }),
      key.delete(`/views/${ids.E}/`),
      key.post('/views/', { name: 'I' }),
      move('F', { after: ids.A }),
      key.delete(`/views/${ids.G}/`),
    ])
    const places = await placesIn(world)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(places.map(([, name]) => name).sort()).toEqual([...'ABCFHI', 'Renamed'].sort())
    expect(new Set(places.map(([place]) => place)).size).toBe(places.length)
  })
})

describe('[SV180] the order of filters', () => {
  it('is kept as it was saved, also of those that nobody knows yet', async () => {
    const { key } = await startTestServer()
    const filterOrder = ['tags', 'mood', 'priority', 'tags']
    const filters = { priority: ['high'], filterOrder, tags: ['vip'] }
    const { body } = await key.post('/views/', { name: 'One', filters })
    expect((await key.get(`/views/${body.short_id}/`)).body.filters).toEqual(filters)
  })

  it.each<[unknown, string, unknown]>([
    ['tags', 'filters.filterOrder', expect.any(String)],
    [[1], 'filters.filterOrder.0', expect.any(String)],
    [
      Array.from({ length: 101 }, String),
      'filters.filterOrder',
      'Ensure this field has no more than 100 elements.',
    ],
  ])('is refused as %j', async (filterOrder, attr, detail) => {
    const { key } = await startTestServer()
    const { status, body } = await key.post('/views/', { name: 'One', filters: { filterOrder } })
    expect([status, body]).toEqual([400, expect.objectContaining({ attr, detail })])
  })
})
