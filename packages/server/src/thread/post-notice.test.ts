/** Ratings, as their visitor leaves them and the team reads them. */
import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import {
  type Answer,
  type Json,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../testing/test-server.ts'

interface World extends TestServer {
  readonly ada: VisitorCaller
  readonly thread: string
  rate(data: unknown, id?: string): Promise<Answer>
}

async function start(options: Parameters<typeof startTestServer>[0] = {}): Promise<World> {
  const server = await startTestServer(options)
  const ada = await server.visitor()
  const thread = await ada.open()
  return {
    ...server,
    ada,
    thread,
    rate: (data, id = server.id()) =>
      ada.post(`/${thread}/append_message/`, { notice: 'rating', data }, { 'Idempotency-Key': id }),
  }
}

const GOOD = { score: 5, comment: 'Quick!' }

async function ticketOf({ key, thread }: World): Promise<Json> {
  const { body } = await key.get('/tickets/')
  return body.results.find((row: Json) => row.conversation === thread)
}

describe('[SV162] a visitor may leave a rating', () => {
  it('posts it as a notice under the id it came with, readable for both sides', async () => {
    const world = await start()
    await world.ada.append(world.thread, 'Hello')
    const id = world.id()
    const { status, body } = await world.rate(GOOD, id)
    expect([status, body.id]).toEqual([201, id])
    expect(body.message).toMatchObject({
      type: 'context',
      author: 'notice',
      content: 'Rating: 5 of 5\n\nQuick!',
      state: 'posted',
    })
    const ticket = await ticketOf(world)
    const { body: told } = await world.key.get(`/tickets/${ticket.id}/messages/`)
    expect(told.results.at(-1)).toMatchObject({
      id,
      author_type: 'system',
      content: 'Rating: 5 of 5\n\nQuick!',
    })
  })

  it('answers a repetition the same, and another rating under its id not at all', async () => {
    const world = await start()
    const id = world.id()
    const first = await world.rate({ score: 2, comment: null }, id)
    expect(await world.rate({ score: 2 }, id)).toEqual(first)
    const other = await world.rate({ score: 3, comment: null }, id)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch'])
    expect(await world.ticketTexts(world.thread)).toEqual(['Rating: 2 of 5'])
  })

  it.each([
    ['notice', { notice: 'form', data: GOOD }],
    ['notice', { notice: null, content: 'Hello' }],
    ['data', { notice: 'rating' }],
    ['data', { content: 'Hello', data: GOOD }],
    ['data.score', { notice: 'rating', data: { score: 6, comment: null } }],
    ['data.score', { notice: 'rating', data: { score: 2.5, comment: null } }],
    ['data.comment', { notice: 'rating', data: { score: 1, comment: 'x'.repeat(2_001) } }],
    ['data.comment', { notice: 'rating', data: { score: 1, comment: ' ' } }],
  ])('refuses what is no notice, and names %s', async (attr, body) => {
    const { ada, thread, id, ticketTexts } = await start()
    const answer = await ada.post(`/${thread}/append_message/`, body, { 'Idempotency-Key': id() })
    expect([answer.status, answer.body.attr]).toEqual([400, attr])
    expect(await ticketTexts(thread)).toEqual([])
  })

  it('takes none without an id, nor from a key', async () => {
    const { ada, key, thread } = await start()
    const body = { notice: 'rating', data: GOOD }
    const unnamed = await ada.post(`/${thread}/append_message/`, body)
    const byKey = await key.post(`/${thread}/append_message/`, body)
    expect([unnamed.body.attr, byKey.status, byKey.body.attr]).toEqual([
      'Idempotency-Key',
      400,
      'notice',
    ])
  })

  it('is told to browsers by the session', async () => {
    const { session, refreshToken } = await startTestServer()
    const { body } = await session({ refresh: null, next: refreshToken() })
    expect(body.capabilities).toContain('notices')
  })
})

describe('[SV163] a notice asks for nothing', () => {
  it('opens no resolved ticket again, and is unread by nobody', async () => {
    const world = await start()
    await world.ada.append(world.thread, 'Hello')
    const before = await ticketOf(world)
    await world.key.patch(`/tickets/${before.id}/`, { status: 'resolved' })
    await world.rate(GOOD)
    const after = await ticketOf(world)
    expect([after.status, after.unread_team_count, after.unread_customer_count]).toEqual([
      'resolved',
      before.unread_team_count,
      0,
    ])
    const { body } = await world.ada.get(`/${world.thread}/`)
    expect(body.ticket.unread_count).toBe(0)
  })

  it('starts no answer, and is shown to no assistant', async () => {
    const assistant = createScriptedAssistant()
    const world = await start({ assistant })
    await world.rate(GOOD)
    await settle()
    expect(assistant.calls).toBe(0)
    await world.ada.append(world.thread, 'Question')
    const { history, end } = await assistant.turn()
    expect(history).toEqual([{ author: 'visitor', content: 'Question' }])
    end()
  })

  it('takes along what waits in the queue, which is answered', async () => {
    const assistant = createScriptedAssistant()
    const world = await start({ assistant })
    await world.ada.enqueue(world.thread, 'Waited', { more: true })
    await world.rate({ score: 4, comment: null })
    expect(await world.ticketTexts(world.thread)).toEqual(['Waited', 'Rating: 4 of 5'])
    const { history, end } = await assistant.turn()
    expect(history).toEqual([{ author: 'visitor', content: 'Waited' }])
    end()
  })

  it('leaves an answer that is being written, and what waits behind it gets the next', async () => {
    const assistant = createScriptedAssistant()
    const world = await start({ assistant })
    await world.ada.append(world.thread, 'Question')
    const first = await assistant.turn()
    await world.ada.enqueue(world.thread, 'Another')
    expect((await world.rate(GOOD)).status).toBe(201)
    first.say('Answer')
    first.end()
    const second = await assistant.turn()
    expect(second.history.map(({ content }) => content)).toEqual(['Question', 'Another', 'Answer'])
    second.end()
  })
})
