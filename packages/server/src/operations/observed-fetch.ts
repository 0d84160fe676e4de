/** Around every request: an id, a measurement, and a line in the log.  [SV71] */
import type { Clock, FillRandom } from '@porchlight/protocol'
import type { RequestInfo } from '../listen.ts'
import type { RequestTrace } from '../routes/router.ts'
import type { Log } from '../server-options.ts'
import type { Metrics } from './metrics.ts'
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.ts'

export interface ObservedPorts {
  readonly metrics: Metrics
  readonly clock: Clock
  readonly random: FillRandom
  readonly log: Log
  /** At the level `info` instead of `debug`. */
  readonly logsRequests: boolean
  /** Group of the sender's address, or null. */
  addressOf(request: Request, info: RequestInfo | undefined): string | null
  /** By which origin the sender came. */
  originOf(request: Request, info: RequestInfo | undefined): string
  answer(request: Request, trace: RequestTrace, info: RequestInfo | undefined): Promise<Response>
}

/**
 * The line holds the pattern of the route, not the path, and no address: whose conversation it was
 * and where they sat is nobody's business in a log.
 */
export function createObservedFetch(
  ports: ObservedPorts,
): (request: Request, info?: RequestInfo) => Promise<Response> {
  const { metrics, clock, random, log, logsRequests } = ports
  const write = logsRequests ? log.info : log.debug
  return async (request, info) => {
    const begin = performance.now()
    const trace: RequestTrace = {
      id: requestIdOf(request, clock.now(), random),
      address: ports.addressOf(request, info),
      origin: ports.originOf(request, info),
      route: null,
    }
    const response = await ports.answer(request, trace, info)
    response.headers.set(REQUEST_ID_HEADER, trace.id)
    const ms = performance.now() - begin
    const { method } = request
    const { route, id } = trace
    metrics.requestAnswered({ method, route, status: response.status, ms })
    write('request', { id, method, route, status: response.status, ms: Math.round(ms * 10) / 10 })
    return response
  }
}
