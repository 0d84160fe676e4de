/** The transport to PostHog: its public widget API, straight from the browser. */
import {
  type Clock,
  type FillRandom,
  systemClock,
  type Transport,
  type TransportMemory,
} from '@porchlight/protocol'
import { createSendTimes } from '../polling/settle-window.ts'
import { deliver } from './deliver.ts'
import { createPosthogKeep } from './keep.ts'
import { createPages } from './pages.ts'
import { pull } from './pull.ts'
import { reconcile } from './reconcile.ts'
import { startSession } from './session.ts'
import { createStockApi } from './stock-api.ts'
import type { Tools } from './tools.ts'

export interface PosthogTransportOptions {
  /** Origin of the API, such as `https://us.i.posthog.com`. */
  readonly origin: string
  /** Origin of `/array/:token/config`, such as `https://us-assets.i.posthog.com`. Default: the same. */
  readonly configOrigin?: string
  /** The public token of the project's widget. */
  readonly token: string
  /** Whom the site takes the visitor for. Proves nothing; default: an id made once. */
  readonly distinctId?: string
  /** Where the session and its tickets are kept. Who loses it has lost the tickets. */
  readonly memory: TransportMemory
  readonly fetch?: typeof fetch
  readonly clock?: Clock
  readonly fillRandom?: FillRandom
}

/** @returns a transport; it holds nothing that needs closing, signals end what it does */
export function createPosthogTransport(options: PosthogTransportOptions): Transport {
  const clock = options.clock ?? systemClock
  const { origin, token } = options
  const tools: Tools = {
    clock,
    api: createStockApi({
      origin,
      configOrigin: options.configOrigin ?? origin,
      token,
      clock,
      // Called as a bare function: `fetch` refuses any other receiver.
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    }),
    keep: createPosthogKeep({
      clock,
      memory: options.memory,
      fillRandom: options.fillRandom ?? ((bytes) => void crypto.getRandomValues(bytes)),
      distinctId: options.distinctId ?? null,
    }),
    sendTimes: createSendTimes(clock),
  }
  const pages = createPages(tools)

  return {
    session: (signal) => startSession(tools, signal),
    deliver: (op, lane, signal) => deliver(tools, { op, lane }, signal),
    async reconcile(op, known, signal) {
      // A thread is opened here alone, and nothing is rated.
      return op.kind === 'send' ? await reconcile(tools, op, known, signal) : { kind: 'absent' }
    },
    pull: (cursor, signal, attention) => pull(tools, pages, { cursor, signal, attention }),
    page: (thread, before, limit, signal) => pages.page({ thread, before, limit }, signal),
    // There is no assistant, so no answer grows.
    async *attach() {},
  }
}
