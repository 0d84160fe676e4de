import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { countRows } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'
import { EVENTS_KEPT_MS, FRAMES_KEPT_MS } from './housekeeping.ts'

const JSON_ONLY = { accept: 'application/json' }
const SWEEP_MS = 60_000

it('[SV63] keeps frames for an hour after their run, and answers for ever', async () => {
  const assistant = createScriptedAssistant()
  const { visitor, clock, place, ticketTexts } = await startTestServer({ assistant })
  const ada = await visitor()
  const thread = await ada.open()
  await ada.append(thread, 'Question')
  const turn = await assistant.turn()
  turn.say('Answer')
  await settle()
  turn.end()
  await settle()
  await clock.advance(FRAMES_KEPT_MS)
  const before = await countRows(place, 'run_frames')
  await clock.advance(SWEEP_MS)
  expect([before, await countRows(place, 'run_frames')]).toEqual([1, 0])
  expect(await ticketTexts(thread)).toEqual(['Question', 'Answer'])
})

it('[SV63] forgets events after 30 days, and says so to a cursor from before', async () => {
  const { visitor, clock, place, key } = await startTestServer()
  const ada = await visitor()
  const { body: start } = await key.get('/events/', JSON_ONLY)
  const thread = await ada.open()
  await ada.append(thread, 'Old')
  const { body: end } = await key.get(`/events/?cursor=${start.cursor}`, JSON_ONLY)
  clock.setNow(clock.now() + EVENTS_KEPT_MS + 1)
  await clock.advance(SWEEP_MS)
  const [early, late] = [
    await key.get(`/events/?cursor=${start.cursor}`, JSON_ONLY),
    await key.get(`/events/?cursor=${end.cursor}`, JSON_ONLY),
  ]
  expect(await countRows(place, 'events')).toBe(0)
  expect(early.body.events).toMatchObject([{ event: 'reset', data: { reason: 'expired' } }])
  expect(late.body).toEqual({ events: [], cursor: end.cursor, has_more: false })
})

it('[SV63] forgets old events also behind one that a clock which was ahead has dated', async () => {
  const { visitor, clock, place } = await startTestServer()
  const ada = await visitor()
  const begin = clock.now()
  clock.setNow(begin + 3 * EVENTS_KEPT_MS)
  const thread = await ada.open()
  clock.setNow(begin)
  await ada.append(thread, 'Old')
  clock.setNow(begin + EVENTS_KEPT_MS + 1)
  await clock.advance(SWEEP_MS)
  expect(await countRows(place, 'events')).toBe(0)
})

it('[SV63] drops access tokens that have expired', async () => {
  const { visitor, clock, place } = await startTestServer()
  await visitor()
  const before = await countRows(place, 'access_tokens')
  clock.setNow(clock.now() + 15 * 60_000)
  await clock.advance(SWEEP_MS)
  expect([before, await countRows(place, 'access_tokens')]).toEqual([1, 0])
})
