import { describe, expect, it } from 'vitest'
import {
  type Json,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../testing/test-server.ts'

async function openThread(): Promise<TestServer & { ada: VisitorCaller; thread: string }> {
  const server = await startTestServer()
  const ada = await server.visitor()
  return { ...server, ada, thread: await ada.open() }
}

describe('[SV4] opening', () => {
  it('answers 201 once, then 200 with the same ticket, also in a race', async () => {
    const { ada, id } = await openThread()
    const conversation = id()
    const open = (): Promise<Json> => ada.post('/tickets/', { conversation })
    const answers = await Promise.all([open(), open(), open()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    expect(new Set(answers.map(({ body }) => body.ticket.id)).size).toBe(1)
    expect(answers[0].body).toMatchObject({
      ticket: { conversation, ticket_number: 2, status: 'new', mode: 'people', message_count: 0 },
      thread: { id: conversation, status: 'idle', title: null, last_seq: 0 },
    })
  })

  it('keeps a ticket without a message from the team, until there is one', async () => {
    const { ada, thread, key } = await openThread()
    const before = await key.get('/tickets/')
    await ada.append(thread, 'Hello')
    const after = await key.get('/tickets/')
    expect([before.body.count, after.body.count]).toEqual([0, 1])
  })

  it('[RS-003] tells the team who writes, from where, within the limits', async () => {
    const { ada, id, key } = await openThread()
    const conversation = id()
    await ada.post('/tickets/', {
      conversation,
      anonymous_traits: {
        name: 'Ada',
        email: 'ada@example.com',
        vip: true,
        nested: { a: 1 },
        long: 'x'.repeat(600),
      },
      session_context: { url: 'https://shop.test/lamps', ['k'.repeat(101)]: 1 },
      session_id: 's-1',
    })
    await ada.append(conversation, 'Hello')
    const { body } = await key.get('/tickets/2/')
    expect(body).toMatchObject({
      channel_source: 'widget',
      channel_detail: 'widget_embedded',
      distinct_id: ada.id,
      anonymous_traits: { name: 'Ada', email: 'ada@example.com', vip: true, long: 'x'.repeat(500) },
      session_context: { url: 'https://shop.test/lamps' },
      session_id: 's-1',
      identity_verified: null,
    })
    expect(Object.keys(body.anonymous_traits)).not.toContain('nested')
    expect(Object.keys(body.session_context)).toEqual(['url'])
  })
})

describe('the list', () => {
  async function openThree(): Promise<TestServer & { threads: string[] }> {
    const server = await startTestServer()
    const threads: string[] = []
    for (const [name, email, text] of [
      ['Ada Lovelace', 'ada@example.com', 'Where is my lamp?'],
      ['Grace', 'grace@example.org', '100% brass_or not'],
      ['Änne', 'anne@example.net', 'Größe der Lampe'],
    ]) {
      const visitor = await server.visitor()
      const thread = await visitor.open({ anonymous_traits: { name, email } })
      await visitor.append(thread, text ?? '')
      await server.clock.advance(1_000)
      threads.push(thread)
    }
    return { ...server, threads }
  }

  const numbers = ({ body }: Json): number[] => body.results.map((row: Json) => row.ticket_number)

  it('is ordered by activity, newest first, in pages', async () => {
    const { key } = await openThree()
    await key.post('/tickets/1/reply/', { message: 'On its way' })
    const first = await key.get('/tickets/?limit=2')
    const second = await key.get(
      new URL(first.body.next).pathname.replace(/.*conversations/, '') +
        new URL(first.body.next).search,
    )
    expect([numbers(first), numbers(second)]).toEqual([[1, 3], [2]])
    expect([first.body.count, second.body.next]).toEqual([3, null])
  })

  it.each([
    ['2', [2]],
    ['#3', [3]],
    ['LOVE', [1]],
    ['example.org', [2]],
    ['LAMP', [3, 1]],
    ['100%', [2]],
    ['s_o', [2]],
    ['Größe', [3]],
    ['nothing like it', []],
  ])('finds %j', async (search, found) => {
    const { key } = await openThree()
    expect(numbers(await key.get(`/tickets/?search=${encodeURIComponent(search)}`))).toEqual(found)
  })

  it('filters by status, dropping what is none', async () => {
    const { key } = await openThree()
    await key.patch('/tickets/2/', { status: 'resolved' })
    const by = async (status: string): Promise<number[]> =>
      numbers(await key.get(`/tickets/?status=${status}`)).sort()
    expect([await by('resolved'), await by('resolved,new'), await by('nonsense')]).toEqual([
      [2],
      [1, 2, 3],
      [1, 2, 3],
    ])
  })

  it('filters by several statuses at once, with spaces and unknown ones between them', async () => {
    const { key } = await openThree()
    await key.patch('/tickets/1/', { status: 'pending' })
    await key.patch('/tickets/2/', { status: 'resolved' })
    const several = await key.get('/tickets/?status=pending,%20resolved,nonsense,')
    expect([numbers(several).sort(), several.body.count]).toEqual([[1, 2], 2])
  })
})

describe('working on a ticket', () => {
  it('counts what is unread on both sides', async () => {
    const { ada, thread, key } = await openThread()
    await ada.append(thread, 'One')
    await ada.append(thread, 'Two')
    const list = await key.get('/tickets/')
    const looked = await key.get('/tickets/1/')
    await key.post('/tickets/1/reply/', { message: 'Reply' })
    const mine = await ada.get('/')
    expect(list.body.results[0]).toMatchObject({ unread_team_count: 2, last_message_text: 'Two' })
    expect(looked.body).toMatchObject({ unread_team_count: 0, message_count: 2 })
    expect(mine.body.results[0].ticket).toMatchObject({
      unread_count: 1,
      message_count: 3,
      status: 'open',
    })
  })

  it('[SV19] reads up to a place, never back and never beyond the end', async () => {
    const { ada, thread, key } = await openThread()
    await ada.append(thread, 'One')
    await key.post('/tickets/1/reply/', { message: 'Two' })
    await key.post('/tickets/1/reply/', { message: 'Three' })
    const read = async (seq: number): Promise<unknown> => {
      const { body } = await ada.post(`/${thread}/read/`, { seq })
      return [body.read_seq, body.ticket.unread_count]
    }
    expect([await read(2), await read(1), await read(999_999)]).toEqual([
      [2, 1],
      [2, 1],
      [3, 0],
    ])
    const { body } = await key.get('/tickets/1/')
    expect(body.unread_customer_count).toBe(0)
  })

  it('[SV19] shows the visitor how far the team has read, and a second look changes nothing', async () => {
    const { ada, thread, key } = await openThread()
    await ada.append(thread, 'One')
    const first = await key.get('/tickets/1/')
    const second = await key.get(`/tickets/${first.body.id}/`)
    expect((await ada.get(`/${thread}/`)).body.team_read_seq).toBe(1)
    expect(second.body).toEqual(first.body)
  })

  it('[SV15] opens a resolved ticket when its visitor writes', async () => {
    const { ada, thread, key } = await openThread()
    await ada.append(thread, 'One')
    await key.patch('/tickets/1/', { status: 'resolved' })
    await ada.append(thread, 'One more thing')
    expect((await key.get('/tickets/1/')).body.status).toBe('open')
  })

  it('changes what is named and ignores what is not writable', async () => {
    const { ada, thread, key } = await openThread()
    await ada.append(thread, 'One')
    const { body } = await key.patch('/tickets/1/', {
      status: 'pending',
      priority: 'high',
      tags: ['billing', 'billing'],
      message_count: 99,
    })
    expect(body).toMatchObject({
      status: 'pending',
      priority: 'high',
      tags: ['billing'],
      message_count: 1,
    })
    expect((await key.patch('/tickets/1/', { status: 'nonsense' })).body).toMatchObject({
      type: 'validation_error',
      code: 'invalid',
      attr: 'status',
    })
  })

  it('[SV33] lets the visitor add traits, say that it is solved, and ask for a person', async () => {
    const { ada, thread, key } = await openThread()
    await ada.append(thread, 'One')
    const { body: opened } = await ada.post('/tickets/', { conversation: thread })
    const path = `/tickets/${opened.ticket.id}/`
    await ada.patch(path, { anonymous_traits: { name: 'Ada', plan: 'free' } })
    await ada.patch(path, { anonymous_traits: { plan: 'pro' }, ai_resolved: true })
    const asked = await ada.patch(path, { escalation_reason: 'visitor_request' })
    expect(asked.body).toMatchObject({ id: opened.ticket.id, mode: 'people' })
    expect((await key.get('/tickets/1/')).body).toMatchObject({
      anonymous_traits: { name: 'Ada', plan: 'pro' },
      ai_resolved: true,
      escalation_reason: 'visitor_request',
    })
  })

  it.each([
    { status: 'resolved' },
    { ai_resolved: false },
    { escalation_reason: 'because' },
    { tags: [] },
    { anonymous_traits: 'Ada' },
  ])('[SV33] refuses a visitor %j', async (change) => {
    const { ada, thread } = await openThread()
    const { body } = await ada.post('/tickets/', { conversation: thread })
    const refused = await ada.patch(`/tickets/${body.ticket.id}/`, change)
    expect(refused).toMatchObject({
      status: 400,
      body: { type: 'validation_error', attr: Object.keys(change)[0] },
    })
  })

  it('[SV6] is named by the first 80 characters of the first message', async () => {
    const { ada, thread } = await openThread()
    await ada.enqueue(thread, `${'🪔'.repeat(79)}abc`)
    const { body } = await ada.get(`/${thread}/`)
    expect(body.title).toBe(`${'🪔'.repeat(79)}a`)
  })

  it('[SV6] is not named after a message that was taken back', async () => {
    const { ada, thread, id } = await openThread()
    const key = id()
    await ada.enqueue(thread, 'My password is', { id: key, more: true })
    const waiting = await ada.get('/')
    await ada.delete(`/${thread}/queue/${key}/`)
    const withdrawn = await ada.get('/')
    await ada.append(thread, 'Hello')
    const posted = await ada.get('/')
    expect([waiting, withdrawn, posted].map(({ body }) => body.results[0].title)).toEqual([
      null,
      null,
      'Hello',
    ])
  })
})
