import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createScriptedAssistant, type ScriptedTurn } from '../testing/scripted-assistant.ts'
import { type Json, startTestServer } from '../testing/test-server.ts'

/** What the list says while the assistant answers, and after it has. */
async function triage(answer: (turn: ScriptedTurn) => void): Promise<[Json, Json]> {
  const assistant = createScriptedAssistant()
  const { visitor, key } = await startTestServer({ assistant })
  const ada = await visitor()
  await ada.append(await ada.open(), 'Question')
  const turn = await assistant.turn()
  const of = async (): Promise<Json> => (await key.get('/tickets/')).body.results[0].ai_triage
  const during = await of()
  answer(turn)
  await settle()
  return [during, await of()]
}

it.each<[string, (turn: ScriptedTurn) => void, string | null]>([
  ['answers', (turn) => turn.say('Answer'), 'persisted'],
  [
    'answers and asks for a person',
    (turn) => {
      turn.say('Answer')
      turn.step({ kind: 'hand_over', reason: 'unsure' })
    },
    'escalated_with_best',
  ],
  [
    'asks for a person at once',
    (turn) => turn.step({ kind: 'hand_over', reason: 'asked' }),
    'escalated_no_reply',
  ],
  ['says nothing', () => {}, null],
  ['fails', (turn) => turn.fail(new Error('no')), null],
])('[SV85] says what became of an assistant that %s', async (_, answer, result) => {
  const [during, after] = await triage((turn) => {
    answer(turn)
    turn.end()
  })
  expect([during, after]).toEqual([{ result: 'in_progress' }, result === null ? null : { result }])
})

it('[SV85] filters the list by it', async () => {
  const assistant = createScriptedAssistant()
  const { visitor, key } = await startTestServer({ assistant })
  const ada = await visitor()
  await ada.append(await ada.open(), 'Question')
  await assistant.turn()
  const count = async (result: string): Promise<number> =>
    (await key.get(`/tickets/?ai_triage_result=${result}`)).body.count
  expect([
    await count('in_progress,persisted'),
    await count('blocked_unsafe'),
    await count('nonsense'),
  ]).toEqual([1, 0, 1])
})
