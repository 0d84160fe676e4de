import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { readEvents } from '../testing/event-reader.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { startTestServer } from '../testing/test-server.ts'

const MINUTE_MS = 60_000

describe('[SV23] the stream of a visitor', () => {
  it('ends when its access token expires, and goes on under the next', async () => {
    const { session, refreshToken, callerWith, key, clock } = await startTestServer()
    const [first, second] = [refreshToken(), refreshToken()]
    const { body } = await session({ refresh: null, next: first })
    const ada = callerWith(body.access)
    const feed = readEvents(await ada.raw('GET', '/events/'))
    const [start] = await feed.until(({ event }) => event === 'reset')
    await clock.advance(15 * MINUTE_MS)
    const rest = await feed.rest()
    const { body: renewed } = await session({ refresh: first, next: second })
    const again = callerWith(renewed.access)
    const headers = { 'Last-Event-ID': start?.id ?? '' }
    const refused = await ada.raw('GET', '/events/', { headers })
    const next = readEvents(await again.raw('GET', '/events/', { headers }))
    await again.post('/tickets/', { conversation: body.visitor })
    await key.post(`/${body.visitor}/append_message/`, { content: 'Hello' })
    const told = await next.until(({ data }) => data.content === 'Hello')
    expect([rest, refused.status, told.length > 0]).toEqual([[], 401, true])
  })

  it('lives on while its token does, whatever the clock says meanwhile', async () => {
    const { visitor, clock } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open()
    const feed = readEvents(await ada.raw('GET', '/events/'))
    await feed.until(({ event }) => event === 'reset')
    await clock.advance(14 * MINUTE_MS)
    clock.setNow(clock.now() - 10 * MINUTE_MS)
    await clock.advance(10 * MINUTE_MS)
    await ada.append(thread, 'Still here')
    expect((await feed.next())?.data.content).toBe('Still here')
  })

  it('ends at once when the tokens of its visitor are revoked, an answer included', async () => {
    const assistant = createScriptedAssistant()
    const server = await startTestServer({ assistant })
    const { session, refreshToken, callerWith, id, clock } = server
    const [first, second, third] = [refreshToken(), refreshToken(), refreshToken()]
    const { body } = await session({ refresh: null, next: first })
    const [ada, bob] = [callerWith(body.access), await server.visitor()]
    const feed = readEvents(await ada.raw('GET', '/events/'))
    const other = readEvents(await bob.raw('GET', '/events/'))
    const question = { conversation: id(), content: 'Question', trace_id: id() }
    const answer = readEvents(await ada.raw('POST', '/', { body: question }))
    await answer.until(({ data }) => data.run !== undefined)
    await session({ refresh: first, next: second })
    await clock.advance(10_001)
    await session({ refresh: first, next: third })
    await Promise.all([feed.rest(), answer.rest()])
    await bob.append(await bob.open(), 'Not me')
    const told = await other.until(({ data }) => data.content === 'Not me')
    expect(told.at(-1)?.data.content).toBe('Not me')
  })
})

it('leaves the stream of a key open: a key has no end', async () => {
  const { key, visitor, clock } = await startTestServer()
  const feed = readEvents(await key.raw('GET', '/events/'))
  await feed.until(({ event }) => event === 'reset')
  await clock.advance(60 * MINUTE_MS)
  const ada = await visitor()
  await ada.append(await ada.open(), 'Hello')
  await settle()
  expect((await feed.next())?.data.message.content).toBe('Hello')
})
