import { ask, openStream } from '../http-client.mjs'
import { summarise } from '../percentiles.mjs'
import { startBare, startPorchlight } from './processes.mjs'
import { append, makeMany, openThread, ROOT } from './visitors.mjs'

/**
 * From the moment a message is sent to the moment it stands on another stream of the same visitor,
 * under a steady load that waits for nobody.
 */

const VISITORS = 100
const PER_SECOND = 500
const SECONDS = 8

/** Under the same load, until the servers' code is compiled. Nothing of it is measured. */
const WARM_UP_SECONDS = 12

const FIRST_MEASURED = PER_SECOND * WARM_UP_SECONDS

export async function measureDelivery({ createDatabase }) {
  const rows = []
  for (const engine of ['sqlite', 'postgres']) {
    const server = await startPorchlight(
      engine === 'postgres' ? { DATABASE_URL: await createDatabase() } : {},
    )
    const threads = await makeMany(VISITORS, 16, () => openThread(server.origin))
    const streams = threads.map(({ headers }) => [`${server.origin}${ROOT}/events/`, headers])
    const times = await drive(streams, (n, text) =>
      append(server.origin, threads[n], text).catch(() => {}),
    )
    rows.push({ engine, what: 'porchlight', per_second: PER_SECOND, ...times })
    await server.stop()
  }
  const bare = await startBare('bare-streams.mjs')
  const streams = Array.from({ length: VISITORS }, (_, n) => [`${bare.origin}/stream/${n}`, {}])
  const times = await drive(streams, (n, text) =>
    ask(`${bare.origin}/tell/${n}`, { method: 'POST', body: { content: text } }),
  )
  rows.push({ engine: 'none', what: 'bare HTTP', per_second: PER_SECOND, ...times })
  await bare.stop()
  return rows
}

async function drive(streams, send) {
  const sentAt = new Map()
  const times = []
  const closers = await Promise.all(
    streams.map(([url, headers]) =>
      openStream(url, headers, (text) => {
        for (const [, mark] of text.matchAll(/mark-(\d+)-/g)) {
          const started = sentAt.get(mark)
          if (started === undefined) continue
          if (Number(mark) >= FIRST_MEASURED) times.push(performance.now() - started)
          sentAt.delete(mark)
        }
      }),
    ),
  )
  const total = PER_SECOND * (WARM_UP_SECONDS + SECONDS)
  const startedAt = performance.now()
  const sending = []
  for (let n = 0; n < total; n++) {
    const dueAt = startedAt + (n * 1_000) / PER_SECOND
    const wait = dueAt - performance.now()
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    // From when it was due, not from when a busy process got to it.
    sentAt.set(String(n), dueAt)
    sending.push(send(n % streams.length, `mark-${n}-`))
  }
  await Promise.all(sending)
  for (let waits = 0; sentAt.size > 0 && waits < 100; waits++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  for (const close of closers) close()
  return { sent: total - FIRST_MEASURED, delivered: times.length, ...summarise(times) }
}
