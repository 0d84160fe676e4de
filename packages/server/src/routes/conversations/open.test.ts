import { describe, expect, it } from 'vitest'
import { readEvents } from '../../testing/event-reader.ts'
import { createScriptedAssistant } from '../../testing/scripted-assistant.ts'
import {
  type Answer,
  type Json,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts'

async function startSandbox(options = {}) {
  const assistant = createScriptedAssistant()
  const server: TestServer = await startTestServer({ assistant, ...options })
  const ada = await server.visitor()
  const open = (thread: string, content: string | null, trace_id = server.id()): Promise<Answer> =>
    ada.post(`/${thread}/open/`, { content, trace_id })
  return { ...server, assistant, ada, open }
}

const detailOf = ({ status, body }: Answer): Json => [status, body.detail]

describe('[SV141] open with a message', () => {
  it('makes a conversation whose message the assistant answers', async () => {
    const { ada, open, id, assistant } = await startSandbox()
    const [thread, trace] = [id(), id()]
    const opened = await open(thread, 'x'.repeat(100), trace)
    expect(opened).toEqual({
      status: 200,
      body: {
        task_id: thread,
        run_id: expect.any(String),
        trace_id: trace,
        run_status: 'queued',
        just_created_run: true,
      },
    })
    const turn = await assistant.turn()
    const stream = readEvents(await ada.attach(thread))
    turn.say('Answer')
    turn.end()
    await stream.rest()
    expect((await ada.get(`/${thread}/`)).body).toMatchObject({
      title: 'x'.repeat(80),
      agent_runtime: 'sandbox',
      is_sandbox: true,
      messages: [
        { type: 'human', trace_id: trace },
        { type: 'ai', content: 'Answer' },
      ],
    })
    expect((await open(thread, 'x'.repeat(100), trace)).body).toEqual({
      ...opened.body,
      run_status: 'completed',
      just_created_run: false,
    })
  })

  it('gives what comes meanwhile to the run that is on, and answers it behind', async () => {
    const { ada, open, id, assistant } = await startSandbox()
    const thread = id()
    const first = await open(thread, 'One')
    const turn = await assistant.turn()
    const second = await open(thread, 'Two')
    expect(second.body).toMatchObject({
      run_id: first.body.run_id,
      run_status: 'in_progress',
      just_created_run: false,
    })
    turn.end()
    expect((await assistant.turn()).history.map(({ content }) => content)).toEqual(['One', 'Two'])
    expect((await ada.get(`/${thread}/queue/`)).body.messages).toEqual([])
  })

  it('creates one run when two tabs open at once', async () => {
    const { open, id, assistant } = await startSandbox()
    const thread = id()
    const both = await Promise.all([open(thread, 'One'), open(thread, 'Two')])
    expect(new Set(both.map(({ body }) => body.run_id)).size).toBe(1)
    expect(both.map(({ body }) => body.just_created_run).sort()).toEqual([false, true])
    await assistant.turn()
    expect(assistant.calls).toBe(1)
  })

  it('is refused where it does not belong, and leaves nothing behind', async () => {
    const { ada, open, id, key } = await startSandbox()
    const other = await ada.open()
    expect(detailOf(await open(other, 'Hi'))).toEqual([
      400,
      'This conversation is not on the sandbox runtime.',
    ])
    const thread = id()
    const task = { content: 'Hi', trace_id: id(), task_id: id() }
    expect(detailOf(await ada.post(`/${thread}/open/`, task))).toEqual([
      400,
      'Task not found or not accessible.',
    ])
    expect((await key.get(`/${thread}/`)).status).toBe(404)
    await open(thread, 'Hi')
    expect(
      detailOf(await ada.post('/', { conversation: thread, content: 'Hi', trace_id: id() })),
    ).toEqual([400, 'Sandbox conversations must be opened via the open endpoint.'])
  })

  it('is refused when no run would answer', async () => {
    const { open, id, ada } = await startSandbox({ assistant: null })
    const thread = id()
    expect(detailOf(await open(thread, 'Hi'))).toEqual([
      400,
      'This conversation has no active run to continue.',
    ])
    expect((await ada.get(`/${thread}/`)).status).toBe(404)
  })

  it.each([
    [{ content: 7 }, 'content'],
    [{ content: 'x'.repeat(40_001) }, 'content'],
    [{ trace_id: null }, 'trace_id'],
    [{ attached_context: [{ type: 'spell' }] }, 'attached_context.0.type'],
    [{ attached_context: Array(101).fill({ type: 'text' }) }, 'attached_context'],
    [{ initial_permission_mode: 'root' }, 'initial_permission_mode'],
    [{ task_id: '7' }, 'task_id'],
  ])('names the field that is wrong: %j', async (field, attr) => {
    const { key, id } = await startSandbox()
    const { status, body } = await key.post(`/${id()}/open/`, { trace_id: id(), ...field })
    expect([status, body.type, body.attr]).toEqual([400, 'validation_error', attr])
  })

  it('keeps what the page points at with the message', async () => {
    const { key, id } = await startSandbox()
    const thread = id()
    const attached_context = [{ type: 'insight', id: 7, name: 'Sales' }]
    await key.post(`/${thread}/open/`, { trace_id: id(), content: 'Why?', attached_context })
    expect((await key.get(`/${thread}/`)).body.messages).toMatchObject([
      { ui_context: { attached_context } },
    ])
  })
})

describe('[SV115] open without a message', () => {
  it('warms a run that the next message is answered by', async () => {
    const { ada, open, id, assistant } = await startSandbox()
    const thread = id()
    const warm = await open(thread, ' \n')
    expect(warm.body).toMatchObject({
      task_id: thread,
      trace_id: null,
      run_status: 'queued',
      just_created_run: true,
    })
    expect((await open(thread, null)).body).toEqual({ ...warm.body, just_created_run: false })
    expect([(await ada.get(`/${thread}/`)).body.status, assistant.calls]).toEqual(['idle', 0])
    expect((await open(thread, 'Question')).body).toMatchObject({
      run_id: warm.body.run_id,
      just_created_run: false,
    })
    expect((await assistant.turn()).history).toEqual([{ author: 'visitor', content: 'Question' }])
  })

  it('is 204 when the pool is full, and makes no conversation then', async () => {
    const { ada, open, id } = await startSandbox({ maxWarmRuns: 1 })
    const [first, second] = [id(), id()]
    expect((await open(first, null)).status).toBe(200)
    expect(await open(second, null)).toEqual({ status: 204, body: null })
    expect((await ada.get(`/${second}/`)).status).toBe(404)
    await ada.patch(`/${first}/cancel/`)
    expect((await open(second, null)).status).toBe(200)
  })

  it('never fills the pool beyond its size, however many ask at once', async () => {
    const { open, id } = await startSandbox({ maxWarmRuns: 2 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => open(id(), null)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2)
  })

  it('is 204 without an assistant', async () => {
    const { open, id } = await startSandbox({ assistant: null })
    expect((await open(id(), null)).status).toBe(204)
  })

  it('gives the place up when no message comes, and when the server shuts down', async () => {
    const { open, id, clock, server, startAgain } = await startSandbox({ maxWarmRuns: 1 })
    const thread = id()
    const first = await open(thread, null)
    await clock.advance(5 * 60_000 + 60_000)
    const second = await open(id(), null)
    expect([first.status, second.status]).toEqual([200, 200])
    await server.close()
    const next = await startAgain()
    const later = await (await next.visitor()).post(`/${id()}/open/`, { trace_id: id() })
    expect(later.body.just_created_run).toBe(true)
  })
})
