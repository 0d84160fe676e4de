/** What is asked by machines that look after this server: `/healthz`, `/readyz`, `/metrics`. */
import { hashSecret, isSameHash } from '../auth/secrets.ts'
import type { EventStreams } from '../event-stream.ts'
import { jsonResponse } from '../json-response.ts'
import type { RequestInfo } from '../listen.ts'
import { methodNotAllowed, toProblemResponse } from '../problem-response.ts'
import type { Log } from '../server-options.ts'
import { migrationNames } from '../store/migrations/migrations.ts'
import type { ReadTx, Store } from '../store/store.ts'
import { countAssistantTickets, LATELY_MS } from './assistant-tickets.ts'
import type { Metrics } from './metrics.ts'
import { countWaiting } from './waiting-rows.ts'

export interface ProbePorts {
  readonly store: Store
  readonly streams: EventStreams
  readonly metrics: Metrics
  readonly log: Log
  /** Null: only a request from this very machine, that no proxy has passed on, sees metrics. */
  readonly metricsToken: string | null
  isClosing(): boolean
}

/** Balancers ask by any of these. */
const METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** Why requests cannot be served now. */
export type Unready = 'closing' | 'database' | 'migrations'

export interface Probes {
  /** Null when all is well. */
  unready(): Promise<Unready | null>
  /** Null, at once, when the request is for somebody else. */
  answer(request: Request, info: RequestInfo | undefined): Promise<Response> | null
}

/** @returns the probes of a server that is open */
export function createProbes(ports: ProbePorts): Probes {
  const { store, streams, metrics, log, metricsToken, isClosing } = ports
  const tokenHash = metricsToken === null ? null : hashSecret(metricsToken)

  async function unready(): Promise<Unready | null> {
    if (isClosing()) return 'closing'
    return await store.read(isMigrated).then(
      (migrated) => (migrated ? null : 'migrations'),
      () => 'database',
    )
  }

  async function ready(): Promise<Response> {
    const reason = await unready()
    return reason === null
      ? jsonResponse({ status: 'ok' })
      : jsonResponse({ status: 'unavailable', reason }, { status: 503 })
  }

  async function expose(): Promise<Response> {
    const count = <T>(read: (tx: ReadTx) => Promise<T>): Promise<T | null> =>
      store.read(read).catch((cause) => {
        log.error('metrics_incomplete', { cause })
        return null
      })
    const levels = {
      streams: streams.count(),
      waiting: await count(countWaiting),
      assistant: await count((tx) =>
        countAssistantTickets(tx, { project: null, withinMs: LATELY_MS }),
      ),
    }
    const { body, contentType } = await metrics.expose(levels)
    return new Response(body, { headers: { 'content-type': contentType } })
  }

  function maySeeMetrics(request: Request, info: RequestInfo | undefined): boolean {
    if (tokenHash === null) return isFromHere(request, info)
    const token = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
    return token !== undefined && isSameHash(hashSecret(token), tokenHash)
  }

  function probeFor(
    request: Request,
    info: RequestInfo | undefined,
  ): (() => Promise<Response>) | null {
    switch (new URL(request.url).pathname) {
      case '/healthz':
        return async () => jsonResponse({ status: 'ok' })
      case '/readyz':
        return ready
      case '/metrics':
        // Those who may not see it do not learn that it is there.
        return maySeeMetrics(request, info) ? expose : null
      default:
        return null
    }
  }

  return {
    unready,
    answer(request, info) {
      const probe = probeFor(request, info)
      if (probe === null || METHODS.includes(request.method)) return probe?.() ?? null
      const refusal = methodNotAllowed(request.method, METHODS.join(', '))
      return Promise.resolve(toProblemResponse(refusal))
    },
  }
}

/**
 * A proxy on this machine speaks for others. Most say so in a header, and the rest ask for the name
 * by which the world knows the server.
 */
function isFromHere(request: Request, info: RequestInfo | undefined): boolean {
  const isPassedOn = [...request.headers.keys()].some((name) =>
    /^(forwarded|via|x-real-ip|x-forwarded-.*)$/.test(name),
  )
  const { hostname } = new URL(request.url)
  const isLocalName = /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
  return !isPassedOn && isLocalName && /^(::ffff:)?127\.|^::1$/.test(info?.remoteAddress ?? '')
}

/** Whether all tables that this version knows are there; a newer version may have added more. */
async function isMigrated(tx: ReadTx): Promise<boolean> {
  const rows = await tx.db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  const applied = new Set(rows.map(({ name }) => name))
  return migrationNames().every((name) => applied.has(name))
}
