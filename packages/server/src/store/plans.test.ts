import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { eraseExpired } from '../erase/retention.ts'
import { DEFAULTS } from '../server-options.ts'
import { readEvents } from '../testing/event-reader.ts'
import { growTables } from '../testing/grow-tables.ts'
import {
  findScans,
  findSteps,
  type Recording,
  recordStatements,
} from '../testing/record-statements.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { openStoreOn } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'
import type { Place } from './open-database.ts'

/** Small by nature: a row for each project, a few for the whole store, or a list that is a value. */
const SMALL = /\b(projects|meta|json_each|pg_\w+)\b/

/** Has a row for each message, each thread or each visitor. */
const GROWN = /\b(messages|events|conversations|tickets|runs|visitors|access_tokens)\b/

/** All that is on the way of a message, a page of a thread, the feed and the list of tickets. */
async function useEverything(): Promise<{ place: Place; recording: Recording }> {
  const assistant = createScriptedAssistant()
  const { visitor, key, clock, place, id } = await startTestServer({
    assistant,
    answersPerMonth: 100,
  })
  const recording = recordStatements()
  const ada = await visitor()
  const thread = await ada.open({ anonymous_traits: { name: 'Ada', email: 'ada@example.test' } })
  const feed = readEvents(await ada.raw('GET', '/events/'))
  await ada.append(thread, 'Question')
  const turn = await assistant.turn()
  turn.say('Answer')
  await settle()
  const attached = readEvents(await ada.attach(thread))
  await ada.enqueue(thread, 'Another', { more: true })
  turn.end()
  await clock.advance(3_000)
  ;(await assistant.turn()).end()
  await attached.rest()
  await feed.leave()
  await key.post('/tickets/1/reply/', { message: 'A person' }, { 'Idempotency-Key': id() })
  for (const path of [
    '/',
    `/${thread}/`,
    `/${thread}/?before=3`,
    `/${thread}/queue/`,
    '/events/',
  ]) {
    await ada.get(path, { accept: 'application/json' })
  }
  await ada.post(`/${thread}/read/`, { seq: 3 })
  for (const path of [
    '',
    '?status=open',
    '?priority=high',
    '?assignee=unassigned',
    '?sla=breached',
    '?snoozed=true',
    '?search=1',
    '?tags=["a"]',
    '?order_by=created_at',
    '1/',
    '1/messages/',
    'unread_count/',
  ]) {
    await key.get(`/tickets/${path}`)
  }
  await key.get('/events/', { accept: 'application/json' })
  // Without what a test sends itself.
  return { place, recording: { ...recording, statements: new Map(recording.statements) } }
}

/**
 * Not on the way of any request: a keeper looks at all runs, queues and the like that are under way,
 * and there the partial index that holds just these is walked from end to end.
 */
it('[SV69] reads no table from end to end on the way of a message', async () => {
  const { place, recording } = await useEverything()
  const scans = await findScans(place, recording)
  expect(recording.statements.size).toBeGreaterThan(40)
  expect(scans.filter((line) => !SMALL.test(line.split(' <- ')[0] ?? ''))).toEqual([])
})

it('[SV69] reads no table that has grown from end to end, whatever the engine knows of it', async () => {
  const { place, recording } = await useEverything()
  await growTables(place, 20_000)
  const scans = await findScans(place, recording, { isGrown: true })
  const ofGrown = scans.filter((line) => GROWN.test(line.split(' <- ')[0] ?? ''))
  // Whoever wants to know how many there are of most has them counted one by one.
  expect(ofGrown.filter((line) => !/ <- select count\(/.test(line))).toEqual([])
}, 30_000)

it('[SV149] looks for what is to be erased by an index that has nothing that was erased', async () => {
  const { place } = await startTestServer()
  const recording = recordStatements()
  await openStoreOn(place, (store) =>
    eraseExpired({ store, log: DEFAULTS.log }, { ticketDays: 1, visitorDays: null }),
  )
  const steps = await findSteps(place, recording)
  expect(steps.filter((line) => line.includes('tickets_resolved'))).toHaveLength(1)
})
