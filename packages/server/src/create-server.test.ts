import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createServer } from './create-server.ts'
import { readEvents } from './testing/event-reader.ts'
import { createScriptedAssistant } from './testing/scripted-assistant.ts'
import { countRows, createTestPlace, ENGINE } from './testing/test-database.ts'
import { startTestServer } from './testing/test-server.ts'

it('[SV1] carries a message from a new browser to the team and the reply back by push', async () => {
  const { key, visitor, ticketTexts } = await startTestServer()
  const ada = await visitor()
  const feed = readEvents(await ada.raw('GET', '/events/'))
  await feed.until((event) => event.event === 'reset')

  const conversation = await ada.open({ anonymous_traits: { name: 'Ada' } })
  await ada.enqueue(conversation, 'Is the brass lamp in stock?')
  const { body } = await key.get('/tickets/')
  await key.post(`/tickets/${body.results[0].ticket_number}/reply/`, { message: 'It is.' })

  const told = await feed.until((event) => event.data.author === 'agent')
  expect(told.at(-1)?.data).toMatchObject({ type: 'ai', content: 'It is.', state: 'posted' })
  expect(await ticketTexts(conversation)).toEqual(['Is the brass lamp in stock?', 'It is.'])
})

it('[SV2] streams the echo first, then the conversation, then the growing answer', async () => {
  const assistant = createScriptedAssistant()
  const { visitor, id } = await startTestServer({ assistant })
  const ada = await visitor()
  const conversation = await ada.open()
  const trace = id()
  const stream = readEvents(await ada.stream(conversation, 'Hello', trace))
  const turn = await assistant.turn()
  turn.say('Good ')
  await settle()
  turn.say('day.')
  turn.end()
  const events = await stream.rest()
  expect(events.map(({ event, data }) => [event, data.content ?? data.status, data.state])).toEqual(
    [
      ['message', 'Hello', 'posted'],
      ['conversation', 'in_progress', undefined],
      ['message', 'Good ', 'writing'],
      ['message', 'Good day.', 'posted'],
      ['conversation', 'idle', undefined],
    ],
  )
  expect(events[0]?.data).toMatchObject({
    id: trace,
    trace_id: trace,
    type: 'human',
    seq: 1,
    rev: 1,
  })
  const run = events[1]?.data.run
  expect(events.map((event) => event.id)).toEqual([null, null, `${run}.1`, `${run}.2`, null])
})

it.skipIf(ENGINE !== 'postgres')(
  '[SV60] (PostgreSQL: several processes) makes one project and one key when several start at the same moment',
  async () => {
    const place = await createTestPlace()
    const servers = await Promise.all(
      [1, 2, 3, 4].map(() => createServer({ ...place, assistant: null })),
    )
    await Promise.all(servers.map((server) => server.close()))
    const tokens = new Set(servers.map(({ project }) => project.widgetToken))
    const keys = servers.filter(({ newApiKey }) => newApiKey !== null)
    expect([tokens.size, keys.length, await countRows(place, 'meta')]).toEqual([1, 1, 2])
  },
)
