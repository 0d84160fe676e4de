import { ask, openStream } from '../http-client.mjs'
import { percentile, round } from '../percentiles.mjs'
import { startBare, startPorchlight } from './processes.mjs'
import { append, beginSession, makeMany, openThread, ROOT, teamHeaders } from './visitors.mjs'

/**
 * Many open streams: what one costs in memory while nothing happens, what all of them cost in
 * processor time, and how long it takes until each of them has been told of one message.
 */

const COUNTS = [5_000, 10_000]
const IDLE_MS = 5_000

export async function measureStreams({ counts = COUNTS } = {}) {
  const rows = []
  for (const count of counts) {
    rows.push({ what: 'porchlight, visitors', ...(await measureVisitors(count)) })
    rows.push({ what: 'porchlight, team', ...(await measureTeam(count)) })
    rows.push({ what: 'bare HTTP', ...(await measureBare(count)) })
  }
  return rows
}

/** Every stream is that of another visitor, as on a busy site. */
async function measureVisitors(count) {
  const server = await startPorchlight()
  const visitors = await makeMany(count, 64, () => beginSession(server.origin))
  const result = await hold(
    server,
    visitors.map((headers) => [`${server.origin}${ROOT}/events/`, headers]),
  )
  result.close()
  await server.stop()
  return result.figures
}

/** Every stream reads the whole project, so one message goes to all. */
async function measureTeam(count) {
  const server = await startPorchlight()
  const thread = await openThread(server.origin)
  await append(server.origin, thread, 'First')
  const streams = Array.from({ length: count }, () => [
    `${server.origin}${ROOT}/events/`,
    teamHeaders,
  ])
  const result = await hold(server, streams)
  const broadcast = await result.broadcast(() => append(server.origin, thread, 'mark-all-'))
  result.close()
  await server.stop()
  return { ...result.figures, ...broadcast }
}

async function measureBare(count) {
  const server = await startBare('bare-streams.mjs')
  const streams = Array.from({ length: count }, (_, n) => [`${server.origin}/stream/${n}`, {}])
  const result = await hold(server, streams)
  const broadcast = await result.broadcast(() =>
    ask(`${server.origin}/tell/all`, { method: 'POST', body: { content: 'mark-all-' } }),
  )
  result.close()
  await server.stop()
  return { ...result.figures, ...broadcast }
}

async function hold(server, streams) {
  let onMark = () => {}
  const memoryBefore = server.memory()
  const startedAt = performance.now()
  const closers = await makeMany(streams.length, 200, (n) => {
    const [url, headers] = streams[n]
    return openStream(url, headers, (text) => {
      if (text.includes('mark-all-')) onMark()
    })
  })
  const connectMs = performance.now() - startedAt
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const cpuBefore = server.cpuMs()
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
  const figures = {
    streams: streams.length,
    connect_ms: Math.round(connectMs),
    kB_per_stream: round((server.memory() - memoryBefore) / streams.length / 1_000, 1),
    cpu_idle_percent: round(((server.cpuMs() - cpuBefore) / IDLE_MS) * 100, 1),
  }
  return {
    figures,
    async broadcast(tell) {
      const times = []
      const sentAt = performance.now()
      const all = new Promise((resolve) => {
        const timer = setTimeout(resolve, 30_000)
        onMark = () => {
          times.push(performance.now() - sentAt)
          if (times.length < streams.length) return
          clearTimeout(timer)
          resolve(undefined)
        }
      })
      await tell()
      await all
      return {
        told: times.length,
        broadcast_p50_ms: round(percentile(times, 0.5)),
        broadcast_p99_ms: round(percentile(times, 0.99)),
      }
    },
    close() {
      for (const close of closers) close()
    },
  }
}
