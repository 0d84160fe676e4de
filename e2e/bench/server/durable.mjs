import { ask, closeIdleSockets } from '../http-client.mjs'
import { percentile, round, summarise } from '../percentiles.mjs'
import { startBare, startPorchlight } from './processes.mjs'
import { append, makeMany, openThread } from './visitors.mjs'

/**
 * Durable messages per second, and how long one takes. Beside them: the same rows, written by the same
 * driver behind a bare HTTP server ("bare"), and the same behind one that also looks up the sender and
 * whether the message is there already ("bare, once"). By turns, so that whatever else the machine does
 * meets all of them; the rate is the middle of the turns, the times are those of all messages.
 */

const TURNS = 5
const SECONDS = 2

/** Until the servers' code is compiled, and their database has plans. Nothing of it is measured. */
const WARM_UP_SECONDS = 12
const WRITERS = [1, 16]

export async function measureDurable({ createDatabase }) {
  const rows = []
  for (const engine of ['sqlite', 'postgres']) {
    for (const writers of WRITERS) {
      const own = await startOwn(engine, writers, createDatabase)
      const bare = await startLeast(engine, writers, createDatabase)
      const promised = await startLeast(engine, writers, createDatabase, { PROMISES: '1' })
      const results = await measureByTurns([own, promised, bare])
      const [, promisedRate, bareRate] = results.map(({ per_second }) => per_second)
      for (const [n, what] of ['porchlight', 'bare, once', 'bare'].entries()) {
        const rate = results[n].per_second
        rows.push({
          engine,
          writers,
          what,
          ...results[n],
          to_bare_once: round(promisedRate / rate),
          to_bare: round(bareRate / rate),
        })
      }
    }
  }
  return rows
}

/**
 * @typedef {object} Contender
 * @property {(seconds: number) => Promise<number[]>} sendFor @returns how long each message took, in ms
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<Contender>} */
async function startOwn(engine, writers, createDatabase) {
  const server = await startPorchlight(
    engine === 'postgres' ? { DATABASE_URL: await createDatabase() } : {},
  )
  const threads = await makeMany(writers, 16, () => openThread(server.origin))
  return {
    sendFor: (seconds) =>
      sendFor(seconds, threads, (thread, n) => append(server.origin, thread, `Message ${n}`)),
    stop: server.stop,
  }
}

/** @returns {Promise<Contender>} */
async function startLeast(engine, writers, createDatabase, environment = {}) {
  const server = await startBare('bare-durable.mjs', {
    ENGINE: engine,
    ...environment,
    ...(engine === 'postgres' && { DATABASE_URL: await createDatabase() }),
  })
  const lanes = Array.from({ length: writers }, (_, n) => n)
  return {
    sendFor: (seconds) =>
      sendFor(seconds, lanes, async (lane, n) => {
        const body = { conversation: `c${lane}`, content: `Message ${n}` }
        const { status } = await ask(`${server.origin}/`, { method: 'POST', body })
        if (status !== 201) throw new Error(`bare: ${status}`)
      }),
    stop: server.stop,
  }
}

/** @param {Contender[]} contenders they are stopped at the end */
async function measureByTurns(contenders) {
  const measured = contenders.map((contender) => ({ contender, rates: [], times: [] }))
  for (const { contender } of measured) await contender.sendFor(WARM_UP_SECONDS)
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { contender, rates, times } of measured) {
      closeIdleSockets()
      const startedAt = performance.now()
      const taken = await contender.sendFor(SECONDS)
      rates.push((taken.length * 1_000) / (performance.now() - startedAt))
      times.push(...taken)
    }
  }
  for (const contender of contenders) await contender.stop()
  return measured.map(({ rates, times }) => ({
    per_second: Math.round(percentile(rates, 0.5)),
    ...summarise(times),
  }))
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
