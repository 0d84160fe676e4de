import { describe, expect, it } from 'vitest'
import { addAgent, addProject, type TestAgent } from '../../testing/agents.ts'
import {
  type Answer,
  type Json,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../../testing/test-server.ts'

interface World extends TestServer {
  readonly grace: TestAgent
  readonly visitors: readonly VisitorCaller[]
  /** Ticket 1 is the oldest; each is a minute younger than the one before. */
  readonly ids: readonly string[]
  /** Changes a ticket by its number. */
  change(number: number, change: Json): Promise<Answer>
  /** Numbers of the tickets that a query finds. */
  find(query: string): Promise<number[]>
}

const PEOPLE = ['Ada', 'Bob', 'Cleo', 'Dan']
const MINUTE_MS = 60_000

/** Four visitors with a ticket each, and an agent who is not on any of them. */
async function buildWorld(): Promise<World> {
  const server = await startTestServer()
  const grace = await addAgent(server)
  const visitors: VisitorCaller[] = []
  for (const name of PEOPLE) {
    const visitor = await server.visitor()
    const email = `${name}@example.com`
    const thread = await visitor.open({ anonymous_traits: { name, email } })
    await visitor.append(thread, `${name} says hello`)
    await server.clock.advance(MINUTE_MS)
    visitors.push(visitor)
  }
  const { body } = await server.key.get('/tickets/?order_by=ticket_number')
  return {
    ...server,
    grace,
    visitors,
    ids: body.results.map((ticket: Json) => ticket.id),
    change: (number, change) => server.key.patch(`/tickets/${number}/`, change),
    async find(query) {
      const answer = await grace.get(`/tickets/?${query}`)
      return answer.body.results.map((ticket: Json) => ticket.ticket_number)
    },
  }
}

const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value))

describe('[SV80] the list', () => {
  it('filters by priority, one or several, dropping what is none', async () => {
    const { change, find } = await buildWorld()
    await change(1, { priority: 'low' })
    await change(2, { priority: 'critical' })
    expect([
      await find('priority=low'),
      await find('priority=critical,%20low,nonsense'),
      await find('priority=nonsense'),
    ]).toEqual([[1], [2, 1], [2, 1, 4, 3]])
  })

  it('filters by channel and its detail', async () => {
    const { find } = await buildWorld()
    expect([
      await find('channel_source=email'),
      await find('channel_source=widget'),
      await find('channel_source=nonsense'),
      await find('channel_detail=slack_bot_mention'),
      await find('channel_detail=widget_embedded'),
      await find('channel_detail=nonsense'),
    ]).toEqual([[], [4, 3, 2, 1], [4, 3, 2, 1], [], [4, 3, 2, 1], [4, 3, 2, 1]])
  })

  it('filters by who works on it: nobody, somebody, me, or any of several', async () => {
    const world = await buildWorld()
    const { change, find, grace, key } = world
    const heidi = await addAgent(world, { name: 'Heidi' })
    await change(1, { assignee: { type: 'user', id: grace.id } })
    await change(2, { assignee: { type: 'user', id: heidi.id } })
    const byServer = await key.get('/tickets/?assignee=me')
    expect([
      await find('assignee=unassigned'),
      await find('assignee=me'),
      await find(`assignee=user:${heidi.id}`),
      await find(`assignee=user:${heidi.id},me`),
      await find('assignee=me,unassigned'),
      await find('assignee=user:99999999999999999999,user:4000000000'),
      await find(`assignee=role:${world.id()}`),
      await find('assignee=nonsense,role:x'),
      byServer.body.count,
    ]).toEqual([[4, 3], [1], [2], [2, 1], [1, 4, 3], [], [], [2, 1, 4, 3], 0])
  })

  it('filters by the last change, both ends included', async () => {
    const { find, clock, key } = await buildWorld()
    const { body } = await key.get('/tickets/2/')
    const at = encodeURIComponent(body.updated_at)
    await clock.advance(60 * MINUTE_MS)
    await key.post('/tickets/1/reply/', { message: 'Sorry for the delay' })
    expect([
      await find(`date_from=${at}`),
      await find(`date_to=${at}`),
      await find(`date_from=${at}&date_to=${at}`),
      await find('date_from=-1h'),
      await find('date_to=-1h'),
      await find('date_from=all'),
      await find('date_from=-1mStart&date_to=dEnd'),
      await find('date_from=2026-02-31'),
    ]).toEqual([[1, 4, 3, 2], [2], [2], [1], [4, 3, 2], [1, 4, 3, 2], [1, 4, 3, 2], [1, 4, 3, 2]])
  })

  it('filters by who wrote, by id or address', async () => {
    const { find, visitors, visitor } = await buildWorld()
    const nameless = await visitor()
    await nameless.append(await nameless.open({ anonymous_traits: { email: '' } }), 'Hello')
    const [ada, bob] = visitors
    expect([
      await find(`distinct_ids=${ada?.id},${bob?.id}`),
      await find('emails=CLEO@example.com,nobody@example.com'),
      await find(`distinct_ids=${ada?.id}&emails=dan@example.com`),
      await find('distinct_ids=unknown'),
      await find('distinct_ids=,&emails=,'),
    ]).toEqual([[2, 1], [3], [4, 1], [], [5, 4, 3, 2, 1]])
  })

  it('filters by ids, and marks nothing as read', async () => {
    const { find, ids, key, id } = await buildWorld()
    const asked = `${ids[0]},${ids[2]?.toUpperCase()},${id()},nonsense`
    expect([await find(`ids=${asked}`), await find('ids=nonsense')]).toEqual([
      [3, 1],
      [4, 3, 2, 1],
    ])
    const { body } = await key.get(`/tickets/?ids=${ids[0]}`)
    expect(body.results[0].unread_team_count).toBe(1)
  })

  it('uses the first 100 of a list of ids', async () => {
    const { find, ids, id } = await buildWorld()
    const others = Array.from({ length: 100 }, id)
    expect(await find(`ids=${[...others.slice(1), ids[0], ids[1]].join(',')}`)).toEqual([1])
  })

  it('filters by how close the promised time is', async () => {
    const { change, find, clock } = await buildWorld()
    const inMs = (ms: number): string => new Date(clock.now() + ms).toISOString()
    await change(1, { sla_due_at: inMs(-1) })
    await change(2, { sla_due_at: inMs(60 * MINUTE_MS) })
    await change(3, { sla_due_at: inMs(60 * MINUTE_MS + 1) })
    expect([
      await find('sla=breached'),
      await find('sla=at-risk'),
      await find('sla=on-track'),
      await find('sla=nonsense'),
    ]).toEqual([[1], [2], [3], [3, 2, 1, 4]])
  })

  it('filters by whether it is put aside', async () => {
    const { change, find } = await buildWorld()
    await change(2, { snoozed_until: '2030-01-01T00:00:00Z' })
    expect([
      await find('snoozed=true'),
      await find('snoozed=False'),
      await find('snoozed=maybe'),
    ]).toEqual([[2], [4, 3, 1], [2, 4, 3, 1]])
  })

  it('filters by tags: any, all, none, and together', async () => {
    const { change, find } = await buildWorld()
    await change(1, { tags: ['billing', 'vip'] })
    await change(2, { tags: ['billing'] })
    await change(3, { tags: ["o'hara, inc"] })
    expect([
      await find(`tags=${json(['billing', "o'hara, inc"])}`),
      await find(`tags_all=${json(['billing', 'vip'])}`),
      await find(`tags_exclude=${json(['vip', "o'hara, inc"])}`),
      await find(`tags=${json(['billing'])}&tags_exclude=${json(['vip'])}`),
      await find(`tags=${json(['Billing'])}`),
      await find('tags=billing'),
      await find(`tags=${json({ a: 1 })}`),
      await find(`tags=${json([1, null, ' '])}`),
    ]).toEqual([[3, 2, 1], [1], [2, 4], [2], [], [3, 2, 1, 4], [3, 2, 1, 4], [3, 2, 1, 4]])
  })

  it('uses the first 50 tags', async () => {
    const { change, find } = await buildWorld()
    await change(1, { tags: ['last'] })
    const others = Array.from({ length: 50 }, (_, n) => `tag ${n}`)
    expect(await find(`tags=${json([...others, 'last'])}`)).toEqual([])
    expect(await find(`tags=${json([...others.slice(1), 'last'])}`)).toEqual([1])
  })

  it('[SV84] finds tags as they are now', async () => {
    const { change, find } = await buildWorld()
    await change(1, { tags: ['old', 'kept'] })
    await change(1, { tags: ['kept', ' new ', 'new', ''] })
    expect([
      await find(`tags=${json(['old'])}`),
      await find(`tags=${json(['kept'])}`),
      await find(`tags=${json(['new'])}`),
    ]).toEqual([[], [1], [1]])
  })

  it('searches only what is short enough', async () => {
    const { find } = await buildWorld()
    expect([
      await find('search=ada%20says'),
      await find(`search=${'x'.repeat(200)}`),
      await find(`search=${'x'.repeat(201)}`),
      await find('search=%23002'),
      await find(`search=${'9'.repeat(40)}`),
    ]).toEqual([[1], [], [4, 3, 2, 1], [2], []])
  })

  it.each([
    ['ticket_number', [1, 2, 3, 4]],
    ['-ticket_number', [4, 3, 2, 1]],
    ['created_at', [1, 2, 3, 4]],
    ['-created_at', [4, 3, 2, 1]],
    ['updated_at', [3, 4, 1, 2]],
    ['-updated_at', [2, 1, 4, 3]],
    ['sla_due_at', [2, 1, 3, 4]],
    ['-sla_due_at', [1, 2, 4, 3]],
    ['snoozed_until', [2, 1, 3, 4]],
    ['-snoozed_until', [1, 2, 4, 3]],
    ['nonsense', [2, 1, 4, 3]],
    ['-nonsense', [2, 1, 4, 3]],
    ['constructor', [2, 1, 4, 3]],
    ['tickets.id; drop table tickets', [2, 1, 4, 3]],
  ])('is ordered by %j, with those without a time at the end', async (orderBy, order) => {
    const { change, find, clock } = await buildWorld()
    await change(1, { sla_due_at: '2031-01-01', snoozed_until: '2031-01-01' })
    await clock.advance(1)
    await change(2, { sla_due_at: '2030-01-01', snoozed_until: '2030-01-01' })
    expect(await find(`order_by=${encodeURIComponent(orderBy)}`)).toEqual(order)
  })

  it('has pages of 100, and of 1000 at most, with links that keep the filters', async () => {
    const { key } = await buildWorld()
    const { body } = await key.get('/tickets/?status=new&limit=2&offset=1')
    const limitOf = async (limit: string): Promise<string | null> => {
      const page = await key.get(`/tickets/?offset=1&limit=${limit}`)
      return new URL(page.body.previous).searchParams.get('limit')
    }
    expect(new URL(body.next).search).toBe('?status=new&limit=2&offset=3')
    expect(new URL(body.previous).search).toBe('?status=new&limit=2&offset=0')
    expect([await limitOf('5000'), await limitOf('nonsense'), await limitOf('0')]).toEqual([
      '1000',
      '100',
      '100',
    ])
  })

  it('counts all that it finds, whatever part of it the page shows', async () => {
    const { key } = await buildWorld()
    const pages = [
      'limit=4',
      'limit=2',
      'limit=3&offset=3',
      'offset=9',
      'search=nobody',
      'search=2',
    ]
    const answers = await Promise.all(pages.map((page) => key.get(`/tickets/?${page}`)))
    const sizes = answers.map(({ body }) => [body.count, body.results.length])
    expect(sizes).toEqual([
      [4, 4],
      [4, 2],
      [4, 1],
      [4, 0],
      [0, 0],
      [1, 1],
    ])
  })

  it.each(['search', 'tags', 'emails', 'distinct_ids', 'ids', 'assignee', 'order_by', 'date_from'])(
    'survives what cannot be stored in %j',
    async (name) => {
      const { key } = await buildWorld()
      const texts = ['%00', '%ff%ed%a0%80', json(['\0', '\ud800']), json("' or '1'='1")]
      const answers = await Promise.all(texts.map((text) => key.get(`/tickets/?${name}=${text}`)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    },
  )

  it('has nothing of other projects', async () => {
    const world = await buildWorld()
    const other = await addAgent(world, { name: 'Eve', project: await addProject(world) })
    const response = await world.server.fetch(
      new Request('http://chat.test/api/projects/2/conversations/tickets/', {
        headers: { authorization: `Bearer ${other.token}` },
      }),
    )
    expect([response.status, (await response.json()).count]).toEqual([200, 0])
  })
})
