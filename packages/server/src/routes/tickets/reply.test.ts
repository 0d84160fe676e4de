import { describe, expect, it } from 'vitest'
import { addAgent } from '../../testing/agents.ts'
import { startTestServer, type TestServer, type VisitorCaller } from '../../testing/test-server.ts'

/** Without it, a feed is a stream that stays open. */
const JSON_ONLY = { accept: 'application/json' }

const link = { type: 'link', attrs: { href: 'https://x.test/', class: 'secret' } }
const DOCUMENT = {
  type: 'doc',
  content: [
    {
      type: 'heading',
      attrs: { level: 2, id: 'secret' },
      content: [{ type: 'text', text: 'Hi', marks: [link, { type: 'bold' }], secret: 1 }],
    },
    { type: 'mention', attrs: { id: 'grace@team.test', label: 'grace' } },
    { type: 'image', attrs: { src: 'https://x.test/a.png', alt: 'A', title: 'secret' } },
  ],
}
/** Of that document, what a visitor may have. */
const FORM = {
  type: 'doc',
  content: [
    {
      type: 'heading',
      attrs: { level: 2 },
      content: [
        {
          type: 'text',
          text: 'Hi',
          marks: [{ type: 'link', attrs: { href: 'https://x.test/' } }, { type: 'bold' }],
        },
      ],
    },
    { type: 'mention', attrs: {} },
    { type: 'image', attrs: { src: 'https://x.test/a.png', alt: 'A' } },
  ],
}

async function openTicket(): Promise<TestServer & { ada: VisitorCaller; thread: string }> {
  const server = await startTestServer()
  const ada = await server.visitor()
  const thread = await ada.open()
  await ada.append(thread, 'Hello')
  return { ...server, ada, thread }
}

describe('[SV86] a reply', () => {
  it('has the name of the agent whose key it is, and never the address', async () => {
    const world = await openTicket()
    const grace = await addAgent(world, { name: 'Grace' })
    const byGrace = await grace.post('/tickets/1/reply/', { message: 'Hi' })
    const byServer = await world.key.post('/tickets/1/reply/', { message: 'Ping' })
    const seen = await world.ada.get(`/${world.thread}/`)
    const names = seen.body.messages.map((message: { author_name: unknown }) => message.author_name)
    expect([byGrace.body.author_name, byServer.body.author_name]).toEqual(['Grace', 'Support'])
    expect(names).toEqual([null, 'Grace', null])
    expect(JSON.stringify(seen.body)).not.toContain('grace@team.test')
  })

  it('keeps the document of the editor for the team, and tells the visitor what it says', async () => {
    const { key, ada, thread } = await openTicket()
    const { body: start } = await ada.get('/events/', JSON_ONLY)
    const reply = { message: 'Hi', rich_content: DOCUMENT }
    const posted = await key.post('/tickets/1/reply/', reply)
    const { body } = await key.get('/tickets/1/messages/')
    expect(posted).toMatchObject({ status: 201, body: { rich_content: DOCUMENT } })
    expect(body.results.map((row: { rich_content: unknown }) => row.rich_content)).toEqual([
      null,
      DOCUMENT,
    ])
    const seen = await ada.get(`/${thread}/`)
    const news = await ada.get(`/events/?cursor=${start.cursor}`, JSON_ONLY)
    const told = news.body.events.map(({ data }: { data: object }) => data)
    for (const messages of [seen.body.messages, told]) {
      expect(messages).toContainEqual(
        expect.objectContaining({ content: 'Hi', rich_content: FORM }),
      )
    }
    expect(JSON.stringify([seen.body, news.body])).not.toMatch(/grace|secret/)
  })

  it('tells no visitor of the document of a private note', async () => {
    const { key, ada, thread } = await openTicket()
    const { body: start } = await ada.get('/events/', JSON_ONLY)
    await key.post('/tickets/1/reply/', { message: 'x', is_private: true, rich_content: DOCUMENT })
    await key.post('/tickets/1/reply/', { message: 'y' })
    const bodies = [
      (await ada.get(`/${thread}/`)).body,
      (await ada.get(`/events/?cursor=${start.cursor}`, JSON_ONLY)).body,
    ]
    expect(JSON.stringify(bodies)).not.toContain('rich_content')
  })

  it('opens a new ticket, and nothing else: a private note opens none', async () => {
    const { key } = await openTicket()
    const statusAfter = async (reply: object): Promise<string> => {
      await key.post('/tickets/1/reply/', { message: 'x', ...reply })
      return (await key.get('/tickets/1/')).body.status
    }
    expect(await statusAfter({ is_private: true })).toBe('new')
    expect(await statusAfter({})).toBe('open')
    await key.patch('/tickets/1/', { status: 'pending' })
    expect(await statusAfter({})).toBe('pending')
  })

  it.each([
    [{ message: '' }, 'message', 'This field may not be blank.'],
    [{ message: ' \n' }, 'message', 'This field may not be blank.'],
    [{}, 'message', 'This field is required.'],
    [
      { message: 'x'.repeat(5_001) },
      'message',
      'Ensure this field has no more than 5000 characters.',
    ],
    [
      { rich_content: { text: 'x'.repeat(100_000) } },
      'rich_content',
      'Ensure this field has no more than 100000 characters as JSON.',
    ],
    [{ rich_content: [] }, 'rich_content', 'Must be an object.'],
    [{ rich_content: 'doc' }, 'rich_content', expect.any(String)],
    [{ is_private: 'yes' }, 'is_private', expect.any(String)],
  ])('is refused as %j', async (body, attr, detail) => {
    const { key, ticketTexts, thread } = await openTicket()
    const reply = 'message' in body || attr === 'message' ? body : { message: 'Hi', ...body }
    expect(await key.post('/tickets/1/reply/', reply)).toMatchObject({
      status: 400,
      body: { type: 'validation_error', detail, attr },
    })
    expect(await ticketTexts(thread)).toEqual(['Hello'])
  })

  it('is listed oldest first, 50 to a page and 200 at most, private notes included', async () => {
    const { key } = await openTicket()
    await key.post('/tickets/1/reply/', { message: 'Note', is_private: true })
    const first = await key.get('/tickets/1/messages/?limit=1')
    const all = await key.get('/tickets/1/messages/')
    const pages = await Promise.all(
      ['', '&limit=5000'].map((limit) => key.get(`/tickets/1/messages/?offset=1${limit}`)),
    )
    expect([first.body.count, first.body.results[0].content]).toEqual([2, 'Hello'])
    expect(all.body.results[1]).toEqual({
      id: expect.any(String),
      content: 'Note',
      rich_content: null,
      author_type: 'support',
      author_name: 'Support',
      agent_id: null,
      is_private: true,
      created_at: expect.any(String),
      seq: expect.any(Number),
      rev: 1,
      incomplete: false,
    })
    expect(pages.map(({ body }) => new URL(body.previous).searchParams.get('limit'))).toEqual([
      '50',
      '200',
    ])
  })
})

describe('[SV87] a private note', () => {
  async function withNote() {
    const world = await openTicket()
    const { body } = await world.key.post('/tickets/1/reply/', {
      message: 'Note',
      rich_content: DOCUMENT,
      is_private: true,
    })
    return { ...world, path: `/tickets/1/messages/${body.id}/` }
  }

  it('can be edited, and loses the document that is not named', async () => {
    const { key, path } = await withNote()
    const kept = await key.patch(path, { message: 'Changed', rich_content: DOCUMENT })
    const lost = await key.patch(path, { message: 'Again' })
    const { body } = await key.get('/tickets/1/messages/')
    expect(kept.body).toMatchObject({ content: 'Changed', rich_content: DOCUMENT, rev: 2 })
    expect(lost).toMatchObject({ status: 200, body: { content: 'Again', rich_content: null } })
    expect(body.results[1]).toEqual(lost.body)
  })

  it('is edited without a trace for the visitor', async () => {
    const { key, path, ada, thread } = await withNote()
    const before = await ada.get(`/${thread}/`)
    const accept = { accept: 'application/json' }
    const { body: start } = await ada.get('/events/', accept)
    const team = await key.get('/events/', accept)
    await key.patch(path, { message: 'Changed' })
    expect((await ada.get(`/${thread}/`)).body).toEqual(before.body)
    expect((await ada.get(`/events/?cursor=${start.cursor}`, accept)).body.events).toEqual([])
    expect(
      (await key.get(`/events/?cursor=${team.body.cursor}`, accept)).body.events,
    ).toMatchObject([
      { event: 'message', data: { message: { content: 'Changed', is_private: true } } },
    ])
  })

  it('is the only kind of message that can be', async () => {
    const { key, id } = await withNote()
    const { body } = await key.get('/tickets/1/messages/')
    const edit = (message: string) =>
      key.patch(`/tickets/1/messages/${message}/`, { message: 'No' })
    expect([await edit(body.results[0].id), await edit(id()), await edit('x')]).toMatchObject([
      { status: 400, body: { detail: 'Only private notes can be edited.' } },
      { status: 404 },
      { status: 404 },
    ])
  })

  it.each([[{ message: '' }], [{}], [{ message: 'x'.repeat(5_001) }]])(
    'cannot become %j',
    async (note) => {
      const { key, path } = await withNote()
      expect(await key.patch(path, note)).toMatchObject({ status: 400, body: { attr: 'message' } })
    },
  )
})
