/**
 * What is measured, in a registry of its own for each server. Labels are few and known: a route is
 * told by its pattern, never by a path with somebody's ids.  [SV72]
 */
import client from 'prom-client'
import type { ModelObserver } from '../assistant/model-observer.ts'
import type { Counted, StoreObserver } from '../store/store.ts'
import type { AssistantOutcome } from './assistant-tickets.ts'

/** A request that has its answer's head. */
export interface AnsweredRequest {
  readonly method: string
  /** Its pattern; null for one that no route knows. */
  readonly route: string | null
  readonly status: number
  readonly ms: number
}

/** What is read when somebody asks. */
export interface Levels {
  readonly streams: { readonly feed: number; readonly answer: number }
  /** Null when the database could not be asked. */
  readonly waiting: Readonly<Record<WaitingFor, number>> | null
  /** Tickets; null likewise. */
  readonly assistant: Readonly<Record<AssistantOutcome, number>> | null
}

/** Rows that wait for somebody to take them on. */
export type WaitingFor = 'queued_messages' | 'active_runs' | 'mails' | 'webhook_deliveries'

export interface Metrics extends StoreObserver, ModelObserver {
  requestAnswered(request: AnsweredRequest): void
  /** A stream of the feed has told of a change, so long after the begin of its transaction. */
  feedTold(lagMs: number): void
  /** @returns the exposition, in Prometheus' text format */
  expose(levels: Levels): Promise<{ body: string; contentType: string }>
}

const REQUEST_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const TRANSACTION_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5]
const LAG_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30]

/** @returns a registry with nothing in it yet */
export function createMetrics(): Metrics {
  const registry = new client.Registry()
  const registers = [registry]
  const requests = new client.Histogram({
    name: 'porchlight_http_request_duration_seconds',
    help: 'From a request to the head of its answer, by pattern of the route.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  })
  const throttled = new client.Counter({
    name: 'porchlight_http_throttled_total',
    help: 'Requests that were answered with 429.',
    registers,
  })
  const beyondQuota = new client.Counter({
    name: 'porchlight_http_quota_refused_total',
    help: 'Requests that were answered with 402.',
    registers,
  })
  const transactions = new client.Histogram({
    name: 'porchlight_transaction_duration_seconds',
    help: 'Transactions, waiting for their turn included.',
    labelNames: ['kind', 'outcome'],
    buckets: TRANSACTION_BUCKETS,
    registers,
  })
  const gaveWay = new client.Counter({
    name: 'porchlight_transactions_given_way_total',
    help: 'Transactions that PostgreSQL took back for another one, and that were tried again.',
    registers,
  })
  const lag = new client.Histogram({
    name: 'porchlight_feed_lag_seconds',
    help: 'From the begin of a transaction to the moment a waiting stream has told of it.',
    buckets: LAG_BUCKETS,
    registers,
  })
  const counted = new client.Counter({
    name: 'porchlight_committed_total',
    help: 'What committed transactions have brought about: runs ended, threads handed over or resolved, quotas met, mails written and ended, deliveries.',
    labelNames: ['what', 'outcome'],
    registers,
  })
  const modelRequests = new client.Counter({
    name: 'porchlight_model_requests_total',
    help: 'Requests to a language model, repetitions included, by how they ended: done, stopped, or the kind of failure.',
    labelNames: ['model', 'outcome'],
    registers,
  })
  const modelRetries = new client.Counter({
    name: 'porchlight_model_retries_total',
    help: 'Requests to a language model that repeated one that had failed.',
    labelNames: ['model'],
    registers,
  })
  const modelTokens = new client.Counter({
    name: 'porchlight_model_tokens_total',
    help: 'Tokens that a language model has read (in) and written (out), as its server counts them.',
    labelNames: ['model', 'direction'],
    registers,
  })
  const streams = new client.Gauge({
    name: 'porchlight_open_streams',
    help: 'Streams of this process that are open.',
    labelNames: ['kind'],
    registers,
  })
  const waiting = new client.Gauge({
    name: 'porchlight_waiting_rows',
    help: 'Rows in the database that wait to be taken on, whichever process will.',
    labelNames: ['what'],
    registers,
  })
  const assistantTickets = new client.Gauge({
    name: 'porchlight_assistant_tickets',
    help: 'Tickets of the last 7 days that an assistant has answered, by what became of them; abandoned: nothing was said for a day.',
    labelNames: ['outcome'],
    registers,
  })
  let hasProcessMetrics = false

  return {
    requestAnswered({ method, route, status, ms }) {
      requests.observe({ method, route: route ?? 'unknown', status: String(status) }, ms / 1_000)
      if (status === 429) throttled.inc()
      if (status === 402) beyondQuota.inc()
    },
    transactionEnded({ kind, outcome, ms }) {
      transactions.observe({ kind, outcome }, ms / 1_000)
    },
    committed(counts: readonly Counted[]) {
      for (const { what, outcome } of counts) counted.inc({ what, outcome })
    },
    gaveWay: () => gaveWay.inc(),
    modelRequestEnded: (request) => modelRequests.inc({ ...request }),
    modelRequestRepeated: (request) => modelRetries.inc({ ...request }),
    modelTokensUsed({ model, input, output }) {
      modelTokens.inc({ model, direction: 'in' }, input)
      modelTokens.inc({ model, direction: 'out' }, output)
    },
    // Clocks of two machines differ; nothing is told before it happened.
    feedTold: (lagMs) => lag.observe(Math.max(lagMs, 0) / 1_000),
    async expose(levels) {
      // Not before somebody asks: they watch the whole process, and nobody takes them off again.
      if (!hasProcessMetrics) client.collectDefaultMetrics({ register: registry })
      hasProcessMetrics = true
      for (const [kind, open] of Object.entries(levels.streams)) streams.set({ kind }, open)
      waiting.reset()
      for (const [what, rows] of Object.entries(levels.waiting ?? {})) waiting.set({ what }, rows)
      assistantTickets.reset()
      for (const [outcome, tickets] of Object.entries(levels.assistant ?? {})) {
        assistantTickets.set({ outcome }, tickets)
      }
      return { body: await registry.metrics(), contentType: registry.contentType }
    },
  }
}
