/** Streams byte by byte, as a client sees them that knows the published API alone. */
import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import type { Assistant } from '../assistant/assistant.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { startTestServer } from '../testing/test-server.ts'
import { RUN_LIMIT_MS } from './run-answer.ts'
import { ANSWER_MAX_CHARACTERS } from './run-writer.ts'

const FRAME = /^(?:id: [0-9a-f-]{36}\.\d+\n)?event: (message|conversation)\ndata: (\{.*\})$/

/** @throws Error for anything that is not exactly a frame or a keepalive */
function frames(text: string): { event: string; data: Record<string, unknown> }[] {
  expect(text.endsWith('\n\n')).toBe(true)
  return text
    .slice(0, -2)
    .split('\n\n')
    .filter((frame) => frame !== ': keepalive')
    .map((frame) => {
      const [, event, data] = FRAME.exec(frame) ?? []
      if (event === undefined || data === undefined) throw new Error(`no frame: ${frame}`)
      return { event, data: JSON.parse(data) }
    })
}

const FAILURE = {
  type: 'ai/failure',
  content: 'Oops! Something went wrong. Please try again.',
  id: expect.stringMatching(/^[0-9a-f-]{36}$/),
}

async function ask(assistant: Assistant) {
  const server = await startTestServer({ assistant })
  const response = await server.key.raw('POST', '/', {
    body: { conversation: server.id(), content: 'Question', trace_id: server.id() },
  })
  return { ...server, response }
}

describe('[SV116] a plain client', () => {
  it('gets the message, the conversation and the growing answer, and the end by the end', async () => {
    const assistant = createScriptedAssistant()
    const { response, clock } = await ask(assistant)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ])
    const text = response.text()
    const turn = await assistant.turn()
    await clock.advance(30_000)
    turn.say('Line one\nline two')
    turn.end()
    expect(await text).toContain('\n\n: keepalive\n\n')
    expect(frames(await text).map(({ event, data }) => [event, data.type, data.content])).toEqual([
      ['message', 'human', 'Question'],
      ['conversation', 'assistant', undefined],
      ['message', 'ai', 'Line one\nline two'],
      ['message', 'ai', 'Line one\nline two'],
      ['conversation', 'assistant', undefined],
    ])
  })

  it('gets the answers to what was queued on the same stream', async () => {
    const assistant = createScriptedAssistant()
    const { response, key } = await ask(assistant)
    const text = response.text()
    const first = await assistant.turn()
    const thread = (await key.get('/')).body.results[0].id
    await key.post(`/${thread}/queue/`, { content: 'And?' })
    first.say('One')
    first.end()
    const second = await assistant.turn()
    second.say('Two')
    second.end()
    const told = frames(await text).flatMap(({ event, data }) =>
      event === 'message' && data.state === 'posted' ? [data.content] : [],
    )
    expect(told).toEqual(['Question', 'One', 'And?', 'Two'])
  })
})

describe('[SV117] an assistant that', () => {
  const yields = (...steps: unknown[]): Assistant => ({
    // Whatever a broken one may yield.
    async *answer() {
      yield* steps as never[]
    },
  })
  const broken: [string, Assistant][] = [
    [
      'throws at once',
      {
        answer: () => {
          throw new Error('no')
        },
      },
    ],
    ['is none', { answer: () => undefined as never }],
    ['yields nothing that is a step', yields(undefined)],
    ['yields a step of no known kind', yields({ kind: 'dance' })],
    ['yields a text that is none', yields({ kind: 'text', text: 7 })],
    ['cites nothing', yields({ kind: 'citation' })],
    [
      'cites a title that is none',
      yields({ kind: 'citation', citation: { title: {}, url: null } }),
    ],
    ['hands over without a reason', yields({ kind: 'hand_over' })],
    [
      'never ends',
      {
        async *answer() {
          for (;;) yield { kind: 'text', text: 'x'.repeat(ANSWER_MAX_CHARACTERS / 4) } as const
        },
      },
    ],
  ]
  it.each(broken)('%s ends in a failure, and the stream with it', async (_how, assistant) => {
    const { response, key, errors } = await ask(assistant)
    const last = frames(await response.text()).at(-1)
    expect(last).toMatchObject({ event: 'message', data: FAILURE })
    expect(errors.map(({ event }) => event)).toEqual(['assistant_failed'])
    expect((await key.get('/')).body.results[0].status).toBe('idle')
  })

  it('hangs is given up, and fails in band', async () => {
    const hanging: Assistant = {
      async *answer() {
        await new Promise(() => {})
      },
    }
    const { response, clock } = await ask(hanging)
    const text = response.text()
    await settle()
    await clock.advance(RUN_LIMIT_MS)
    expect(frames(await text).at(-1)).toMatchObject({ event: 'message', data: FAILURE })
  })
})
