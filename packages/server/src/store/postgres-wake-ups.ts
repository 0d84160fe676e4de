/**
 * Wake-ups for all processes on one PostgreSQL database, over one connection of each.
 *
 * A wake-up is a NOTIFY in a transaction of its own, after the commit it tells of: inside the
 * writing transaction it would make all writers wait for each other. What comes together is sent
 * together. Nothing depends on a wake-up: each process also looks at the newest events every
 * `SWEEP_MS`, and wakes everybody when its connection was down.
 *
 * Readers of the feed are woken when what they are woken for can be read. They read below the
 * oldest transaction that is still under way, so that nothing which commits late is skipped
 * (`feed/position.ts`); woken at once, they would often look too early and sleep again.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Log } from '../server-options.ts'
import { createWakeUps, isFeedTopic, type Topic, type WakeUps } from './wake-ups.ts'

const CHANNEL = 'porchlight'

/** How long a lost wake-up can hold up a reader of the feed. */
const SWEEP_MS = 2_000

/** PostgreSQL refuses 8,000 bytes and more. Topics are ASCII. */
const PAYLOAD_MAX_CHARACTERS = 7_000

/** Looks at once while transactions end within a turn or two, then ever less often. */
const EAGER_LOOKS = 20
const LOOK_AGAIN_MS = 5
const RECONNECT_MS = 500

/** Rows of one sweep; more are left for the next. */
const SWEEP_ROWS = 1_000

export interface ClusterWakeUps extends WakeUps {
  close(): Promise<void>
}

export interface WakeUpPorts {
  connect(): Promise<pg.Client>
  readonly log: Log
}

/** Listens from now on. Rejects when the first connection cannot be had. */
export async function connectWakeUps({ connect, log }: WakeUpPorts): Promise<ClusterWakeUps> {
  const local = createWakeUps()
  const node = randomUUID()
  let client: pg.Client | null = null
  let isClosed = false
  let swept: Place | null = null
  let untold = new Set<Topic>()
  let unseen = new Set<Topic>()
  let telling: Promise<void> | null = null

  async function listen(): Promise<void> {
    const fresh = await connect()
    fresh.on('notification', ({ payload }) => hear(payload ?? ''))
    fresh.on('error', (cause) => {
      log.error('database_connection_lost', { cause })
      lose(fresh)
    })
    fresh.on('end', () => lose(fresh))
    await fresh.query(`listen ${CHANNEL}`)
    client = fresh
    swept ??= await newestPlace(fresh)
  }

  function lose(lost: pg.Client): void {
    if (client !== lost || isClosed) return
    client = null
    void reconnect()
  }

  async function reconnect(): Promise<void> {
    while (!isClosed && client === null) {
      await pause(RECONNECT_MS)
      if (isClosed) return
      await listen().then(catchUp, (cause) => log.error('database_not_reached', { cause }))
    }
  }

  /** What others sent meanwhile is lost; what we wanted to send is not. */
  function catchUp(): void {
    local.wakeAll()
    tell()
  }

  function hear(payload: string): void {
    const [sender, ...topics] = payload.split(' ') as [string, ...Topic[]]
    if (sender === node) return
    local.wake(topics.filter((topic) => !isFeedTopic(topic)))
    for (const topic of topics.filter(isFeedTopic)) unseen.add(topic)
    tell()
  }

  /** One pass at a time: what comes during a pass goes with the next. */
  function tell(): void {
    telling ??= tellAll().finally(() => {
      telling = null
      if (untold.size > 0 && client !== null && !isClosed) tell()
    })
  }

  async function tellAll(): Promise<void> {
    while (client !== null && (untold.size > 0 || unseen.size > 0)) {
      const using = client
      const [toTell, toWake] = [untold, unseen]
      untold = new Set()
      unseen = new Set()
      try {
        for (const payload of payloadsOf(node, toTell)) {
          await using.query('select pg_notify($1, $2)', [CHANNEL, payload])
        }
        await untilVisible(using)
      } catch (cause) {
        if (!isClosed) log.error('wake_up_failed', { cause })
      }
      // Also after a failure: whoever looks too early is found by the sweep.
      local.wake(toWake)
    }
  }

  /** Waits until all that is committed by now can be read in the feed. */
  async function untilVisible(using: pg.Client): Promise<void> {
    let wanted: number | null = null
    for (let looks = 0; !isClosed; looks++) {
      const { oldest, next } = await lookAtTransactions(using)
      wanted ??= next
      if (oldest >= wanted) return
      await (looks < EAGER_LOOKS ? nextTurn() : pause(LOOK_AGAIN_MS))
    }
  }

  async function sweep(): Promise<void> {
    if (client === null || swept === null) return
    const { rows } = await client.query<EventPlace>(
      `select tx_id, id, visitor_id, project_id, conversation_id from events
       where (tx_id, id) > ($1, $2) and tx_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
       order by tx_id, id limit ${SWEEP_ROWS}`,
      [swept.tx, swept.id],
    )
    const last = rows.at(-1)
    if (last === undefined) return
    swept = { tx: last.tx_id, id: last.id }
    local.wake(new Set(rows.flatMap(topicsOf)))
  }

  let stopSweeping = (): void => {}
  function sweepLater(): void {
    const timer = setTimeout(() => {
      sweep()
        .catch((cause) => log.error('wake_up_failed', { cause }))
        .finally(sweepLater)
    }, SWEEP_MS)
    timer.unref()
    stopSweeping = () => clearTimeout(timer)
    if (isClosed) stopSweeping()
  }

  await listen()
  sweepLater()

  return {
    ...local,
    wake(topics) {
      const all = [...topics]
      local.wake(all.filter((topic) => !isFeedTopic(topic)))
      for (const topic of all) {
        untold.add(topic)
        if (isFeedTopic(topic)) unseen.add(topic)
      }
      if (all.length > 0) tell()
    },
    async close() {
      isClosed = true
      stopSweeping()
      await telling
      await client?.end()
    },
  }
}

interface Place {
  readonly tx: number
  readonly id: number
}

interface EventPlace {
  readonly tx_id: number
  readonly id: number
  readonly visitor_id: string | null
  readonly project_id: number
  readonly conversation_id: string
}

function topicsOf(row: EventPlace): Topic[] {
  const topics: Topic[] = [`project:${row.project_id}`, `conversation:${row.conversation_id}`]
  return row.visitor_id === null ? topics : [...topics, `visitor:${row.visitor_id}`]
}

async function newestPlace(client: pg.Client): Promise<Place> {
  const { rows } = await client.query<{ tx_id: number; id: number }>(
    'select tx_id, id from events order by tx_id desc, id desc limit 1',
  )
  return { tx: rows[0]?.tx_id ?? 0, id: rows[0]?.id ?? 0 }
}

/** `oldest`: below it all transactions have ended. `next`: the first that has not begun. */
async function lookAtTransactions(client: pg.Client): Promise<{ oldest: number; next: number }> {
  const { rows } = await client.query<{ oldest: number; next: number }>(
    `select pg_snapshot_xmin(s)::text::bigint as oldest, pg_snapshot_xmax(s)::text::bigint as next
     from pg_current_snapshot() as s`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('postgres: no snapshot')
  return row
}

/** Topics in as few payloads as fit, each with the sender's name in front. */
function payloadsOf(node: string, topics: ReadonlySet<Topic>): string[] {
  const payloads: string[] = []
  let payload = node
  for (const topic of topics) {
    if (payload.length + topic.length >= PAYLOAD_MAX_CHARACTERS) {
      payloads.push(payload)
      payload = node
    }
    payload += ` ${topic}`
  }
  return topics.size === 0 ? [] : [...payloads, payload]
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
