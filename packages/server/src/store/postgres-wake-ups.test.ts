import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DEFAULTS } from '../server-options.ts'
import { createTestPlace, ENGINE, inDatabase } from '../testing/test-database.ts'
import type { Database } from './database.ts'
import { openDatabase, type Place } from './open-database.ts'
import { LISTENER_NAME } from './open-postgres.ts'
import type { Topic } from './wake-ups.ts'

async function openNode(place: Place): Promise<Database> {
  const database = await openDatabase(place, DEFAULTS.log)
  onTestFinished(() => database.close())
  return database
}

async function openTwoNodes(): Promise<{ place: Place; a: Database; b: Database }> {
  const place = await createTestPlace()
  return { place, a: await openNode(place), b: await openNode(place) }
}

/** Resolves to the topic when it is woken there. */
function woken({ wakeUps }: Database, topic: Topic): Promise<Topic> {
  return new Promise((resolve) => {
    const unsubscribe = wakeUps.subscribe(topic, () => {
      unsubscribe()
      resolve(topic)
    })
  })
}

describe.skipIf(ENGINE !== 'postgres')('(PostgreSQL: several processes) wake-ups', () => {
  it('[SV67] reach every process, the one that sends them included', async () => {
    const { a, b } = await openTwoNodes()
    const topics: Topic[] = ['runs', 'visitor:ada', 'project:1', 'conversation:x', 'revoked:ada']
    const all = Promise.all(topics.flatMap((topic) => [woken(a, topic), woken(b, topic)]))
    a.wakeUps.wake(topics)
    expect(await all).toHaveLength(10)
  })

  it('[SV67] reach it also when there are more than one notification can hold', async () => {
    const { a, b } = await openTwoNodes()
    const topics = Array.from({ length: 1_000 }, (_, n): Topic => `conversation:${n}`)
    const all = Promise.all(topics.map((topic) => woken(b, topic)))
    a.wakeUps.wake(topics)
    expect(await all).toEqual(topics)
  })

  it('[SV67] are made up for when the connection was cut', async () => {
    const { place, a, b } = await openTwoNodes()
    const later = woken(b, 'conversation:x')
    await inDatabase(place, (db) =>
      sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = ${LISTENER_NAME}
      `.execute(db),
    )
    expect(await later).toBe('conversation:x')
    // And it hears again from then on.
    const again = Promise.all([woken(a, 'drains'), woken(b, 'drains')])
    a.wakeUps.wake(['drains'])
    expect(await again).toEqual(['drains', 'drains'])
  })

  it('[SV67] come from the events themselves when no notification did', async () => {
    const { place, b } = await openTwoNodes()
    const later = Promise.all([woken(b, 'visitor:ada'), woken(b, 'project:1')])
    await inDatabase(place, async (db) => {
      await sql`
        insert into projects (id, name, widget_token, settings, next_ticket_number, created_at)
        values (1, 'default', 'plw', '{}', 1, 0)
      `.execute(db)
      await sql`
        insert into visitors (id, project_id, created_at) values ('ada', 1, 0)
      `.execute(db)
      await sql`
        insert into conversations (id, project_id, visitor_id, mode, next_seq, last_seq, read_seq,
          team_read_seq, rev, created_at, updated_at)
        values ('c', 1, 'ada', 'people', 1, 0, 0, 0, 0, 0, 0)
      `.execute(db)
      await sql`
        insert into events (project_id, visitor_id, conversation_id, kind, created_at)
        values (1, 'ada', 'c', 'thread', 0)
      `.execute(db)
    })
    expect(await later).toEqual(['visitor:ada', 'project:1'])
  })
})
