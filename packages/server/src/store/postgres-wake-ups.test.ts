import { type AddressInfo, connect, createServer } from 'node:net'
import { sql } from 'kysely'
import type pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DEFAULTS } from '../server-options.ts'
import { createTestPlace, ENGINE, inDatabase } from '../testing/test-database.ts'
import type { Database } from './database.ts'
import { openDatabase, type Place } from './open-database.ts'
import { LISTENER_NAME } from './open-postgres.ts'
import { connectLine } from './postgres-line.ts'
import { connectWakeUps } from './postgres-wake-ups.ts'
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

  it('[SV67] are held up by no transaction of others, but for readers of the feed', async () => {
    const { a, b } = await openTwoNodes()
    const feed = woken(b, 'visitor:ada')
    const others = ['conversation:x', 'revoked:eve', 'runs'] as const
    const all = Promise.all(others.map((topic) => woken(b, topic)))
    let isFeedWoken = false
    void feed.then(() => {
      isFeedWoken = true
    })
    await a.db.transaction().execute(async (trx) => {
      await sql`select pg_current_xact_id()`.execute(trx)
      a.wakeUps.wake(['visitor:ada'])
      a.wakeUps.wake(others)
      expect(await all).toEqual(others)
      expect(isFeedWoken).toBe(false)
    })
    expect(await feed).toBe('visitor:ada')
  })

  it('[SV67] reach a reader who comes just after, once what it has come for can be read', async () => {
    const { a } = await openTwoNodes()
    let isWoken = false
    const late = await a.db.transaction().execute(async (trx) => {
      await sql`select pg_current_xact_id()`.execute(trx)
      a.wakeUps.wake(['visitor:ada'])
      const coming = woken(a, 'visitor:ada')
      void coming.then(() => {
        isWoken = true
      })
      await sql`select 1`.execute(trx)
      expect(isWoken).toBe(false)
      return [coming]
    })
    expect(await Promise.all(late)).toEqual(['visitor:ada'])
  })

  it('[SV67] of a crowd cost a round in five milliseconds at the most', async () => {
    const { databaseUrl = '' } = await createTestPlace()
    const asked: string[] = []
    const wakeUps = await connectWakeUps({
      async connect() {
        const line = await connectLine({ connectionString: databaseUrl })
        return {
          ...line,
          query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) {
            asked.push(text)
            return line.query<Row>(text, values)
          },
        }
      },
      log: DEFAULTS.log,
    })
    onTestFinished(() => wakeUps.close())
    asked.length = 0
    const startedAt = performance.now()
    for (let n = 0; n < 50; n++) {
      await new Promise<void>((resolve) => {
        wakeUps.subscribe(`visitor:${n}`, resolve)
        wakeUps.wake([`visitor:${n}`])
      })
    }
    // Timers may be up to a millisecond early.
    const rounds = 2 + (performance.now() - startedAt) / 4
    expect(asked.filter((text) => text.includes('pg_notify')).length).toBeLessThan(rounds)
    expect(asked.filter((text) => text.includes('xmin')).length).toBeLessThan(rounds)
  })

  it('[SV67] go on after a silence of the network, and a shut-down does not wait for it', {
    timeout: 30_000,
  }, async () => {
    const { databaseUrl = '' } = await createTestPlace()
    const hole = await startHole(databaseUrl)
    const node = await openNode({ databaseUrl: hole.url })
    hole.swallow()
    const local = woken(node, 'conversation:x')
    node.wakeUps.wake(['conversation:x', 'visitor:ada'])
    expect(await local).toBe('conversation:x')
    expect(await woken(node, 'visitor:ada')).toBe('visitor:ada')
    await node.close()
  })
})

/** Stands before the database, and one day takes everything and gives nothing back. */
async function startHole(databaseUrl: string): Promise<{ url: string; swallow(): void }> {
  const { hostname, port } = new URL(databaseUrl)
  let isHole = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) socket.on('error', () => {})
    near.on('data', (data) => void (isHole || far.write(data)))
    far.on('data', (data) => void (isHole || near.write(data)))
    near.on('close', () => far.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
  })
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    swallow() {
      isHole = true
    },
  }
}
