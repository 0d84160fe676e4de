/** Every call of the conversations resource and its queue, against the real server. */
import { systemClock } from '@porchlight/protocol'
import type { Assistant } from '@porchlight/server'
import { expect, it } from 'vitest'
import { readEvents } from './event-stream.ts'
import { createTeamClient } from './team-client.ts'
import type { TeamConversationsClient } from './team-conversations.ts'
import { must } from './testing/must.ts'
import { ORIGIN, startRealServer } from './testing/real-server.ts'

const API_KEY = 'plk_key_of_the_team_client'

/** Says what it was asked, in capitals, and thinks for ever about what ends with three dots. */
const LOUD: Assistant = {
  async *answer(history) {
    const question = history.at(-1)?.content ?? ''
    yield { kind: 'text', text: question.toUpperCase() }
    if (question.endsWith('...')) await new Promise(() => {})
  },
}

async function start(
  options: { maxWarmRuns?: number; answersPerMonth?: number } = {},
): Promise<TeamConversationsClient> {
  const { fetch } = await startRealServer({ assistant: LOUD, apiKey: API_KEY, ...options })
  return createTeamClient({ origin: ORIGIN, apiKey: API_KEY, fetch }).conversations
}

const newId = (): string => crypto.randomUUID()

/** Posts and reads the stream to its end, or to its first answer. */
async function ask(
  conversations: TeamConversationsClient,
  conversation: string,
  content: string,
): Promise<string[]> {
  const stream = await must(conversations.stream({ conversation, content, trace_id: newId() }))
  const told: string[] = []
  for await (const event of readEvents(stream, systemClock)) {
    const data = JSON.parse(event.data)
    if (event.event === 'message') told.push(`${data.type}: ${data.content}`)
    if (data.type === 'ai' && content.endsWith('...')) break
  }
  return told
}

it('streams an answer, lists the conversation, and has its messages page by page', async () => {
  const conversations = await start()
  const conversation = newId()
  const told = await ask(conversations, conversation, 'hello')
  expect([told[0], told.at(-1)]).toEqual(['human: hello', 'ai: HELLO'])
  const list = await must(conversations.list({ limit: 10, offset: 0 }))
  expect(list.results).toMatchObject([{ id: conversation, title: 'hello', task: null }])
  const detail = await must(conversations.get(conversation, { limit: 1 }))
  expect(detail).toMatchObject({ messages: [{ content: 'HELLO' }], has_more: true })
  const before = detail.messages[0]?.seq ?? 0
  expect((await must(conversations.get(conversation, { before }))).messages).toMatchObject([
    { content: 'hello' },
  ])
})

it('appends once under a key, stops an answer, and deletes', async () => {
  const conversations = await start()
  const conversation = newId()
  await ask(conversations, conversation, 'wait...')
  const message = { conversation, content: 'A word', key: newId() }
  const [first, again] = [
    await must(conversations.append(message)),
    await must(conversations.append(message)),
  ]
  expect(again).toEqual(first)
  await must(conversations.cancel(conversation))
  expect((await must(conversations.get(conversation))).status).toBe('idle')
  await must(conversations.remove(conversation))
  expect(await conversations.get(conversation)).toMatchObject({ error: { status: 404 } })
})

it('lets messages wait in the queue, changes them, and takes them back', async () => {
  const { queue, ...conversations } = await start()
  const conversation = newId()
  await ask({ queue, ...conversations }, conversation, 'wait...')
  const [one, two] = [newId(), newId()]
  await must(queue.add({ conversation, content: 'One', key: one, agent_mode: 'sql' }))
  await must(queue.add({ conversation, content: 'Two', key: two, more: true }))
  const edited = await must(queue.edit({ conversation, id: two, content: 'Three' }))
  expect(edited.messages).toMatchObject([
    { id: one, content: 'One', agent_mode: 'sql' },
    { id: two, content: 'Three', agent_mode: null },
  ])
  expect((await must(queue.withdraw({ conversation, id: one }))).messages).toMatchObject([
    { id: two },
  ])
  expect(await must(queue.get(conversation))).toMatchObject({ max_queue_messages: 20 })
  expect((await must(queue.clear(conversation))).messages).toEqual([])
})

it('opens a run, warms one, and is told when there is no place for another', async () => {
  const { open } = await start({ maxWarmRuns: 1 })
  const [warm, cold] = [newId(), newId()]
  expect(await must(open(warm, { trace_id: newId() }))).toMatchObject({
    task_id: warm,
    run_status: 'queued',
    just_created_run: true,
  })
  expect(await must(open(cold, { trace_id: newId() }))).toBeNull()
  expect(await must(open(cold, { trace_id: newId(), content: 'hello' }))).toMatchObject({
    task_id: cold,
    just_created_run: true,
  })
})

it('is told when the answers of the month are used up', async () => {
  const conversations = await start({ answersPerMonth: 0 })
  const message = { content: 'hello', trace_id: newId() }
  const refused = {
    ok: false,
    error: { kind: 'problem', status: 402, problem: { code: 'quota_limit_exceeded' } },
  }
  expect(await conversations.stream({ conversation: newId(), ...message })).toMatchObject(refused)
  expect(await conversations.open(newId(), message)).toMatchObject(refused)
})
