import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { changeConversationsSettings } from '../auth/conversations-settings.ts'
import { addAgent, addProject } from '../testing/agents.ts'
import { measured } from '../testing/read-metrics.ts'
import { createScriptedAssistant, type ScriptedTurn } from '../testing/scripted-assistant.ts'
import { inStore } from '../testing/test-database.ts'
import { type Json, startTestServer } from '../testing/test-server.ts'
import { ABANDONED_AFTER_MS, LATELY_MS } from './assistant-tickets.ts'

const TOKEN = 'a-token-for-metrics'

/** A server with an assistant, threads that it has answered, and what `/metrics` says. */
async function setUp() {
  const assistant = createScriptedAssistant()
  const test = await startTestServer({ assistant, metricsToken: TOKEN })
  const ada = await test.visitor()
  let tickets = 0

  /** Asks in a thread of its own. @returns the path of its ticket */
  async function ask(answer: (turn: ScriptedTurn) => void): Promise<string> {
    await ada.append(await ada.open(), 'Where is my lamp?')
    const turn = await assistant.turn()
    answer(turn)
    turn.end()
    await settle()
    tickets += 1
    return `/tickets/${tickets}/`
  }

  async function read(name: string): Promise<(labels: Record<string, string>) => number> {
    const request = new Request('http://localhost/metrics', {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    const body = await (await test.server.fetch(request)).text()
    return (labels) => measured(body, name, labels)
  }
  return { ...test, assistant, ada, ask, read }
}

const say = (turn: ScriptedTurn): void => turn.say('On its way.')
const handOver =
  (reason: string) =>
  (turn: ScriptedTurn): void =>
    turn.step({ kind: 'hand_over', reason })

it('[SV201] counts hand-overs by their reason, each thread once', async () => {
  const { ada, key, ask, read } = await setUp()
  await ask(handOver('no_answer'))
  await ask(handOver('assistant_unavailable'))
  await ask(handOver('It was about Ada Lovelace.'))
  const asking = await ask(say)
  for (const reason of ['visitor_request', 'visitor_request']) {
    await ada.patch(asking, { escalation_reason: reason })
  }
  await key.post(`${asking}reply/`, { message: 'Here I am.' })
  const answered = await ask(say)
  await key.post(`${answered}reply/`, { message: 'A note', is_private: true })
  for (const message of ['It is here.', 'Really.']) await key.post(`${answered}reply/`, { message })
  const count = await read('porchlight_committed_total')
  const counts = [
    'no_answer',
    'assistant_unavailable',
    'visitor_request',
    'reply',
    'other',
    'quota',
  ].map((outcome) => count({ what: 'handed_over', outcome }))
  expect(counts).toEqual([1, 1, 1, 1, 1, Number.NaN])
})

it('[SV201] counts an answer that helped once, by who says so', async () => {
  const { ada, key, ask, read } = await setUp()
  const [first, second] = [await ask(say), await ask(say)]
  for (const _ of [1, 2]) await ada.patch(first, { ai_resolved: true })
  await key.patch(first, { ai_resolved: true })
  await key.patch(second, { ai_resolved: true })
  const count = await read('porchlight_committed_total')
  const counts = ['by_visitor', 'by_team'].map((outcome) => count({ what: 'ai_resolved', outcome }))
  expect(counts).toEqual([1, 1])
})

it('[SV202] tells what became of the tickets that were answered lately', async () => {
  const { ada, clock, ask, read } = await setUp()
  const outcomes = ['resolved', 'handed_over', 'abandoned', 'under_way']
  const now = async (): Promise<number[]> => {
    const tickets = await read('porchlight_assistant_tickets')
    return outcomes.map((outcome) => tickets({ outcome }))
  }
  expect(await now()).toEqual([0, 0, 0, 0])
  await ada.patch(await ask(say), { ai_resolved: true })
  await ask(handOver('no_answer'))
  await ask(say)
  expect(await now()).toEqual([1, 1, 0, 1])
  clock.setNow(clock.now() + ABANDONED_AFTER_MS + 1)
  expect(await now()).toEqual([1, 1, 1, 0])
  clock.setNow(clock.now() + LATELY_MS)
  expect(await now()).toEqual([0, 0, 0, 0])
})

it('[SV202] counts what went to people before anything was answered', async () => {
  const { ada, key, read, place, assistant } = await setUp()
  await inStore(place, (tx) =>
    changeConversationsSettings(tx, 1, { hand_over_words: ['complaint'] }),
  )
  await ada.append(await ada.open(), 'I have a complaint')
  const other = await ada.open()
  await ada.patch('/tickets/2/', { escalation_reason: 'visitor_request' })
  await ada.append(other, 'Hello')
  expect(assistant.calls).toBe(0)
  const tickets = await read('porchlight_assistant_tickets')
  expect(tickets({ outcome: 'handed_over' })).toBe(2)
  const triage = (await key.get('/tickets/')).body.results.map((ticket: Json) => ticket.ai_triage)
  expect(triage).toEqual(Array(2).fill({ result: 'escalated_no_reply' }))
})

it('[SV202] counts nothing of tickets that were people’s from the start', async () => {
  const { visitor, key } = await startTestServer()
  const ada = await visitor()
  await ada.append(await ada.open(), 'Hello')
  await ada.patch('/tickets/1/', { escalation_reason: 'visitor_request' })
  expect((await key.get('/tickets/assistant_outcomes/')).body).toMatchObject({ handed_over: 0 })
})

it('[SV226] tells the team the same of its own project, for as many days as it asks', async () => {
  const { ada, clock, key, ask } = await setUp()
  const told = async (days: number) =>
    (await key.get(`/tickets/assistant_outcomes/?days=${days}`)).body
  await ada.patch(await ask(say), { ai_resolved: true })
  await ask(handOver('no_answer'))
  await ask(say)
  const none = { resolved: 0, handed_over: 0, abandoned: 0, under_way: 0 }
  expect(await told(7)).toEqual({ ...none, days: 7, resolved: 1, handed_over: 1, under_way: 1 })
  clock.setNow(clock.now() + 8 * ABANDONED_AFTER_MS)
  expect(await told(7)).toEqual({ ...none, days: 7 })
  expect(await told(30)).toEqual({ ...none, days: 30, resolved: 1, handed_over: 1, abandoned: 1 })
})

it('[SV226] tells nothing of another project, and of no other days than those asked for', async () => {
  const test = await setUp()
  await test.ask(say)
  const eve = await addAgent(test, { name: 'Eve', project: await addProject(test) })
  const foreign = await test.server.fetch(
    new Request('http://chat.test/api/projects/2/conversations/tickets/assistant_outcomes/', {
      headers: { authorization: `Bearer ${eve.token}` },
    }),
  )
  expect(await foreign.json()).toMatchObject({ days: 7, under_way: 0 })
  for (const days of ['0', '91', '-7', 'x']) {
    expect(await test.key.get(`/tickets/assistant_outcomes/?days=${days}`)).toMatchObject({
      status: 400,
      body: { attr: 'days', detail: 'Must be a whole number from 1 to 90.' },
    })
  }
})
