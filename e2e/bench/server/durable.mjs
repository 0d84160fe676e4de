import { ask } from '../http-client.mjs'
import { round, summarise } from '../percentiles.mjs'
import { startBare, startPorchlight } from './processes.mjs'
import { append, makeMany, openThread } from './visitors.mjs'

/**
 * Durable messages per second, and how long one takes. Beside them: the same rows, written by the same
 * driver behind a bare HTTP server ("bare"), and the same behind one that also looks up the sender and
 * whether the message is there already ("bare, once").
 */

const SECONDS = 5

/** Until the servers' code is compiled, and their database has plans. Nothing of it is measured. */
const WARM_UP_SECONDS = 12
const WRITERS = [1, 16]

export async function measureDurable({ createDatabase }) {
  const rows = []
  for (const engine of ['sqlite', 'postgres']) {
    for (const writers of WRITERS) {
      const own = await measureOwn(engine, writers, createDatabase)
      const bare = await measureBare(engine, writers, createDatabase)
      const promised = await measureBare(engine, writers, createDatabase, { PROMISES: '1' })
      const add = (what, measured) =>
        rows.push({
          engine,
          writers,
          what,
          ...measured,
          to_bare_once: round(promised.per_second / measured.per_second),
          to_bare: round(bare.per_second / measured.per_second),
        })
      add('porchlight', own)
      add('bare, once', promised)
      add('bare', bare)
    }
  }
  return rows
}

async function measureOwn(engine, writers, createDatabase) {
  const server = await startPorchlight(
    engine === 'postgres' ? { DATABASE_URL: await createDatabase() } : {},
  )
  const threads = await makeMany(writers, 16, () => openThread(server.origin))
  const result = await drive(threads, (thread, n) => append(server.origin, thread, `Message ${n}`))
  await server.stop()
  return result
}

async function measureBare(engine, writers, createDatabase, environment = {}) {
  const server = await startBare('bare-durable.mjs', {
    ENGINE: engine,
    ...environment,
    ...(engine === 'postgres' && { DATABASE_URL: await createDatabase() }),
  })
  const lanes = Array.from({ length: writers }, (_, n) => n)
  const result = await drive(lanes, async (lane, n) => {
    const body = { conversation: `c${lane}`, content: `Message ${n}` }
    const { status } = await ask(`${server.origin}/`, { method: 'POST', body })
    if (status !== 201) throw new Error(`bare: ${status}`)
  })
  await server.stop()
  return result
}

async function drive(lanes, send) {
  await sendFor(WARM_UP_SECONDS, lanes, send)
  const startedAt = performance.now()
  const times = await sendFor(SECONDS, lanes, send)
  const seconds = (performance.now() - startedAt) / 1_000
  return { per_second: Math.round(times.length / seconds), ...summarise(times) }
}

/** Each lane sends its next as soon as its last is acknowledged. @returns how long each took, in ms */
async function sendFor(seconds, lanes, send) {
  const times = []
  const endAt = performance.now() + seconds * 1_000
  await Promise.all(
    lanes.map(async (lane) => {
      for (let n = 0; performance.now() < endAt; n++) {
        const sentAt = performance.now()
        await send(lane, n)
        times.push(performance.now() - sentAt)
      }
    }),
  )
  return times
}
