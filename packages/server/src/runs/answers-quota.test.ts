import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { changeConversationsSettings } from '../auth/conversations-settings.ts'
import { addProject, createApiKey } from '../auth/projects.ts'
import { DEFAULTS } from '../server-options.ts'
import { readEvents } from '../testing/event-reader.ts'
import { createScriptedAssistant, type ScriptedAssistant } from '../testing/scripted-assistant.ts'
import { countRows, inStore } from '../testing/test-database.ts'
import {
  type Answer,
  type Json,
  startTestServer,
  type TestOptions,
  type TestServer,
} from '../testing/test-server.ts'

interface Limited extends TestServer {
  readonly assistant: ScriptedAssistant
  /** What a key is told that streams a message. */
  ask(conversation: string, content?: string | null, trace?: string): Promise<Answer>
}

async function startLimited(options: TestOptions = {}): Promise<Limited> {
  const assistant = createScriptedAssistant()
  const test = await startTestServer({ assistant, answersPerMonth: 1, ...options })
  return {
    ...test,
    assistant,
    ask: (conversation, content = 'Hi', trace_id = test.id()) =>
      readHead(test.key.raw('POST', '/', { body: { conversation, content, trace_id } })),
  }
}

/** Status, and what a refusal says; a stream is left alone. */
async function readHead(sent: Promise<Response>): Promise<Answer> {
  const response = await sent
  if (response.status !== 200) return { status: response.status, body: await response.json() }
  await response.body?.cancel()
  return { status: 200, body: null }
}

/** Uses the month's one answer up. */
async function useUp({ ask, assistant, id }: Limited, text = ''): Promise<string> {
  const conversation = id()
  expect((await ask(conversation)).status).toBe(200)
  const turn = await assistant.turn()
  if (text !== '') turn.say(text)
  turn.end()
  await settle()
  return conversation
}

/** The clock of tests begins in January. */
const FEBRUARY_MS = Date.UTC(2026, 1)

const REFUSAL: Answer = {
  status: 402,
  body: {
    type: 'invalid_request',
    code: 'quota_limit_exceeded',
    detail: 'The quota of 1 answers in a month is used up until 2026-02-01 (UTC).',
    attr: null,
  },
}

const countAll = ({ place }: TestServer): Promise<number[]> =>
  Promise.all(
    (['conversations', 'messages', 'runs', 'tickets', 'events'] as const).map((table) =>
      countRows(place, table),
    ),
  )

describe('[SV154] answers in a month, for keys', () => {
  it('beyond the quota are 402, and nothing is written', async () => {
    const test = await startLimited()
    const { ask, key, id } = test
    const first = await useUp(test, 'Answer')
    const before = await countAll(test)
    expect(await ask(id())).toEqual(REFUSAL)
    expect(await ask(first)).toEqual(REFUSAL)
    const opening = { content: 'Hi', trace_id: id() }
    expect(await key.post(`/${id()}/open/`, opening)).toEqual(REFUSAL)
    expect(await countAll(test)).toEqual(before)
    expect(test.assistant.calls).toBe(1)
  })

  it('are told of before anything that is wrong with the request', async () => {
    const test = await startLimited()
    const { key } = test
    await useUp(test)
    expect(await key.post('/', { content: 'Hi' })).toEqual(REFUSAL)
    expect(await key.post('/', '{"content')).toEqual(REFUSAL)
    expect(await key.post(`/${test.id()}/open/`, { content: 7 })).toEqual(REFUSAL)
    const sandbox = { conversation: test.id(), content: 'Hi', trace_id: test.id() }
    expect(await key.post('/', { ...sandbox, is_sandbox: true })).toEqual(REFUSAL)
    // What cannot be read is neither a message nor a mistake in one.
    expect((await key.post('/', {}, { 'content-type': 'text/plain' })).status).toBe(415)
  })

  it('do not count what was sent before: a repetition and an attaching reader are answered', async () => {
    const test = await startLimited()
    const { ask, key, id, assistant } = test
    const [thread, trace] = [id(), id()]
    await ask(thread, 'Hi', trace)
    const turn = await assistant.turn()
    turn.say('Answer')
    await settle()
    expect(await ask(thread, null)).toMatchObject({ status: 200 })
    expect(await ask(thread, 'Hi', trace)).toMatchObject({ status: 200 })
    turn.end()
    await settle()
    expect(await ask(thread, 'Hi', trace)).toMatchObject({ status: 200 })
    expect(
      (await key.post('/', { conversation: id(), content: null, trace_id: id() })).body,
    ).toEqual({ error: 'Cannot stream from non-existent conversation' })
  })

  it('do not count what was opened before, however its id is written', async () => {
    const test = await startLimited()
    const { key, id } = test
    const [thread, sent] = [id(), { content: 'Hi', trace_id: id() }]
    const opened = await key.post(`/${thread}/open/`, sent)
    const again = await key.post(`/${thread.toUpperCase()}/open/`, sent)
    expect([opened.status, again.status]).toEqual([200, 200])
    expect(again.body.run_id).toBe(opened.body.run_id)
  })

  it('begin anew with the month, by the clock of the server in UTC', async () => {
    const test = await startLimited()
    const { ask, clock, id } = test
    await useUp(test)
    clock.setNow(FEBRUARY_MS - 1)
    expect((await ask(id())).status).toBe(402)
    clock.setNow(FEBRUARY_MS)
    expect((await ask(id())).status).toBe(200)
    expect((await ask(id())).status).toBe(402)
  })

  it('warm no run that could not be used, and count one when it is', async () => {
    const test = await startLimited({ answersPerMonth: 2 })
    const { key, id, assistant } = test
    const warm = (thread: string): Promise<Answer> =>
      key.post(`/${thread}/open/`, { content: null, trace_id: id() })
    const thread = id()
    expect((await warm(thread)).status).toBe(200)
    expect((await warm(id())).status).toBe(200)
    await useUp(test)
    expect((await key.post(`/${thread}/open/`, { content: 'Hi', trace_id: id() })).status).toBe(200)
    ;(await assistant.turn()).end()
    await settle()
    expect((await warm(id())).status).toBe(204)
    expect((await key.post(`/${thread}/open/`, { content: 'Hi', trace_id: id() })).status).toBe(402)
  })

  it('are never one too many, whoever asks at the same time', async () => {
    const test = await startLimited({ answersPerMonth: 3 })
    const asked = await Promise.all(Array.from({ length: 8 }, () => test.ask(test.id())))
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 200, 200, ...Array(5).fill(402)])
  })

  it('wait in the queue without an answer, and are not asked about again and again', async () => {
    const test = await startLimited()
    const { ask, key, id, assistant } = test
    const thread = id()
    await ask(thread)
    const turn = await assistant.turn()
    await key.post(`/${thread}/queue/`, { content: 'And?', more: false })
    turn.end()
    await settle()
    await test.clock.advance(10 * 60_000)
    expect((await key.get(`/${thread}/queue/`)).body.messages).toEqual([])
    expect((await key.get(`/${thread}/`)).body).toMatchObject({
      status: 'idle',
      messages: [{ content: 'Hi' }, { content: 'And?' }],
    })
    expect([assistant.calls, test.errors]).toEqual([1, []])
    // Nobody but the assistant could answer a conversation of a key, so next month it does.
    test.clock.setNow(FEBRUARY_MS)
    expect((await ask(thread, 'Now?')).status).toBe(200)
    expect((await assistant.turn()).history).toHaveLength(3)
  })
})

describe('[SV155] visitors beyond the quota', () => {
  it('are answered by people, and no text is lost', async () => {
    const test = await startLimited()
    const { key, assistant } = test
    await useUp(test)
    const ada = await test.visitor()
    const [posted, streamed, queued] = [await ada.open(), test.id(), await ada.open()]
    expect((await ada.append(posted, 'One')).status).toBe(201)
    const stream = await ada.stream(streamed, 'Two')
    const told = (await readEvents(stream).rest()).map(({ data }) => data.content)
    expect(told).toContain('Two')
    expect((await ada.enqueue(queued, 'Three')).status).toBe(200)
    await settle()
    const { body } = await key.get('/tickets/?order_by=ticket_number')
    expect(
      body.results.map((ticket: Json) => [ticket.last_message_text, ticket.escalation_reason]),
    ).toEqual([
      ['One', 'quota'],
      ['Three', 'quota'],
      ['Two', 'quota'],
    ])
    expect(assistant.calls).toBe(1)
    expect((await ada.append(posted, 'Still there?')).status).toBe(201)
  })

  it('are handed over when the answer before the last was the last', async () => {
    const test = await startLimited()
    const { assistant, key } = test
    const ada = await test.visitor()
    const thread = await ada.open()
    await ada.append(thread, 'One')
    const turn = await assistant.turn()
    turn.say('Answer')
    await ada.enqueue(thread, 'Two')
    turn.end()
    await settle()
    expect(await test.ticketTexts(thread)).toEqual(['One', 'Answer', 'Two'])
    expect((await key.get('/tickets/')).body.results).toMatchObject([
      { escalation_reason: 'quota', ai_triage: { result: 'persisted' } },
    ])
    expect(assistant.calls).toBe(1)
  })

  it('are counted among the metrics, and so is what was refused', async () => {
    const test = await startLimited({ metricsToken: 'a-token-for-metrics' })
    await useUp(test)
    await test.ask(test.id())
    const ada = await test.visitor()
    await ada.append(await ada.open(), 'One')
    const answer = await test.server.fetch(
      new Request('http://chat.test/metrics', {
        headers: { authorization: 'Bearer a-token-for-metrics' },
      }),
    )
    const lines = (await answer.text()).split('\n')
    expect(lines).toContain('porchlight_http_quota_refused_total 1')
    expect(lines).toContain('porchlight_committed_total{what="quota_met",outcome="handed_over"} 1')
  })

  it('are told so where only a run could answer', async () => {
    const test = await startLimited()
    await useUp(test)
    const ada = await test.visitor()
    const opening = { content: 'Hi', trace_id: test.id() }
    expect(await ada.post(`/${test.id()}/open/`, opening)).toEqual(REFUSAL)
  })
})

describe('[SV156] the quota', () => {
  const change = (test: TestServer, value: number | null | 'default'): Promise<unknown> =>
    inStore(test.place, (tx) => changeConversationsSettings(tx, 1, { answers_per_month: value }))

  it.each([
    ['none by default', null, 'default', 200],
    ["the server's where the project names none", 1, 'default', 402],
    ["the project's where it names one", null, 1, 402],
    ['none where the project says so', 1, null, 200],
  ] as const)('is %s', async (_what, ofServer, ofProject, status) => {
    const test = await startLimited({ answersPerMonth: ofServer })
    await change(test, ofProject)
    await useUp(test)
    expect((await test.ask(test.id())).status).toBe(status)
  })

  it('may be no answer at all', async () => {
    const test = await startLimited({ answersPerMonth: 0 })
    expect((await test.ask(test.id())).status).toBe(402)
  })

  it('is of one project, and what others have had does not count', async () => {
    const test = await startLimited()
    await useUp(test)
    const key = await inStore(test.place, async (tx) => {
      const { id } = await addProject(tx, DEFAULTS.random, 'Other')
      return [id, await createApiKey(tx, DEFAULTS.random, { project: id })] as const
    })
    const other = { conversation: test.id(), content: 'Hi', trace_id: test.id() }
    const answer = await test.server.fetch(
      new Request(`http://chat.test/api/projects/${key[0]}/conversations/`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key[1]}`, 'content-type': 'application/json' },
        body: JSON.stringify(other),
      }),
    )
    expect(answer.status).toBe(200)
    await answer.body?.cancel()
  })

  it('is nothing where no assistant answers', async () => {
    const test = await startTestServer({ answersPerMonth: 0 })
    const body = { conversation: test.id(), content: 'Hi', trace_id: test.id() }
    expect((await readHead(test.key.raw('POST', '/', { body }))).status).toBe(200)
  })
})
