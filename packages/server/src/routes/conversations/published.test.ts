import { describe, expect, it } from 'vitest'
import { readEvents } from '../../testing/event-reader.ts'
import { createScriptedAssistant } from '../../testing/scripted-assistant.ts'
import { inDatabase } from '../../testing/test-database.ts'
import { type Answer, type Json, startTestServer } from '../../testing/test-server.ts'

const validationError = (attr: string | null, detail: string): Json => ({
  type: 'validation_error',
  code: 'invalid',
  detail,
  attr,
})

describe('[SV137] a key', () => {
  it('is told of a conversation with all published fields', async () => {
    const { visitor, key } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open({ anonymous_traits: { name: 'Ada', email: 'ada@shop.test' } })
    expect((await key.get('/')).body.count).toBe(0)
    await ada.append(thread, 'Where is my lamp?')
    const minimal = {
      id: thread,
      status: 'idle',
      title: 'Where is my lamp?',
      topic: null,
      user: {
        id: 0,
        uuid: ada.id,
        distinct_id: ada.id,
        first_name: 'Ada',
        last_name: '',
        email: 'ada@shop.test',
      },
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      updated_at: expect.stringMatching(/^\d{4}-.*Z$/),
      type: 'assistant',
      is_internal: false,
      slack_thread_key: null,
      slack_workspace_domain: null,
      task: null,
    }
    expect((await key.get('/')).body.results).toEqual([expect.objectContaining(minimal)])
    expect((await key.get(`/${thread}/`)).body).toMatchObject({
      ...minimal,
      messages: [{ type: 'human', content: 'Where is my lamp?' }],
      has_unsupported_content: false,
      agent_mode: null,
      agent_runtime: 'langgraph',
      is_sandbox: false,
      pending_approvals: [],
    })
  })

  it('is refused in the published words for what another project has, and for what is gone', async () => {
    const { place, visitor, key, id } = await startTestServer()
    const ada = await visitor()
    const [foreign, gone] = [await ada.open(), await ada.open()]
    await ada.delete(`/${gone}/`)
    await inDatabase(place, async (db) => {
      await db
        .insertInto('projects')
        .values({
          id: 2,
          name: 'Other',
          widget_token: 'plw_other',
          settings: '{}',
          next_ticket_number: 1,
          created_at: 0,
        })
        .execute()
      await db
        .updateTable('conversations')
        .set({ project_id: 2 })
        .where('id', '=', foreign)
        .execute()
    })
    const send = (conversation: string, content: string | null): Promise<Answer> =>
      key.post('/', { conversation, content, trace_id: id() })
    const open = (thread: string): Promise<Answer> =>
      key.post(`/${thread}/open/`, { trace_id: id(), content: 'Hi' })
    const others = { error: "Cannot access other users' conversations" }
    expect([
      await send(foreign, 'Hi'),
      await send(foreign, null),
      await key.get(`/${foreign}/queue/`),
      await open(foreign),
    ]).toEqual([
      { status: 400, body: others },
      { status: 400, body: others },
      { status: 403, body: others },
      { status: 403, body: others },
    ])
    expect((await key.get(`/${foreign}/`)).status).toBe(404)
    const missing = { error: 'Conversation does not exist' }
    expect([
      await send(gone, 'Hi'),
      await send(gone, null),
      await open(gone),
      await key.get(`/${gone}/queue/`),
      await key.get(`/${id()}/queue/`),
      await send(id(), null),
    ]).toEqual([
      { status: 404, body: missing },
      { status: 404, body: missing },
      { status: 404, body: missing },
      { status: 404, body: { error: 'Conversation not found' } },
      { status: 404, body: { error: 'Conversation not found' } },
      { status: 400, body: { error: 'Cannot stream from non-existent conversation' } },
    ])
  })

  it('may append 10,000 characters, and not one more', async () => {
    const { visitor, key } = await startTestServer()
    const thread = await (await visitor()).open()
    const append = (content: string): Promise<Answer> =>
      key.post(`/${thread}/append_message/`, { content })
    expect([await append('x'.repeat(10_000)), await append('x'.repeat(10_001))]).toMatchObject([
      { status: 201, body: { message: { type: 'ai' } } },
      {
        status: 400,
        body: validationError('content', 'Ensure this field has no more than 10000 characters.'),
      },
    ])
  })
})

describe('[SV138] what comes with a message', () => {
  const sentWith = {
    contextual_tools: { search: { on: true } },
    ui_context: { page: '/cart' },
    billing_context: { plan: 'free' },
    agent_mode: 'sql',
  }

  it('is kept with it, and told in the queue', async () => {
    const { visitor } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open()
    const { body } = await ada.post(
      `/${thread}/queue/`,
      { content: 'Hello', more: true, ...sentWith },
      { 'Idempotency-Key': crypto.randomUUID(), 'X-POSTHOG-SESSION-ID': 's-1' },
    )
    expect(body.messages).toEqual([
      {
        id: expect.any(String),
        content: 'Hello',
        created_at: expect.any(String),
        ...sentWith,
        session_id: 's-1',
      },
    ])
    expect(body.message).toMatchObject({ ui_context: sentWith.ui_context })
  })

  it('is null where nothing came', async () => {
    const { visitor } = await startTestServer()
    const ada = await visitor()
    const { body } = await ada.enqueue(await ada.open(), 'Hello', { more: true })
    expect(body).toMatchObject({
      messages: [
        {
          contextual_tools: null,
          ui_context: null,
          billing_context: null,
          agent_mode: null,
          session_id: null,
        },
      ],
      max_queue_messages: 20,
    })
  })

  it('is the mode of the conversation from then on, and research its type until it is left', async () => {
    const { key, id } = await startTestServer()
    const thread = id()
    const send = async (agent_mode: string | null): Promise<Json> => {
      await (
        await key.raw('POST', '/', {
          body: { conversation: thread, content: 'Why?', trace_id: id(), agent_mode },
        })
      ).body?.cancel()
      const { body } = await key.get(`/${thread}/`)
      return [body.type, body.agent_mode]
    }
    expect([await send('research'), await send('research'), await send(null)]).toEqual([
      ['deep_research', 'research'],
      ['deep_research', 'research'],
      ['assistant', 'research'],
    ])
  })

  it.each([
    ['a plan that is none', 7, null],
    ['a list', [1], null],
    ['a short history', { spend_history: [1], a: 1 }, { spend_history: [1], a: 1 }],
    ['a long history', { spend_history: Array(21).fill(1), a: 1 }, { a: 1 }],
  ])('leaves out of the billing context %s', async (_what, billing_context, kept) => {
    const { visitor } = await startTestServer()
    const ada = await visitor()
    const { body } = await ada.post(
      `/${await ada.open()}/queue/`,
      { content: 'Hello', more: true, billing_context },
      { 'Idempotency-Key': crypto.randomUUID() },
    )
    expect(body.messages[0].billing_context).toEqual(kept)
  })

  it.each([
    [{ ui_context: 'text' }, 'ui_context', 'Invalid message content.'],
    [{ ui_context: [1] }, 'ui_context', 'Invalid message content.'],
    [{ contextual_tools: 1 }, 'contextual_tools', 'Must be an object.'],
    [{ agent_mode: 'dance' }, 'agent_mode', expect.stringContaining('"sql"')],
    [{ is_sandbox: 'yes' }, 'is_sandbox', expect.any(String)],
    [{ trace_id: '7' }, 'trace_id', expect.any(String)],
    [{ is_sandbox: true }, null, 'Sandbox conversations must be opened via the open endpoint.'],
    [
      { agent_mode: 'sandbox' },
      null,
      'Sandbox conversations must be opened via the open endpoint.',
    ],
  ])('is refused, and nothing is written: %j', async (field, attr, detail) => {
    const { key, id } = await startTestServer()
    const thread = id()
    const body = { conversation: thread, content: 'Hi', trace_id: id(), ...field }
    expect(await key.post('/', body)).toEqual({
      status: 400,
      body: validationError(attr, detail),
    })
    expect((await key.get(`/${thread}/`)).status).toBe(404)
  })
})

/** The runner hears of it a moment later, where a database is between them. */
const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

describe('[SV139] deleting', () => {
  it('takes everything away, for everybody', async () => {
    const assistant = createScriptedAssistant()
    const { visitor, key } = await startTestServer({ assistant })
    const ada = await visitor()
    const thread = await ada.open()
    const start = (await ada.get('/events/', { accept: 'application/json' })).body.cursor
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('Half an')
    await ada.enqueue(thread, 'Another')
    expect((await ada.delete(`/${thread}/`)).status).toBe(204)
    await stream.rest()
    await untilAborted(turn.signal)
    const after = [
      await ada.get(`/${thread}/`),
      await ada.delete(`/${thread}/`),
      await ada.get(`/${thread}/queue/`),
      await ada.append(thread, 'Hello?'),
      await key.get(`/${thread}/`),
      await key.patch(`/${thread}/cancel/`),
    ]
    expect(after.map(({ status }) => status)).toEqual(Array(6).fill(404))
    expect((await ada.get('/')).body.results).toEqual([])
    expect((await key.get('/tickets/')).body.results).toEqual([])
    expect(assistant.calls).toBe(1)
    const feed = await ada.get(`/events/?cursor=${start}`, { accept: 'application/json' })
    expect(feed.body.events.map(({ event, data }: Json) => [event, data])).toEqual([
      ['conversation_deleted', { conversation: thread }],
    ])
  })
})

it('[SV140] says 422 in the published words when it could not do what it was asked for', async () => {
  const { place, visitor } = await startTestServer({ busyTimeoutMs: 1 })
  const ada = await visitor()
  const thread = await ada.open()
  await inDatabase(place, async (db) => {
    await db.schema.alterTable('messages').renameTo('messages_away').execute()
    await db.schema.alterTable('runs').renameTo('runs_away').execute()
  })
  expect([await ada.append(thread, 'Hello'), await ada.patch(`/${thread}/cancel/`)]).toEqual([
    { status: 422, body: { error: 'Failed to append message' } },
    { status: 422, body: { error: 'Failed to cancel conversation' } },
  ])
})
