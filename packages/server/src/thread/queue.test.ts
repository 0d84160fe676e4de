import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { createScriptedAssistant, type ScriptedAssistant } from '../testing/scripted-assistant.ts'
import { sabotage } from '../testing/test-database.ts'
import {
  type Answer,
  type Json,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../testing/test-server.ts'

async function openThread(
  options: { assistant?: ScriptedAssistant; maxQueueMessages?: number } = {},
): Promise<TestServer & { ada: VisitorCaller; thread: string }> {
  const server = await startTestServer(options)
  const ada = await server.visitor()
  return { ...server, ada, thread: await ada.open() }
}

const queuedTexts = ({ body }: Answer): string[] =>
  body.messages.map((message: Json) => message.content)

it('[SV11] holds what is announced to go on, and posts all of it with the last', async () => {
  const { ada, thread, ticketTexts } = await openThread()
  const first = await ada.enqueue(thread, 'One', { more: true })
  const second = await ada.enqueue(thread, 'Two', { more: true })
  const last = await ada.enqueue(thread, 'Three')
  expect([first, second, last].map(queuedTexts)).toEqual([['One'], ['One', 'Two'], []])
  expect(last.body.message).toMatchObject({ content: 'Three', state: 'posted' })
  expect(await ticketTexts(thread)).toEqual(['One', 'Two', 'Three'])
})

it('[SV11] drains 3 s after the last POST when nothing follows', async () => {
  const { ada, thread, clock, ticketTexts } = await openThread()
  await ada.enqueue(thread, 'One', { more: true })
  await clock.advance(2_000)
  await ada.enqueue(thread, 'Two', { more: true })
  await clock.advance(2_999)
  expect(await ticketTexts(thread)).toEqual([])
  await clock.advance(1)
  expect(await ticketTexts(thread)).toEqual(['One', 'Two'])
})

it('[SV11] drains a full queue at once', async () => {
  const { ada, thread, ticketTexts } = await openThread({ maxQueueMessages: 2 })
  await ada.enqueue(thread, 'One', { more: true })
  await ada.enqueue(thread, 'Two', { more: true })
  expect(await ticketTexts(thread)).toEqual(['One', 'Two'])
})

it('[SV11] takes a repetition without `more` as the last of its lane', async () => {
  const { ada, thread, id, ticketTexts } = await openThread()
  const key = id()
  await ada.enqueue(thread, 'One', { id: key, more: true })
  await ada.enqueue(thread, 'One', { id: key })
  expect(await ticketTexts(thread)).toEqual(['One'])
})

it('[SV11] waits for the end of a run, then posts all and starts one run over it', async () => {
  const assistant = createScriptedAssistant()
  const { ada, thread, clock, ticketTexts } = await openThread({ assistant })
  await ada.append(thread, 'Question')
  const first = await assistant.turn()
  await ada.enqueue(thread, 'One')
  await ada.enqueue(thread, 'Two')
  await clock.advance(10_000)
  expect(await ticketTexts(thread)).toEqual(['Question'])
  first.say('Answer')
  first.end()
  const second = await assistant.turn()
  expect(second.history).toEqual([
    { author: 'visitor', content: 'Question' },
    { author: 'assistant', content: 'Answer' },
    { author: 'visitor', content: 'One' },
    { author: 'visitor', content: 'Two' },
  ])
  expect(assistant.calls).toBe(2)
})

it('[SV11] refuses what does not fit while a run is on, and changes nothing', async () => {
  const assistant = createScriptedAssistant()
  const { ada, thread } = await openThread({ assistant, maxQueueMessages: 2 })
  await ada.append(thread, 'Question')
  await ada.enqueue(thread, 'One')
  await ada.enqueue(thread, 'Two')
  expect(await ada.enqueue(thread, 'Three')).toEqual({
    status: 409,
    body: { error: 'queue_full', detail: 'Only 2 messages can be queued at a time.' },
  })
  expect(queuedTexts(await ada.get(`/${thread}/queue/`))).toEqual(['One', 'Two'])
})

it('[SV10] turns away a message by another endpoint while rows wait', async () => {
  const { ada, thread, ticketTexts } = await openThread()
  await ada.enqueue(thread, 'First', { more: true })
  const appended = await ada.append(thread, 'Second')
  const streamed = await ada.stream(thread, 'Second')
  expect([appended.status, appended.body.code]).toEqual([409, 'queue_not_empty'])
  expect([streamed.status, (await streamed.json()).code]).toEqual([409, 'queue_not_empty'])
  expect(await ticketTexts(thread)).toEqual([])
})

it('[SV10] posts what waits before a reply of the team', async () => {
  const { ada, thread, key, ticketTexts } = await openThread()
  await ada.enqueue(thread, 'First', { more: true })
  await ada.enqueue(thread, 'Second', { more: true })
  await key.post('/tickets/1/reply/', { message: 'Reply' })
  expect(await ticketTexts(thread)).toEqual(['First', 'Second', 'Reply'])
})

it('[SV10] leaves the queue alone for a private note', async () => {
  const { ada, thread, key, ticketTexts } = await openThread()
  await ada.append(thread, 'Hello')
  await ada.enqueue(thread, 'Waits', { more: true })
  await key.post('/tickets/1/reply/', { message: 'A note', is_private: true })
  expect(await ticketTexts(thread)).toEqual(['Hello', 'A note'])
})

it("[SV10] posts what waits before a key's message, by either endpoint", async () => {
  const { ada, thread, key, id, ticketTexts } = await openThread()
  await ada.enqueue(thread, 'First', { more: true })
  await key.post(`/${thread}/append_message/`, { content: 'From the assistant' })
  await ada.enqueue(thread, 'Third', { more: true })
  const stream = await key.raw('POST', '/', {
    body: { conversation: thread, content: 'Fourth', trace_id: id() },
  })
  await stream.text()
  expect(await ticketTexts(thread)).toEqual(['First', 'From the assistant', 'Third', 'Fourth'])
})

it('edits and withdraws what waits, and says when it is too late', async () => {
  const { ada, thread, id, ticketTexts } = await openThread()
  const [one, two] = [id(), id()]
  await ada.enqueue(thread, 'One', { id: one, more: true })
  await ada.enqueue(thread, 'Two', { id: two, more: true })
  const edited = await ada.patch(`/${thread}/queue/${one}/`, { content: 'Uno' })
  const withdrawn = await ada.delete(`/${thread}/queue/${two}/`)
  const again = await ada.delete(`/${thread}/queue/${two}/`)
  expect([edited, withdrawn, again].map(queuedTexts)).toEqual([['Uno', 'Two'], ['Uno'], ['Uno']])
  expect(again.body.message).toMatchObject({ id: two, state: 'withdrawn', rev: 2 })

  await ada.enqueue(thread, 'Three')
  expect(await ticketTexts(thread)).toEqual(['Uno', 'Three'])
  const tooLate = { status: 404, body: { detail: 'Queue message not found.' } }
  expect(await ada.patch(`/${thread}/queue/${one}/`, { content: 'Eins' })).toEqual(tooLate)
  expect(await ada.delete(`/${thread}/queue/${one}/`)).toEqual(tooLate)
  expect(await ada.delete(`/${thread}/queue/${id()}/`)).toEqual(tooLate)
  expect(await ada.patch(`/${thread}/queue/${two}/`, { content: 'Dos' })).toEqual(tooLate)
})

it('clears the queue for good', async () => {
  const { ada, thread, clock, ticketTexts } = await openThread()
  await ada.enqueue(thread, 'One', { more: true })
  await ada.enqueue(thread, 'Two', { more: true })
  const cleared = await ada.post(`/${thread}/queue/clear/`)
  expect(cleared).toEqual({ status: 200, body: { messages: [], max_queue_messages: 20 } })
  await clock.advance(10_000)
  expect(await ticketTexts(thread)).toEqual([])
  expect((await ada.append(thread, 'Three')).status).toBe(201)
})

it('[SV17] keeps the queue when the answer is stopped, and answers it next', async () => {
  const assistant = createScriptedAssistant()
  const { ada, thread, ticketTexts } = await openThread({ assistant })
  await ada.append(thread, 'Question')
  const first = await assistant.turn()
  first.say('Half an ')
  await settle()
  await ada.enqueue(thread, 'Next question')
  const stopped = await ada.raw('PATCH', `/${thread}/cancel/`)
  expect(stopped.status).toBe(204)
  const second = await assistant.turn()
  expect(first.signal.aborted).toBe(true)
  expect(second.history.at(-1)).toEqual({ author: 'visitor', content: 'Next question' })
  expect(await ticketTexts(thread)).toEqual(['Question', 'Half an ', 'Next question'])
})

describe('[SV11] a clock that is wrong', () => {
  const DAY_MS = 24 * 60 * 60_000

  it.each([
    ['set back after the POST', 0, -DAY_MS],
    ['ahead at the POST, and set right after it', DAY_MS, 0],
    ['set forward after the POST', 0, DAY_MS],
    ['set back by a second', 0, -1_000],
  ])('makes no queue wait for longer: %s', async (_what, before, after) => {
    const { key, thread, clock, ticketTexts } = await openThread()
    const now = clock.now()
    clock.setNow(now + before)
    await key.post(`/${thread}/queue/`, { content: 'One', more: true })
    await settle()
    clock.setNow(now + after)
    await clock.advance(2_999)
    const early = await ticketTexts(thread)
    await clock.advance(1)
    expect([early, await ticketTexts(thread)]).toEqual([[], ['One']])
  })

  it('is no matter to the end of a run', async () => {
    const assistant = createScriptedAssistant()
    const { ada, thread, clock } = await openThread({ assistant })
    await ada.append(thread, 'Question')
    const first = await assistant.turn()
    await ada.enqueue(thread, 'Now')
    clock.setNow(clock.now() - DAY_MS)
    first.end()
    const second = await assistant.turn()
    expect(second.history.at(-1)).toEqual({ author: 'visitor', content: 'Now' })
  })

  it('makes nobody wait after a restart, though it was years ahead', async () => {
    const { key, thread, clock, server, startAgain } = await openThread()
    const now = clock.now()
    clock.setNow(now + 3_650 * DAY_MS)
    await key.post(`/${thread}/queue/`, { content: 'One', more: true })
    await server.close()
    clock.setNow(now)
    const again = await startAgain()
    await clock.advance(3_000)
    expect(await again.ticketTexts(thread)).toEqual(['One'])
  })
})

it('[SV64] drains with the next sweep what could not be drained in its time', async () => {
  const { ada, thread, visitor, clock, place, errors, ticketTexts } = await openThread()
  const mend = await sabotage(place, { before: 'update', table: 'messages', conversation: thread })
  const bob = await visitor()
  const other = await bob.open()
  await ada.enqueue(thread, 'Broken', { more: true })
  await bob.enqueue(other, 'Whole', { more: true })
  await clock.advance(3_000)
  const first = [await ticketTexts(thread), await ticketTexts(other)]
  await mend()
  await clock.advance(60_000)
  expect([...first, await ticketTexts(thread)]).toEqual([[], ['Whole'], ['Broken']])
  expect(new Set(errors.map(({ event }) => event))).toEqual(new Set(['drain_failed']))
})
