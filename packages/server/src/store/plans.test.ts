import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { eraseExpired } from '../erase/retention.ts'
import { DEFAULTS } from '../server-options.ts'
import { readEvents } from '../testing/event-reader.ts'
import { findScans, findSteps, recordStatements } from '../testing/record-statements.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { openStoreOn } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'

/** Small by nature: a row for each project, a few for the whole store, or a list that is a value. */
const SMALL = /\b(projects|meta|json_each|pg_\w+)\b/

/**
 * Not on the way of any request: a keeper looks at all runs, queues and the like that are under way,
 * and there the partial index that holds just these is walked from end to end.
 */
it('[SV69] reads no table from end to end on the way of a message', async () => {
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
  const scans = await findScans(place, recording)
  expect(recording.statements.size).toBeGreaterThan(40)
  expect(scans.filter((line) => !SMALL.test(line.split(' <- ')[0] ?? ''))).toEqual([])
})

it('[SV149] looks for what is to be erased by an index that has nothing that was erased', async () => {
  const { place } = await startTestServer()
  const recording = recordStatements()
  await openStoreOn(place, (store) =>
    eraseExpired({ store, log: DEFAULTS.log }, { ticketDays: 1, visitorDays: null }),
  )
  const steps = await findSteps(place, recording)
  expect(steps.filter((line) => line.includes('tickets_resolved'))).toHaveLength(1)
})
