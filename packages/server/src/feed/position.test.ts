import { describe, expect, it } from 'vitest'
import { readEvents } from '../testing/event-reader.ts'
import { ENGINE, inDatabase } from '../testing/test-database.ts'
import { type Json, startTestServer } from '../testing/test-server.ts'
import { formatPosition, isBefore, parsePosition } from './position.ts'

const JSON_ONLY = { accept: 'application/json' }

it('[SV41] writes a place as text and reads it again, and takes nothing else for one', () => {
  const place = { tx: 2 ** 40, id: 36 }
  expect(parsePosition(formatPosition(place))).toEqual(place)
  expect(['', '1', '-', '1-', 'A-1', '1-2-3', '1.5-2'].map(parsePosition)).toEqual(
    Array(7).fill(null),
  )
})

it('[SV40] puts transactions first, and ids second', () => {
  const places = [
    { tx: 1, id: 9 },
    { tx: 2, id: 1 },
    { tx: 2, id: 3 },
  ]
  expect(places.map((one) => places.map((other) => isBefore(one, other)))).toEqual([
    [false, true, true],
    [false, false, true],
    [false, false, false],
  ])
})

describe.skipIf(ENGINE !== 'postgres')(
  '(PostgreSQL: many writers) an event that commits late',
  () => {
    it('[SV40] is skipped by no reader, whatever was committed meanwhile', async () => {
      const { visitor, place } = await startTestServer()
      const ada = await visitor()
      const [slow, quick] = [await ada.open(), await ada.open()]
      const feed = readEvents(await ada.raw('GET', '/events/'))
      await feed.next()
      const { body: start } = await ada.get('/events/', JSON_ONLY)
      const batchFrom = async (cursor: string): Promise<Json> =>
        (await ada.get(`/events/?cursor=${cursor}`, JSON_ONLY)).body
      const held = await inDatabase(place, (db) =>
        // Another process writes an event first, and commits it last.
        db.transaction().execute(async (trx) => {
          const event = { project_id: 1, visitor_id: ada.id, conversation_id: slow, created_at: 0 }
          await trx
            .insertInto('events')
            .values({ ...event, kind: 'thread', message_id: null })
            .execute()
          await ada.append(quick, 'Quick')
          return await batchFrom(start.cursor)
        }),
      )
      const batch = await batchFrom(held.cursor)
      const streamed = [await feed.next(), await feed.next(), await feed.next()]
      await feed.leave()
      const conversations = (events: Json[]): string[] =>
        events.map(({ data }) => data.conversation ?? data.id)
      expect(held).toEqual({ events: [], cursor: start.cursor, has_more: false })
      expect(conversations(batch.events)).toEqual([slow, quick, quick])
      expect(conversations(streamed)).toEqual([slow, quick, quick])
    })
  },
)
