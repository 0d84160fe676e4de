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
 * (`feed/position.ts`); woken at once, they would often look too early and sleep again. While nobody
 * here reads, nothing is looked at. Everybody else is woken without that wait.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { createLoop } from '../one-at-a-time.ts'
import type { Log } from '../server-options.ts'
import { createClusterWhispers, WHISPER_CHANNEL } from './postgres-whispers.ts'
import { createWakeUps, isFeedTopic, type Topic, type WakeUps } from './wake-ups.ts'
import type { Whispers } from './whispers.ts'

const CHANNEL = 'porchlight'

/** How long a lost wake-up can hold up a reader of the feed. */
const SWEEP_MS = 2_000

/** PostgreSQL refuses 8,000 bytes and more. Topics are ASCII. */
const PAYLOAD_MAX_CHARACTERS = 7_000

/** Looks at once while transactions end within a turn or two, then ever less often. */
const EAGER_LOOKS = 20
const LOOK_AGAIN_MS = 5
const LOOK_AGAIN_MAX_MS = 100
const RECONNECT_MS = 500
const CLOSE_LIMIT_MS = 1_000

/** Rows that are looked at in one go. */
const SWEEP_ROWS = 1_000

export interface ClusterWakeUps extends WakeUps {
  /** Over the same connection. */
  readonly whispers: Whispers
  close(): Promise<void>
}

/** A connection of its own. Its queries run one by one, and fail after a while when nobody answers. */
export interface Line {
  readonly client: pg.Client
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Lets go of it without a word, also when the network has gone. */
  destroy(): void
}

export interface WakeUpPorts {
  connect(): Promise<Line>
  readonly log: Log
}

/** Listens from now on. Rejects when the first connection cannot be had. */
export async function connectWakeUps({ connect, log }: WakeUpPorts): Promise<ClusterWakeUps> {
  const local = createWakeUps()
  const node = randomUUID()
  let line: Line | null = null
  let isClosed = false
  let swept: Place | null = null
  let untold = new Set<Topic>()
  let unseen = new Set<Topic>()
  let [unawaited, unawaitedBefore] = [new Set<Topic>(), new Set<Topic>()]

  const whispers = createClusterWhispers({
    node,
    send: async (payloads) => {
      const sql = 'select pg_notify($1, payload) from unnest($2::text[]) as payload'
      await line?.query(sql, [WHISPER_CHANNEL, payloads])
    },
  })

  async function listen(): Promise<void> {
    const fresh = await connect()
    const { client } = fresh
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel === WHISPER_CHANNEL) whispers.hear(payload)
      else hear(payload)
    })
    client.on('error', (cause) => lose(fresh, cause))
    client.on('end', () => lose(fresh, null))
    // A NOTIFY is worth no wait for the disk.
    await fresh.query('set synchronous_commit = off')
    await fresh.query(`listen ${CHANNEL}`)
    await fresh.query(`listen ${WHISPER_CHANNEL}`)
    swept ??= await newestPlace(fresh)
    line = fresh
  }

  function lose(lost: Line, cause: unknown): void {
    if (line !== lost || isClosed) return
    line = null
    if (cause !== null) log.error('database_connection_lost', { cause })
    lost.destroy()
    void reconnect()
  }

  async function reconnect(): Promise<void> {
    while (!isClosed && line === null) {
      await pause(RECONNECT_MS)
      if (isClosed) return
      await listen().then(catchUp, (cause) => log.error('database_not_reached', { cause }))
    }
  }

  /** What others sent meanwhile is lost; what we wanted to send is not. */
  function catchUp(): void {
    local.wakeAll()
    teller.wake()
  }

  function hear(payload: string): void {
    const [sender, ...topics] = payload.split(' ') as [string, ...Topic[]]
    if (sender !== node) wakeHere(topics)
  }

  function wakeHere(topics: readonly Topic[]): void {
    local.wake(topics.filter((topic) => !isFeedTopic(topic)))
    for (const topic of topics.filter(isFeedTopic)) {
      if (local.isAwaited(topic)) unseen.add(topic)
      else unawaited.add(topic)
    }
    if (unseen.size > 0) waker.wake()
  }

  /** Whoever comes just after may look too early as well, and would sleep over what they came for. */
  function comeLate(topic: Topic): void {
    if (!unawaited.delete(topic) && !unawaitedBefore.delete(topic)) return
    unseen.add(topic)
    waker.wake()
  }

  const onBug = (cause: unknown): void => log.error('wake_up_failed', { cause })

  /** Sends what is untold; what cannot be sent waits for the next connection. */
  const teller = createLoop(async () => {
    while (line !== null && untold.size > 0) {
      const using = line
      const topics = untold
      untold = new Set()
      try {
        for (const payload of payloadsOf(node, topics)) {
          await using.query('select pg_notify($1, $2)', [CHANNEL, payload])
        }
      } catch (cause) {
        for (const topic of topics) untold.add(topic)
        lose(using, cause)
      }
    }
  }, onBug)

  /** Wakes readers of the feed. Without a connection at once: their look costs little. */
  const waker = createLoop(async () => {
    while (unseen.size > 0) {
      const topics = unseen
      unseen = new Set()
      const using = line
      if (using !== null) {
        await untilVisible(using, () => isClosed).catch((cause) => lose(using, cause))
      }
      local.wake(topics)
    }
  }, onBug)

  async function sweep(): Promise<void> {
    // What is older than two sweeps is found by them.
    unawaitedBefore = unawaited
    unawaited = new Set()
    for (let rows = SWEEP_ROWS; rows === SWEEP_ROWS && line !== null && swept !== null; ) {
      const using = line
      try {
        const events = await eventsBehind(using, swept)
        const last = events.at(-1)
        if (last !== undefined) swept = { tx: last.tx_id, id: last.id }
        local.wake(new Set(events.flatMap(topicsOf)))
        rows = events.length
      } catch (cause) {
        return lose(using, cause)
      }
    }
  }

  let stopSweeping = (): void => {}
  function sweepLater(): void {
    const timer = setTimeout(() => void sweep().finally(sweepLater), SWEEP_MS)
    timer.unref()
    stopSweeping = () => clearTimeout(timer)
    if (isClosed) stopSweeping()
  }

  await listen()
  sweepLater()

  return {
    ...local,
    whispers,
    subscribe(topic, onWake) {
      const unsubscribe = local.subscribe(topic, onWake)
      comeLate(topic)
      return unsubscribe
    },
    wake(topics) {
      const all = [...topics]
      for (const topic of all) untold.add(topic)
      wakeHere(all)
      teller.wake()
    },
    async close() {
      isClosed = true
      stopSweeping()
      const closing = line
      if (closing === null) return
      const told = teller.stop().then(() => closing.client.end())
      await Promise.race([told.catch(() => {}), pause(CLOSE_LIMIT_MS)])
      closing.destroy()
    },
  }
}

/** Waits until all that is committed by now can be read in the feed. */
async function untilVisible(line: Line, isClosed: () => boolean): Promise<void> {
  let wanted: number | null = null
  let waitMs = LOOK_AGAIN_MS
  for (let looks = 0; !isClosed(); looks++) {
    const { oldest, next } = await lookAtTransactions(line)
    wanted ??= next
    if (oldest >= wanted) return
    if (looks < EAGER_LOOKS) await nextTurn()
    else {
      await pause(waitMs)
      waitMs = Math.min(waitMs * 2, LOOK_AGAIN_MAX_MS)
    }
  }
}

const SETTLED = 'tx_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint'

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

/** Events that nothing can come before any more, behind a place. */
async function eventsBehind(line: Line, { tx, id }: Place): Promise<EventPlace[]> {
  return await line.query<EventPlace>(
    `select tx_id, id, visitor_id, project_id, conversation_id from events
     where (tx_id, id) > ($1, $2) and ${SETTLED} order by tx_id, id limit ${SWEEP_ROWS}`,
    [tx, id],
  )
}

async function newestPlace(line: Line): Promise<Place> {
  const rows = await line.query<{ tx_id: number; id: number }>(
    `select tx_id, id from events where ${SETTLED} order by tx_id desc, id desc limit 1`,
  )
  return { tx: rows[0]?.tx_id ?? 0, id: rows[0]?.id ?? 0 }
}

/** `oldest`: below it all transactions have ended. `next`: the first that has not begun. */
async function lookAtTransactions(line: Line): Promise<{ oldest: number; next: number }> {
  const rows = await line.query<{ oldest: number; next: number }>(
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
