/**
 * Wake-ups for all processes on one PostgreSQL database, over one connection of each.
 *
 * A wake-up is a NOTIFY in a transaction of its own, after the commit it tells of: inside the
 * writing transaction it would make all writers wait for each other. What comes together is sent
 * together. Nothing depends on a wake-up: each process also looks at the newest events every
 * `SWEEP_MS`, and wakes everybody when its connection was down.
 *
 * Readers of the feed are woken when what they are woken for can be read; woken at once, they would
 * often look too early and sleep again. While nobody here reads, nothing is looked at. Everybody else
 * is woken without that wait.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createLoop } from '../one-at-a-time.ts'
import type { Log } from '../server-options.ts'
import {
  eventsBehind,
  type FeedPlace,
  newestPlace,
  SWEEP_ROWS,
  topicsOf,
  untilVisible,
} from './postgres-feed-end.ts'
import type { Line } from './postgres-line.ts'
import { createClusterWhispers, WHISPER_CHANNEL } from './postgres-whispers.ts'
import { createWakeUps, isFeedTopic, type Topic, type WakeUps } from './wake-ups.ts'
import type { Whispers } from './whispers.ts'

const CHANNEL = 'porchlight'

/** How long a lost wake-up can hold up a reader of the feed. */
const SWEEP_MS = 2_000

/** PostgreSQL refuses 8,000 bytes and more. Topics are ASCII. */
const PAYLOAD_MAX_CHARACTERS = 7_000

/**
 * What comes within this time of the last round goes with the next one: the first of a crowd waits for
 * nobody, and a crowd costs no round for each.
 */
const TOGETHER_MS = 5

const RECONNECT_MS = 500
const CLOSE_LIMIT_MS = 1_000

export interface ClusterWakeUps extends WakeUps {
  /** Over the same connection. */
  readonly whispers: Whispers
  close(): Promise<void>
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
  let swept: FeedPlace | null = null
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
        await pause(TOGETHER_MS)
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
      await pause(TOGETHER_MS)
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
