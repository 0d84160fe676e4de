import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { readEvents } from '../testing/event-reader.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import {
  type Answer,
  type Json,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../testing/test-server.ts'

/** Each endpoint that takes a message of a visitor, as one call that can be repeated. */
type Send = (visitor: VisitorCaller, thread: string, content: string, id: string) => Promise<Answer>

const ENDPOINTS: Readonly<Record<string, { readonly send: Send; readonly status: number }>> = {
  conversations: {
    status: 200,
    async send(visitor, thread, content, id) {
      const response = await visitor.stream(thread, content, id)
      if (response.status !== 200) return { status: response.status, body: await response.json() }
      const first = await readEvents(response).next()
      return { status: 200, body: { message: first?.data } }
    },
  },
  append_message: {
    status: 201,
    send: (visitor, thread, content, id) => visitor.append(thread, content, id),
  },
  queue: {
    status: 200,
    send: (visitor, thread, content, id) => visitor.enqueue(thread, content, { id }),
  },
}

const NAMES = Object.keys(ENDPOINTS)

async function openThread(): Promise<TestServer & { ada: VisitorCaller; thread: string }> {
  const server = await startTestServer()
  const ada = await server.visitor()
  return { ...server, ada, thread: await ada.open() }
}

function endpoint(name: string): { readonly send: Send; readonly status: number } {
  const found = ENDPOINTS[name]
  if (found === undefined) throw new Error(name)
  return found
}

describe.each(NAMES)('%s', (name) => {
  const { send, status } = endpoint(name)

  it('[SV1] posts once when a request is repeated, and answers alike', async () => {
    const { ada, thread, id, ticketTexts } = await openThread()
    const key = id()
    const first = await send(ada, thread, 'Hello', key)
    const second = await send(ada, thread, 'Hello', key)
    expect(first.status).toBe(status)
    expect(second).toEqual(first)
    expect(first.body.message).toMatchObject({
      id: key,
      content: 'Hello',
      state: 'posted',
      seq: expect.any(Number),
    })
    expect(await ticketTexts(thread)).toEqual(['Hello'])
  })

  it('[SV1] posts once when repetitions race', async () => {
    const { ada, thread, id, ticketTexts } = await openThread()
    const key = id()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(ada, thread, 'Hello', key)))
    expect(answers.map((answer) => answer.status)).toEqual(Array(5).fill(status))
    expect(await ticketTexts(thread)).toEqual(['Hello'])
  })

  it('[SV1] refuses other content under a used id, and keeps the first', async () => {
    const { ada, thread, id, ticketTexts } = await openThread()
    const key = id()
    await send(ada, thread, 'Hello', key)
    const second = await send(ada, thread, 'Goodbye', key)
    expect(second).toEqual({
      status: 422,
      body: {
        type: 'invalid_request',
        code: 'idempotency_mismatch',
        detail: 'This id was used before with other content.',
        attr: null,
      },
    })
    expect(await ticketTexts(thread)).toEqual(['Hello'])
  })

  it('[SV1] keeps a withdrawn id withdrawn', async () => {
    const { ada, thread, id, ticketTexts } = await openThread()
    const key = id()
    await ada.enqueue(thread, 'Oops', { id: key, more: true })
    await ada.delete(`/${thread}/queue/${key}/`)
    const late = await send(ada, thread, 'Oops', key)
    expect(late.status).toBe(status)
    expect(late.body.message).toMatchObject({ id: key, state: 'withdrawn', seq: null })
    expect(await ticketTexts(thread)).toEqual([])
  })

  it.each(NAMES)('[SV1] finds a message that went through %s', async (other) => {
    const { ada, thread, id, ticketTexts } = await openThread()
    const key = id()
    await endpoint(other).send(ada, thread, 'Hello', key)
    const second = await send(ada, thread, 'Hello', key)
    expect(second.status).toBe(status)
    expect(second.body.message).toMatchObject({ id: key, state: 'posted' })
    expect(await ticketTexts(thread)).toEqual(['Hello'])
  })

  it('[SV1] takes the same id again in another thread: ids belong to their conversation', async () => {
    const { ada, thread, id, ticketTexts } = await openThread()
    const other = await ada.open()
    const key = id()
    await send(ada, thread, 'Hello', key)
    await send(ada, other, 'Hello elsewhere', key)
    expect(await ticketTexts(thread)).toEqual(['Hello'])
    expect(await ticketTexts(other)).toEqual(['Hello elsewhere'])
  })

  it('[SV6] [RT-007] meets a text again that cannot be stored as it came', async () => {
    const { ada, thread, id, ticketTexts } = await openThread()
    const key = id()
    await send(ada, thread, 'half \ud83d and \0 nothing', key)
    const second = await send(ada, thread, 'half \ud83d and \0 nothing', key)
    expect(second.status).toBe(status)
    expect(await ticketTexts(thread)).toEqual(['half \ufffd and \ufffd nothing'])
  })
})

it('[SV1] posts a reply of the team once under its key, and refuses another under it', async () => {
  const { ada, thread, id, key: team, ticketTexts } = await openThread()
  await ada.append(thread, 'Hello')
  const key = id()
  const reply = (message: string, isPrivate = false): Promise<Answer> =>
    team.post('/tickets/1/reply/', { message, is_private: isPrivate }, { 'Idempotency-Key': key })
  const [first, second] = await Promise.all([reply('Hi Ada'), reply('Hi Ada')])
  expect(first).toEqual(second)
  expect([
    first.status,
    (await reply('Hi Bob')).status,
    (await reply('Hi Ada', true)).status,
  ]).toEqual([201, 422, 422])
  expect(await ticketTexts(thread)).toEqual(['Hello', 'Hi Ada'])
})

it("[SV1] refuses an id that is somebody else's message", async () => {
  const { ada, thread, id, key: team } = await openThread()
  const key = id()
  await ada.append(thread, 'Hello', key)
  const stolen = await team.post(
    '/tickets/1/reply/',
    { message: 'Hello' },
    { 'Idempotency-Key': key },
  )
  expect(stolen.status).toBe(422)
})

describe('[SV1] the id of an answer', () => {
  it.each(['append_message', 'queue'])(
    'is taken from its first words on, and %s refuses it',
    async (name) => {
      const assistant = createScriptedAssistant()
      const { visitor, ticketTexts } = await startTestServer({ assistant })
      const ada = await visitor()
      const thread = await ada.open()
      const stream = readEvents(await ada.stream(thread, 'Question'))
      const turn = await assistant.turn()
      turn.say('Answer')
      const frames = await stream.until(({ data }) => data.state === 'writing')
      const taken = frames.at(-1)?.data.id
      const stolen = await endpoint(name).send(ada, thread, 'Mine', taken)
      turn.end()
      await stream.rest()
      expect([stolen.status, stolen.body.code]).toEqual([422, 'idempotency_mismatch'])
      expect(await ticketTexts(thread)).toEqual(['Question', 'Answer'])
    },
  )

  it('stays taken when the answer came to nothing', async () => {
    const assistant = createScriptedAssistant()
    const { visitor } = await startTestServer({ assistant })
    const ada = await visitor()
    const thread = await ada.open()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say(' ')
    const frames = await stream.until(({ data }) => data.state === 'writing')
    turn.end()
    await settle()
    const stolen = await ada.append(thread, 'Mine', frames.at(-1)?.data.id)
    expect([stolen.status, stolen.body.code]).toEqual([422, 'idempotency_mismatch'])
  })
})

it('[SV2] gives places in the order of posting, and pages backwards over them', async () => {
  const { ada, thread } = await openThread()
  for (const text of ['1', '2', '3', '4', '5']) await ada.append(thread, text)
  await ada.enqueue(thread, 'waits', { more: true })
  const newest = await ada.get(`/${thread}/?limit=2`)
  const before = newest.body.messages[0].seq
  const older = await ada.get(`/${thread}/?limit=3&before=${before}`)
  const texts = ({ body }: Answer): unknown => [
    body.messages.map((message: Json) => message.content),
    body.has_more,
  ]
  expect([newest, older].map(texts)).toEqual([
    [['4', '5', 'waits'], true],
    [['1', '2', '3'], false],
  ])
})

it('[SV2] raises rev with every change of a row', async () => {
  const { ada, thread, id } = await openThread()
  const key = id()
  const queued = await ada.enqueue(thread, 'Helo', { id: key, more: true })
  const edited = await ada.patch(`/${thread}/queue/${key}/`, { content: 'Hello' })
  await ada.enqueue(thread, 'Bye')
  const { body } = await ada.get(`/${thread}/`)
  expect([queued.body.message, edited.body.message, body.messages[0]]).toMatchObject([
    { rev: 1, state: 'queued', content: 'Helo' },
    { rev: 2, state: 'queued', content: 'Hello' },
    { rev: 3, state: 'posted', content: 'Hello' },
  ])
})
