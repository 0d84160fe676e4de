import { createManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { type ModelServer, startModelServer } from '../../testing/model-server.ts'
import { createChatModel } from './chat-model.ts'
import { ModelFailure } from './model-failure.ts'
import { DEFAULT_MODEL_LIMITS, type OpenAiSettings } from './openai-settings.ts'

const KEY = 'sk-test-0123456789'

/** A model behind a real server, and somebody who asks it one thing. */
async function setUp(changed: Partial<OpenAiSettings> = {}) {
  const server = await startModelServer()
  const clock = createManualClock()
  const told: unknown[] = []
  const model = createChatModel({
    settings: { ...DEFAULT_MODEL_LIMITS, baseUrl: server.url, apiKey: KEY, model: 'm', ...changed },
    clock,
    chance: () => 0.5,
    observer: () => ({
      modelRequestEnded: ({ outcome }) => told.push(outcome),
      modelRequestRepeated: () => told.push('repeated'),
      modelTokensUsed: ({ input, output }) => told.push({ input, output }),
    }),
  })
  const ask = (signal = new AbortController().signal): Asked => {
    const words: string[] = []
    const heard: (() => void)[] = []
    const ended = (async () => {
      for await (const word of model.say([{ role: 'user', content: 'Hello' }], signal)) {
        words.push(word)
        heard.shift()?.()
      }
      return null
    })().catch((cause: unknown) => cause)
    return { words, ended, hear: () => new Promise((resolve) => heard.push(resolve)) }
  }
  /** Moves the clock once a request has failed, and the next is waited for. */
  const repeatAfter = async (outcome: string, ms: number): Promise<void> => {
    await until(() => clock.pending === 1 && told.at(-1) === outcome)
    await clock.advance(ms)
  }
  return { server, clock, told, ask, repeatAfter }
}

interface Asked {
  readonly words: readonly string[]
  /** Null when it ended well, or what was thrown. */
  readonly ended: Promise<unknown>
  /** The next word. */
  hear(): Promise<void>
}

/** Real sockets need real turns of the event loop. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

async function refuse(server: ModelServer, status: number, headers = {}): Promise<void> {
  const call = await server.next()
  call.answer(status, { error: { message: `key ${KEY}`, code: null } }, headers)
}

it('[SV190] asks for one streamed answer, with its limit and its cost, and names no tool', async () => {
  const { server, ask } = await setUp()
  const asked = ask()
  const call = await server.next()
  call.say('Good ', 'day.')
  call.finish()
  expect(await asked.ended).toBeNull()
  expect(asked.words).toEqual(['Good ', 'day.'])
  expect(call.path).toBe('/v1/chat/completions')
  expect(call.headers.authorization).toBe(`Bearer ${KEY}`)
  expect(call.body).toEqual({
    model: 'm',
    messages: [{ role: 'user', content: 'Hello' }],
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: 1_000,
  })
})

it('[SV190] sends no key where there is none', async () => {
  const { server, ask } = await setUp({ apiKey: null })
  const asked = ask()
  const call = await server.next()
  expect(call.headers.authorization).toBeUndefined()
  call.say('Hi')
  call.finish()
  expect(await asked.ended).toBeNull()
})

it('[SV194] waits for a slow model as long as it says something now and then', async () => {
  const { server, clock, ask } = await setUp()
  const asked = ask()
  const call = await server.next()
  for (const word of ['One', ' two', ' three']) {
    await clock.advance(14_000)
    const heard = asked.hear()
    call.say(word)
    await heard
    await until(() => clock.pending === 1)
  }
  call.finish()
  expect(await asked.ended).toBeNull()
  expect(asked.words.join('')).toBe('One two three')
  expect(clock.pending).toBe(0)
})

it.each([
  ['before its first word', 30_000, []],
  ['in the middle', 15_000, ['One']],
])('[SV194] gives a model up that is silent %s', async (_when, ms, words) => {
  const { server, clock, told, ask } = await setUp({ maxRetries: 0 })
  const asked = ask()
  const call = await server.next()
  for (const word of words) {
    const heard = asked.hear()
    call.say(word)
    await heard
    await until(() => clock.pending === 1)
  }
  await clock.advance(ms)
  expect(await asked.ended).toEqual(new ModelFailure('timeout'))
  await call.closed
  expect([asked.words, told]).toEqual([words, ['timeout']])
})

it.each([
  ['with its connection', 'cut'],
  ['as if it were complete', 'end'],
] as const)(
  '[SV194] a stream that ends %s keeps its words, and is asked for no second time',
  async (_how, end) => {
    const { server, told, ask } = await setUp()
    const asked = ask()
    const call = await server.next()
    const heard = asked.hear()
    call.say('Thirty d')
    await heard
    call[end]()
    expect(await asked.ended).toEqual(new ModelFailure('cut'))
    expect([asked.words, told, server.count]).toEqual([['Thirty d'], ['cut'], 1])
  },
)

it.each([
  ['a frame that is no JSON', '{"choices":[', 'malformed'],
  ['a frame that is a number', '7', 'malformed'],
  ['a frame without choices', '{"ok":true}', 'malformed'],
  ['words that are none', '{"choices":[{"delta":{"content":7}}]}', 'malformed'],
  ['an error in the stream', '{"error":{"message":"overloaded"}}', 'broken'],
] as const)('[SV194] %s ends the answer', async (_what, data, kind) => {
  const { server, ask } = await setUp({ maxRetries: 0 })
  const asked = ask()
  const call = await server.next()
  call.frame(data)
  expect(await asked.ended).toEqual(new ModelFailure(kind))
  await call.closed
})

it.each([
  ['stop', 'empty'],
  ['length', 'too_long'],
  ['content_filter', 'filtered'],
] as const)('[SV194] no word at all, by the reason "%s", is %s', async (reason, kind) => {
  const { server, ask } = await setUp()
  const asked = ask()
  const call = await server.next()
  call.say('  ')
  call.finish(reason)
  expect(await asked.ended).toEqual(new ModelFailure(kind))
})

it('[SV194] a page of HTML is no answer', async () => {
  const { server, ask } = await setUp()
  const asked = ask()
  const call = await server.next()
  call.answer(200, '<html>Sign in</html>')
  expect(await asked.ended).toEqual(new ModelFailure('malformed'))
})

it('[SV194] a body without end is cut off', async () => {
  const { server, ask } = await setUp()
  const asked = ask()
  const call = await server.next()
  const piece = 'x'.repeat(1_024 * 1_024)
  for (let pieces = 0; pieces < 9; pieces++) call.frame(piece)
  expect(await asked.ended).toMatchObject({ kind: 'malformed' })
  await call.closed
})

it('[SV193] repeats after 429 when it was told to, and after 500', async () => {
  const { server, clock, told, ask, repeatAfter } = await setUp()
  const asked = ask()
  await refuse(server, 429, { 'retry-after': '7' })
  await repeatAfter('busy', 6_999)
  expect(server.count).toBe(1)
  await clock.advance(1)
  await refuse(server, 500)
  await repeatAfter('broken', 500)
  const call = await server.next()
  call.say('Hi')
  call.finish('stop', { input: 12, output: 3 })
  expect(await asked.ended).toBeNull()
  expect(told).toEqual(['busy', 'repeated', 'broken', 'repeated', { input: 12, output: 3 }, 'done'])
})

it('[SV193] repeats when the connection broke before the first word', async () => {
  const { server, ask, repeatAfter } = await setUp()
  const asked = ask()
  ;(await server.next()).cut()
  await repeatAfter('unreachable', 250)
  const call = await server.next()
  call.say('Hi')
  call.finish()
  expect(await asked.ended).toBeNull()
})

it('[SV193] gives up at once when it would have to wait longer than the visitor does', async () => {
  const { server, ask } = await setUp()
  const asked = ask()
  await refuse(server, 429, { 'retry-after': '60' })
  expect(await asked.ended).toMatchObject({ kind: 'busy', status: 429, retryAfterMs: 60_000 })
  expect(server.count).toBe(1)
})

it.each([
  [401, 'unauthorised'],
  [403, 'unauthorised'],
  [404, 'unknown_model'],
  [400, 'refused'],
  [302, 'refused'],
] as const)('[SV193] repeats nothing after %i, which is %s', async (status, kind) => {
  const { server, ask } = await setUp()
  const asked = ask()
  await refuse(server, status, { location: server.url })
  expect(await asked.ended).toMatchObject({ kind, status })
  expect(server.count).toBe(1)
})

it('[SV193] an account with nothing left is asked no second time', async () => {
  const { server, ask } = await setUp()
  const asked = ask()
  const call = await server.next()
  call.answer(429, { error: { message: 'no', code: 'insufficient_quota' } })
  expect(await asked.ended).toMatchObject({ kind: 'out_of_quota' })
})

it('[SV196] what is thrown holds neither the key nor what the server said', async () => {
  const { server, ask } = await setUp()
  const asked = ask()
  await refuse(server, 401)
  const failure = (await asked.ended) as ModelFailure
  expect(failure).toBeInstanceOf(ModelFailure)
  expect(failure.cause).toBeUndefined()
  expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toContain(KEY)
})

it('[SV192] closes the connection as soon as it is stopped, and ends quietly', async () => {
  const { server, clock, told, ask } = await setUp()
  const stop = new AbortController()
  const asked = ask(stop.signal)
  const call = await server.next()
  const heard = asked.hear()
  call.say('One')
  await heard
  stop.abort()
  await call.closed
  expect(await asked.ended).toBeNull()
  expect([asked.words, told, clock.pending]).toEqual([['One'], ['stopped'], 0])
})

it('[SV192] is stopped before an answer has begun, and while it waits to repeat', async () => {
  const { server, clock, told, ask } = await setUp()
  const [first, second] = [new AbortController(), new AbortController()]
  const asked = ask(first.signal)
  const call = await server.next()
  first.abort()
  await call.closed
  expect(await asked.ended).toBeNull()
  const again = ask(second.signal)
  await refuse(server, 500)
  await until(() => told.at(-1) === 'broken' && clock.pending === 1)
  second.abort()
  expect(await again.ended).toBeNull()
  expect([told, server.count, clock.pending]).toEqual([['stopped', 'broken'], 2, 0])
})

it('[SV192] closes the connection when nobody reads any further', async () => {
  const server = await startModelServer()
  const told: unknown[] = []
  const model = createChatModel({
    settings: { ...DEFAULT_MODEL_LIMITS, baseUrl: server.url, apiKey: null, model: 'm' },
    clock: createManualClock(),
    chance: () => 0,
    observer: () => ({
      modelRequestEnded: ({ outcome }) => told.push(outcome),
      modelRequestRepeated: () => {},
      modelTokensUsed: () => {},
    }),
  })
  const words = model.say([{ role: 'user', content: 'Hello' }], new AbortController().signal)
  const first = words.next()
  const call = await server.next()
  call.say('One')
  await first
  await words.return(undefined)
  await call.closed
  expect(told).toEqual(['stopped'])
})
