import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { SUGGESTION_LIMIT_MS } from '../../assistant/suggest-reply.ts'
import { DEFAULT_LIMITS } from '../../limits/limit-settings.ts'
import { createScriptedAssistant, type ScriptedTurn } from '../../testing/scripted-assistant.ts'
import { startTestServer } from '../../testing/test-server.ts'

/** A ticket in which people answer, so that the assistant speaks only when it is asked to. */
async function openTicket() {
  const assistant = createScriptedAssistant()
  const server = await startTestServer({ assistant })
  const ada = await server.visitor()
  const thread = await ada.open()
  await server.key.post('/tickets/1/reply/', { message: 'Hello?' })
  return { ...server, assistant, ada, thread }
}

const FAILED = 'Failed to generate suggestion. Please try again.'

describe('[SV90] a suggestion', () => {
  it('is what the assistant would say to the last question, and is posted nowhere', async () => {
    const { key, assistant, ada, thread, ticketTexts } = await openTicket()
    await ada.append(thread, 'Where is my lamp?')
    await key.post('/tickets/1/reply/', { message: 'A secret', is_private: true })
    await key.post('/tickets/1/reply/', { message: 'I will look' })
    const answer = key.post('/tickets/1/suggest_reply/')
    const turn = await assistant.turn()
    turn.say(' On its ')
    turn.step({ kind: 'citation', citation: { title: 'Shipping', url: null } })
    turn.say('way. ')
    turn.end()
    expect(await answer).toEqual({
      status: 200,
      body: { suggestion: 'On its way.', citations: [{ title: 'Shipping', url: null }] },
    })
    expect(turn.history).toEqual([
      { author: 'agent', content: 'Hello?' },
      { author: 'visitor', content: 'Where is my lamp?' },
    ])
    expect(await ticketTexts(thread)).toHaveLength(4)
  })

  it('needs something to answer', async () => {
    const assistant = createScriptedAssistant()
    const { visitor, key } = await startTestServer({ assistant })
    const ada = await visitor()
    await ada.open()
    expect(await key.post('/tickets/1/suggest_reply/')).toEqual({
      status: 400,
      body: { detail: 'No messages in this ticket' },
    })
  })

  it('needs an assistant', async () => {
    const { visitor, key } = await startTestServer()
    const ada = await visitor()
    await ada.append(await ada.open(), 'Hello')
    expect(await key.post('/tickets/1/suggest_reply/')).toEqual({
      status: 403,
      body: { detail: 'AI data processing is not approved for this organization' },
    })
  })

  it.each<[string, (turn: ScriptedTurn) => void, string]>([
    ['fails', (turn) => turn.fail(new Error('secret detail')), 'unknown_error'],
    ['has nothing to say', (turn) => turn.end(), 'validation_error'],
    [
      'only asks for a person',
      (turn) => {
        turn.step({ kind: 'hand_over', reason: 'unsure' })
        turn.end()
      },
      'validation_error',
    ],
    [
      'says that a person will answer',
      (turn) => {
        turn.say('A person will answer you here.')
        turn.step({ kind: 'hand_over', reason: 'no_answer' })
        turn.end()
      },
      'validation_error',
    ],
  ])('is a clear failure when the assistant %s', async (_, move, errorType) => {
    const { key, assistant } = await openTicket()
    const answer = key.post('/tickets/1/suggest_reply/')
    move(await assistant.turn())
    expect(await answer).toEqual({
      status: 500,
      body: { detail: FAILED, error_type: errorType },
    })
  })

  it('is given up after a while, also by an assistant that does not listen', async () => {
    const { key, assistant, clock, errors } = await openTicket()
    const answer = key.post('/tickets/1/suggest_reply/')
    const turn = await assistant.turn()
    turn.say('Half an')
    await settle()
    await clock.advance(SUGGESTION_LIMIT_MS)
    expect(await answer).toEqual({
      status: 500,
      body: { detail: FAILED, error_type: 'unknown_error' },
    })
    expect(turn.signal.aborted).toBe(true)
    expect(errors).toMatchObject([{ event: 'suggestion_failed' }])
  })

  it('[SV110] can be asked for 10 times a minute', async () => {
    const { visitor, key, clock } = await startTestServer({ limits: DEFAULT_LIMITS })
    const ada = await visitor()
    await ada.append(await ada.open(), 'Hello')
    const statuses: number[] = []
    const ask = async (): Promise<void> => {
      statuses.push((await key.post('/tickets/1/suggest_reply/')).status)
    }
    for (let n = 0; n < 11; n += 1) await ask()
    await clock.advance(60_000)
    await ask()
    expect(statuses).toEqual([...Array(10).fill(403), 429, 403])
  })

  it('of an unknown ticket is not found', async () => {
    const { key, id } = await openTicket()
    expect((await key.post(`/tickets/${id()}/suggest_reply/`)).status).toBe(404)
  })
})
