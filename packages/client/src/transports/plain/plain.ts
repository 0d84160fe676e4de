/** The transport to a server that has the published Conversations API alone. */
import {
  type Clock,
  type FillRandom,
  systemClock,
  type Transport,
  type TransportMemory,
  uuidv7,
} from '@porchlight/protocol'
import { createRequester } from '../../request.ts'
import { unwrap } from '../failure.ts'
import { createSendTimes } from '../polling/settle-window.ts'
import { deliver } from './deliver.ts'
import { readFrames } from './frames.ts'
import { createPlainKeep } from './keep.ts'
import { readPage } from './page.ts'
import { createPlainApi } from './plain-api.ts'
import { pull } from './pull.ts'
import { reconcile } from './reconcile.ts'
import type { Tools } from './tools.ts'

export interface PlainTransportOptions {
  /** Origin of the API. */
  readonly origin: string
  /** Id of the project there. */
  readonly project: number
  /** Whose conversations they are, as the site knows them: a change of it is a change of account. */
  readonly visitor: string
  /**
   * Gives the `Authorization` header. The published API knows no visitors: who may speak for one is
   * for the site to say.
   *
   * @param refused a header that the server has just turned down; null at first
   */
  authorize(refused: string | null): Promise<string>
  readonly memory: TransportMemory
  readonly fetch?: typeof fetch
  readonly clock?: Clock
  readonly fillRandom?: FillRandom
}

/** Waiting messages that the server has room for. */
const MAX_QUEUE_MESSAGES = 2

/** @returns a transport; it holds nothing that needs closing, signals end what it does */
export function createPlainTransport(options: PlainTransportOptions): Transport {
  const { origin, project, visitor, memory } = options
  const clock = options.clock ?? systemClock
  const fillRandom = options.fillRandom ?? ((bytes) => void crypto.getRandomValues(bytes))
  const newId = (): string => uuidv7(clock.now(), fillRandom)
  let header: Promise<string> | null = null
  const requester = createRequester({
    origin,
    clock,
    // Called as a bare function: `fetch` refuses any other receiver.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    authorizer: {
      async current() {
        header ??= options.authorize(null)
        return { ok: true, value: { header: await header, project } }
      },
      async renew(refused) {
        header = options.authorize(refused.header)
        return { ok: true, value: { header: await header, project } }
      },
    },
  })
  const tools: Tools = {
    clock,
    newId,
    api: createPlainApi(requester),
    keep: createPlainKeep(memory, newId),
    sendTimes: createSendTimes(clock),
    running: new Map(),
  }

  return {
    async session(signal) {
      unwrap(await tools.api.list(signal))
      return {
        visitor,
        // None of ours, so the core looks before it sends anything twice.
        capabilities: [],
        maxQueueMessages: MAX_QUEUE_MESSAGES,
        mode: 'assistant',
        settings: null,
      }
    },
    deliver: (op, lane, signal) => deliver(tools, { op, lane }, signal),
    async reconcile(op, known, signal) {
      // A thread is opened here alone, and nothing is rated.
      return op.kind === 'send' ? await reconcile(tools, op, known, signal) : { kind: 'absent' }
    },
    pull: (cursor, signal, attention) => pull(tools, { cursor, signal, attention }),
    page: (thread, before, limit, signal) => readPage(tools, { thread, before, limit }, signal),
    async *attach(thread, _after, signal) {
      const request = { conversation: thread, content: null, traceId: newId() }
      const answer = await tools.api.stream(request, signal)
      // 400: it is idle, or not there yet. There is nothing to attach to.
      if (!answer.ok && answer.error.kind === 'problem' && answer.error.status === 400) return
      yield* readFrames(thread, unwrap(answer), clock)
    },
  }
}
