import { type ClientError, createTeamClient } from '@porchlight/client'
import type { TeamFeedEvent } from '@porchlight/protocol'
import { createManualClock, settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildTicket } from '../testing/build.ts'
import { createFakeApi, FAKE_KEY } from '../testing/fake-api.ts'
import { createFeed } from './feed.ts'

const TICKET: TeamFeedEvent = { event: 'ticket', data: buildTicket(1) }

function followed({ apiKey = FAKE_KEY } = {}) {
  const api = createFakeApi()
  const clock = createManualClock()
  const updates: string[] = []
  const refusals: ClientError[] = []
  let lost = 0
  const begin = () =>
    createFeed({
      client: createTeamClient({ origin: 'https://test', apiKey, fetch: api.fetch, clock }),
      clock,
      random: () => 0.5,
      onUpdate: ({ event }) => updates.push(event),
      onAside: () => {},
      onLost: () => lost++,
      onRefused: (error) => refusals.push(error),
    })
  return { api, clock, updates, refusals, begin, lost: () => lost }
}

it('hands on every change, the reset of a new stream first', async () => {
  const { api, updates, begin } = followed()
  const feed = begin()
  await settle()
  api.emit(TICKET)
  await settle()
  expect({ updates, state: feed.state.value }).toEqual({
    updates: ['reset', 'ticket'],
    state: 'live',
  })
  feed.close()
})

it('comes back from the last cursor when the server ends the stream, without a word', async () => {
  const { api, clock, begin, lost } = followed()
  const feed = begin()
  await settle()
  await clock.advance(60_000 - 25_000)
  api.emit(TICKET)
  await settle()
  api.endStreams()
  await clock.advance(250)
  expect({ requests: api.requests, lost: lost(), state: feed.state.value }).toEqual({
    requests: ['GET events/?attended=true', 'GET events/?cursor=2&attended=true'],
    lost: 0,
    state: 'live',
  })
  feed.close()
})

it('says that the connection is lost while attempts fail, and waits longer after each', async () => {
  const { api, clock, begin, lost } = followed()
  for (let n = 0; n < 3; n++) api.fail({ to: 'GET events/?attended=true', as: 'offline' })
  const feed = begin()
  await settle()
  const seen = [[feed.state.value, api.requests.length]]
  for (const pause of [249, 1, 499, 1, 999, 1]) {
    await clock.advance(pause)
    seen.push([feed.state.value, api.requests.length])
  }
  expect(seen).toEqual([
    ['lost', 1],
    ['lost', 1],
    ['lost', 2],
    ['lost', 2],
    ['lost', 3],
    ['lost', 3],
    ['live', 4],
  ])
  expect(lost()).toBe(3)
  feed.close()
})

it('tries at once when asked to', async () => {
  const { api, begin } = followed()
  api.fail({ to: 'GET events/?attended=true', as: 'offline' })
  const feed = begin()
  await settle()
  feed.retryNow()
  await settle()
  expect([feed.state.value, api.requests.length]).toEqual(['live', 2])
  feed.close()
})

it('ends when the server does not know the key', async () => {
  const { api, clock, refusals, begin } = followed({ apiKey: 'phx_wrong' })
  begin()
  await clock.advance(60_000)
  expect(api.requests).toEqual(['GET events/?attended=true'])
  expect(refusals.map((error) => error.kind === 'problem' && error.status)).toEqual([401])
})

it('leaves no stream and no timer behind', async () => {
  const { api, clock, begin } = followed()
  const feed = begin()
  await settle()
  feed.close()
  await settle()
  expect({ streams: api.openStreams, timers: clock.pending }).toEqual({ streams: 0, timers: 0 })
})
