import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { readEvents } from '../testing/event-reader.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { sabotage } from '../testing/test-database.ts'
import {
  type Json,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../testing/test-server.ts'

async function openThread(
  options: Parameters<typeof startTestServer>[0] = {},
): Promise<TestServer & { ada: VisitorCaller; thread: string }> {
  const server = await startTestServer(options)
  const ada = await server.visitor()
  return { ...server, ada, thread: await ada.open() }
}

describe('[SV12] the server alone starts runs', () => {
  it('starts one for a message that is posted directly', async () => {
    const assistant = createScriptedAssistant()
    const { ada, thread } = await openThread({ assistant })
    await ada.append(thread, 'Question')
    const turn = await assistant.turn()
    expect(turn.history).toEqual([{ author: 'visitor', content: 'Question' }])
    const { body } = await ada.get(`/${thread}/`)
    expect(body).toMatchObject({
      status: 'in_progress',
      mode: 'assistant',
      run: expect.any(String),
    })
  })

  it('turns away another message while one is on', async () => {
    const assistant = createScriptedAssistant()
    const { ada, thread, ticketTexts } = await openThread({ assistant })
    await ada.append(thread, 'Question')
    const appended = await ada.append(thread, 'Another')
    const streamed = await ada.stream(thread, 'Another')
    expect([appended.status, appended.body.code]).toEqual([409, 'conflict'])
    expect([streamed.status, (await streamed.json()).code]).toEqual([409, 'conflict'])
    expect(await ticketTexts(thread)).toEqual(['Question'])
  })

  it("answers next what a key's message has taken along from the queue", async () => {
    const assistant = createScriptedAssistant()
    const { ada, thread, key } = await openThread({ assistant })
    await ada.append(thread, 'Question')
    const first = await assistant.turn()
    await ada.enqueue(thread, 'Another')
    await key.post(`/${thread}/append_message/`, { content: 'A word from the shop' })
    first.say('Answer')
    first.end()
    const second = await assistant.turn()
    second.end()
    await settle()
    expect(second.history.map(({ content }) => content)).toEqual([
      'Question',
      'Another',
      'A word from the shop',
      'Answer',
    ])
    expect(assistant.calls).toBe(2)
  })

  it('starts none when there is no assistant: the row is echoed and the stream closes', async () => {
    const { ada, thread } = await openThread()
    const events = await readEvents(await ada.stream(thread, 'Hello')).rest()
    expect(events.map(({ event, data }) => [event, data.content ?? data.mode])).toEqual([
      ['message', 'Hello'],
      ['conversation', 'people'],
    ])
  })

  it('starts none after a person has replied', async () => {
    const assistant = createScriptedAssistant()
    const { ada, thread, key } = await openThread({ assistant })
    await ada.append(thread, 'Question')
    const turn = await assistant.turn()
    turn.say('Answer')
    turn.end()
    await settle()
    await key.post('/tickets/1/reply/', { message: 'I take over' })
    await ada.append(thread, 'Thanks')
    await ada.enqueue(thread, 'Really')
    await settle()
    const { body } = await ada.get(`/${thread}/`)
    expect(body).toMatchObject({ status: 'idle', mode: 'people', run: null })
    expect(assistant.calls).toBe(1)
  })

  it('goes on after a private note', async () => {
    const assistant = createScriptedAssistant()
    const { ada, thread, key } = await openThread({ assistant })
    await ada.append(thread, 'Question')
    const turn = await assistant.turn()
    turn.say('Answer')
    turn.end()
    await settle()
    await key.post('/tickets/1/reply/', { message: 'Watch this one', is_private: true })
    await ada.append(thread, 'Another question')
    const second = await assistant.turn()
    expect(second.history.map(({ content }) => content)).toEqual([
      'Question',
      'Answer',
      'Another question',
    ])
  })
})

describe('[SV13] the author comes from principal and endpoint', () => {
  it('gives every row the author of its way, whatever the body says', async () => {
    const { ada, thread, key, id } = await openThread()
    const headers = (): Record<string, string> => ({ 'Idempotency-Key': id() })
    const claim = { author: 'agent', type: 'ai', is_private: true }
    await ada.post(`/${thread}/append_message/`, { content: 'by append', ...claim }, headers())
    await ada.post(`/${thread}/queue/`, { content: 'by queue', ...claim }, headers())
    await key.post(`/${thread}/append_message/`, { content: 'key, append' })
    await key.post(`/${thread}/queue/`, { content: 'key, queue' })
    await key.post('/tickets/1/reply/', { message: 'key, reply', author: 'visitor' })
    const { body } = await ada.get(`/${thread}/`)
    expect(body.messages.map((row: Json) => [row.content, row.author, row.type])).toEqual([
      ['by append', 'visitor', 'human'],
      ['by queue', 'visitor', 'human'],
      ['key, append', 'assistant', 'ai'],
      ['key, queue', 'visitor', 'human'],
      ['key, reply', 'agent', 'ai'],
    ])
  })
})

it('[SV12] starts one run when first messages race', async () => {
  const assistant = createScriptedAssistant()
  const { ada, thread } = await openThread({ assistant })
  const answers = await Promise.all(['1', '2', '3'].map((text) => ada.append(thread, text)))
  await settle()
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  expect(assistant.calls).toBe(1)
})

it('[SV64] begins with the next sweep a run that could not be begun in its time', async () => {
  const assistant = createScriptedAssistant()
  const { ada, thread, clock, place, errors } = await openThread({ assistant })
  const mend = await sabotage(place, { before: 'update', table: 'runs' })
  await ada.append(thread, 'Question')
  await settle()
  await mend()
  await clock.advance(60_000)
  expect([assistant.calls, errors.map(({ event }) => event)]).toEqual([1, ['run_not_begun']])
})

it('[SV4] gives a thread a ticket when a visitor begins by streaming', async () => {
  const { ada, id, ticketTexts } = await openThread()
  const conversation = id()
  await (await ada.stream(conversation, 'Hello')).text()
  expect(await ticketTexts(conversation)).toEqual(['Hello'])
  const opened = await ada.post('/tickets/', { conversation })
  expect(opened.status).toBe(200)
})

it('lets a key hold a conversation that never becomes a ticket', async () => {
  const { key, id } = await openThread()
  const conversation = id()
  const stream = await key.raw('POST', '/', {
    body: { conversation, content: 'Hi', trace_id: id() },
  })
  await stream.text()
  const { body } = await key.get(`/${conversation}/`)
  expect(body).toMatchObject({ ticket: null, title: 'Hi', messages: [{ author: 'visitor' }] })
  expect((await key.get('/tickets/')).body.count).toBe(0)
})
