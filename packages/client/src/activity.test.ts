/** What both sides tell of each other at this moment, against the real server. */
import type { Attention, ServerEvent, Transport } from '@porchlight/protocol'
import { expect, it, onTestFinished } from 'vitest'
import { createTellActivity } from './activity.ts'
import type { ServerSentEvent } from './event-stream.ts'
import { createTeamClient, type TeamUpdate } from './team-client.ts'
import { createMemoryCredentials } from './testing/memory-credentials.ts'
import { ORIGIN, startRealServer } from './testing/real-server.ts'
import { createConversationsTransport } from './transports/conversations.ts'

const TOKEN = 'plw_token_of_a_site'
const API_KEY = 'plk_key_of_a_site'
const THREAD = '019b796d-d600-7000-8000-000000000001'
const ATTENTION: Attention = { level: () => 'watching', subscribe: () => () => {} }

async function start() {
  const { fetch } = await startRealServer({ apiKey: API_KEY, widgetToken: TOKEN })
  const visitor = { origin: ORIGIN, token: TOKEN, credentials: createMemoryCredentials(), fetch }
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  return { visitor, team: createTeamClient({ origin: ORIGIN, apiKey: API_KEY, fetch }), ending }
}

async function open(transport: Transport, signal: AbortSignal): Promise<void> {
  await transport.session(signal)
  await transport.deliver(
    { kind: 'open', id: crypto.randomUUID(), thread: THREAD, traits: {}, context: {}, attempt: 1 },
    { mode: 'people', isRunActive: false, isFollowed: false, isHolding: false, ticket: null },
    signal,
  )
}

async function write(team: Awaited<ReturnType<typeof start>>['team'], text: string): Promise<void> {
  const opened = await team.tickets.open({ conversation: THREAD })
  if (!opened.ok) throw new Error('no ticket')
  const key = crypto.randomUUID()
  await team.tickets.reply(opened.value.id, { message: text, isPrivate: false, key })
}

it('comes to a team between the changes, without a cursor', async () => {
  const { visitor, team, ending } = await start()
  const transport = createConversationsTransport(visitor)
  await open(transport, ending.signal)
  await write(team, 'Hello')
  const answer = await team.follow(null, ending.signal, { isAttended: true })
  if (!answer.ok) throw new Error('no feed')
  const updates = answer.value[Symbol.asyncIterator]()
  const next = async (): Promise<TeamUpdate> => (await updates.next()).value
  expect((await next()).update.event).toBe('reset')
  const tell = createTellActivity(visitor)
  expect(await tell(THREAD, 'writing')).toEqual({ ok: true, value: null })
  expect(await next()).toMatchObject({
    cursor: null,
    update: { event: 'activity', data: { conversation: THREAD, by: 'visitor', doing: 'writing' } },
  })
})

it('comes to a visitor beside the feed, whose events are what they were', async () => {
  const { visitor, team, ending } = await start()
  const asides: (ServerSentEvent | null)[] = []
  const transport = createConversationsTransport({
    ...visitor,
    onAside: (aside) => asides.push(aside),
  })
  await open(transport, ending.signal)
  await write(team, 'Hello')
  const kinds: string[] = []
  const pulled = transport.pull(null, ending.signal, ATTENTION)[Symbol.asyncIterator]()
  const next = async (): Promise<void> => {
    const { value }: { value?: ServerEvent } = await pulled.next()
    kinds.push(value?.kind ?? 'end')
  }
  await next()
  await next()
  await team.conversations.tellActivity(THREAD, 'writing')
  await write(team, 'Again')
  await next()
  expect(kinds).toEqual(['connected', 'reset', 'message'])
  expect(asides).toEqual([
    null,
    {
      id: undefined,
      event: 'activity',
      data: JSON.stringify({ conversation: THREAD, name: null, doing: 'writing' }),
    },
  ])
})

it('is passed over by who does not listen for it', async () => {
  const { visitor, team, ending } = await start()
  const transport = createConversationsTransport(visitor)
  await open(transport, ending.signal)
  await write(team, 'Hello')
  const pulled = transport.pull(null, ending.signal, ATTENTION)[Symbol.asyncIterator]()
  const first = [await pulled.next(), await pulled.next()]
  await team.follow(null, ending.signal, { isAttended: true })
  await team.conversations.tellActivity(THREAD, 'writing')
  await write(team, 'Again')
  const kinds = [...first, await pulled.next()].map(({ value }) => value?.kind)
  expect(kinds).toEqual(['connected', 'reset', 'message'])
})
