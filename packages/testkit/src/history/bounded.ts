/** I9, bounded: tries of a message, requests a second, and whatever else was measured. */
import type { History, RequestBegan } from './record.ts'
import { groupBy, recordsOf } from './records-of.ts'
import type { Violation } from './violation.ts'

export interface Bounds {
  /** Requests that one message may cost. Default: 100. */
  readonly requestsPerMessage?: number
  /** Requests with messages that the server may see within a second. Default: no bound. */
  readonly requestsPerSecond?: number
}

export function checkBounded(history: History, bounds: Bounds = {}): Violation[] {
  const { requestsPerMessage = 100, requestsPerSecond = Number.POSITIVE_INFINITY } = bounds
  const requests = recordsOf(history, 'requestBegan')
  const perMessage = groupBy(requests, ({ message }) => message)
  return [
    ...[...perMessage]
      .filter(([, tries]) => tries.length > requestsPerMessage)
      .map(([message, tries]) =>
        violation(`${message} cost ${tries.length} requests, more than ${requestsPerMessage}`),
      ),
    ...tooFast(requests, requestsPerSecond),
    ...recordsOf(history, 'measured')
      .filter(({ value, limit }) => value > limit)
      .map(({ what, value, limit }) => violation(`${what}: ${value}, more than ${limit}`)),
  ]
}

function tooFast(requests: readonly RequestBegan[], limit: number): Violation[] {
  const times = requests.map(({ atMs }) => atMs).sort((a, b) => a - b)
  const most = times.reduce((worst, from, place) => {
    const end = times.findIndex((at) => at >= from + 1_000)
    return Math.max(worst, (end === -1 ? times.length : end) - place)
  }, 0)
  return most > limit ? [violation(`${most} requests within a second, more than ${limit}`)] : []
}

function violation(what: string): Violation {
  return { invariant: 'I9', what }
}
