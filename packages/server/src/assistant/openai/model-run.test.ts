/** The assistant in its place: a visitor asks the real server, which asks a real server of a model. */
import { createManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { readEvents } from '../../testing/event-reader.ts'
import { type ModelCall, startModelServer } from '../../testing/model-server.ts'
import { measured } from '../../testing/read-metrics.ts'
import { type Json, startTestServer } from '../../testing/test-server.ts'
import { createOpenAiAssistant } from './openai-assistant.ts'
import { DEFAULT_MODEL_LIMITS } from './openai-settings.ts'

const KEY = 'sk-test-0123456789'
const TOKEN = 'a-token-for-metrics'

/** A visitor who has asked something, and the request that came to the model. */
async function ask() {
  const model = await startModelServer()
  const clock = createManualClock()
  const assistant = createOpenAiAssistant({
    settings: { ...DEFAULT_MODEL_LIMITS, baseUrl: model.url, apiKey: KEY, model: 'm' },
    search: async () => [],
    isEmpty: async () => false,
    clock,
    log: { error: () => {}, info: () => {}, debug: () => {} },
    chance: () => 0,
  })
  const test = await startTestServer({ assistant, clock, metricsToken: TOKEN })
  const ada = await test.visitor()
  const feed = readEvents(await ada.raw('GET', '/events/'))
  const conversation = await ada.open()
  await ada.append(conversation, 'Can I return a lamp?')
  const call: ModelCall = await model.next()
  /** What the visitor sees of the answer when its run is over. */
  const answered = async (): Promise<Json> => {
    const isAnswer = (data: Json): boolean => data.state === 'posted' && data.author === 'assistant'
    return (await feed.until((event) => isAnswer(event.data))).at(-1)?.data
  }
  const ticket = async (): Promise<Json> => (await test.key.get('/tickets/')).body.results[0]
  const metrics = async (): Promise<string> => {
    const request = new Request('http://localhost/metrics', {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    return await (await test.server.fetch(request)).text()
  }
  return { ...test, model, ada, conversation, call, answered, ticket, metrics }
}

it('[SV197] an answer is posted, and metrics tell what it cost', async () => {
  const { call, answered, metrics } = await ask()
  call.say('Within ', '30 days.')
  call.finish('stop', { input: 210, output: 7 })
  expect(await answered()).toMatchObject({ content: 'Within 30 days.', incomplete: false })
  const body = await metrics()
  const tokens = 'porchlight_model_tokens_total'
  expect(measured(body, tokens, { model: 'm', direction: 'in' })).toBe(210)
  expect(measured(body, tokens, { model: 'm', direction: 'out' })).toBe(7)
  const requests = 'porchlight_model_requests_total'
  expect(measured(body, requests, { model: 'm', outcome: 'done' })).toBe(1)
  expect(body).not.toContain(KEY)
})

it('[SV197] metrics tell of failures by their kind, and of repetitions', async () => {
  const { model, clock, call, answered, metrics } = await ask()
  call.answer(500, {})
  // Without jitter it is repeated at once.
  while (model.count < 2) await clock.advance(0)
  const again = await model.next()
  again.say('Yes.')
  again.finish()
  await answered()
  const body = await metrics()
  const requests = 'porchlight_model_requests_total'
  expect(measured(body, requests, { model: 'm', outcome: 'broken' })).toBe(1)
  expect(measured(body, requests, { model: 'm', outcome: 'done' })).toBe(1)
  expect(measured(body, 'porchlight_model_retries_total', { model: 'm' })).toBe(1)
})

it('[SV194] a stream that is cut leaves an incomplete answer, and the assistant goes on', async () => {
  const { model, ada, conversation, call, answered, ticket } = await ask()
  call.say('Within 30')
  call.end()
  expect(await answered()).toMatchObject({ content: 'Within 30', incomplete: true })
  await ada.append(conversation, 'And then?')
  const next = await model.next()
  next.say('Send it back.')
  next.finish()
  expect(await answered()).toMatchObject({ content: 'Send it back.', incomplete: false })
  expect(await ticket()).toMatchObject({ escalation_reason: null })
})

it('[SV196] a wrong key leads to people', async () => {
  const { call, answered, ticket } = await ask()
  call.answer(401, { error: { message: `Incorrect API key provided: ${KEY}` } })
  expect(await answered()).toMatchObject({
    content: expect.stringContaining('a person from our team will answer you here'),
    incomplete: false,
  })
  expect(await ticket()).toMatchObject({ escalation_reason: 'assistant_unavailable' })
})

it('[SV192] a visitor who stops the answer closes the connection to the model', async () => {
  const { ada, conversation, call, metrics } = await ask()
  await ada.raw('PATCH', `/${conversation}/cancel/`)
  await call.closed
  const stopped = { model: 'm', outcome: 'stopped' }
  expect(measured(await metrics(), 'porchlight_model_requests_total', stopped)).toBe(1)
})

it('[SV192] so does a server that shuts down', async () => {
  const { server, call } = await ask()
  await server.close()
  await expect(call.closed).resolves.toBeUndefined()
})
