/** Puts a server together. The one place where its parts meet. */
import { createSuggestReply } from './assistant/suggest-reply.ts'
import {
  createApiKey,
  findProjectByToken,
  hasApiKey,
  openProject,
  type Project,
} from './auth/projects.ts'
import { hashSecret } from './auth/secrets.ts'
import { preflightResponse, withApiHeaders } from './cors.ts'
import { createEventStreams } from './event-stream.ts'
import { clientAddress } from './limits/client-address.ts'
import { createLimits } from './limits/limits.ts'
import type { RequestInfo } from './listen.ts'
import { notFound, shuttingDown, toProblemResponse } from './problem-response.ts'
import { allOpenRoutes, allRoutes } from './routes/all-routes.ts'
import type { Services } from './routes/route.ts'
import { createRouter } from './routes/router.ts'
import { startKeepers } from './runs/keepers.ts'
import { DEFAULTS, type ServerOptions } from './server-options.ts'
import { refuseHalfCopy } from './store/copy/half-copy.ts'
import { openStoreId } from './store/meta.ts'
import { openDatabase } from './store/open-database.ts'
import { renewFeedOfYoungerCluster } from './store/renew-feed.ts'
import { createStore, type Policy } from './store/store.ts'
import { createUnderWay } from './under-way.ts'

/** How long a shut-down waits for requests that came before it. */
export const CLOSE_LIMIT_MS = 5_000

export interface Server {
  /** Answers `/api/…`, `/openapi.json`, `/healthz` and `/readyz`; anything else is a 404. Never rejects. */
  fetch(request: Request, info?: RequestInfo): Promise<Response>
  /** The one a new server begins with. */
  readonly project: Project
  /** The project that a page names by its public token; null when there is none. */
  findProject(widgetToken: string): Promise<Project | null>
  /** The key made on the first start, to be shown once; null when there was one. */
  readonly newApiKey: string | null
  /** Makes another key. @returns it; only its hash is kept */
  createApiKey(): Promise<string>
  /** Whether requests can be served now. */
  isReady(): Promise<boolean>
  /**
   * Lets requests under way end, for at most `CLOSE_LIMIT_MS`; then ends answers and streams, and
   * closes the database. Safe to repeat.
   *
   * @param deadline ends the waiting for requests earlier
   */
  close(deadline?: AbortSignal): Promise<void>
}

/**
 * Opens the store, ends what a dead process has left, and is ready to answer.
 *
 * @throws StartError when it cannot start; its message is one line for a person
 */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { maxQueueMessages, drainAfterMs, runLeaseMs, isTrustedProxy, clock, random, log } = {
    ...DEFAULTS,
    ...options,
  }
  const hasAssistant = options.assistant !== null
  const policy: Policy = { hasAssistant, maxQueueMessages, drainAfterMs, runLeaseMs }
  const database = await openDatabase(options, log)
  const store = createStore(database, { clock, random, policy })
  await store.write(async (tx) => {
    await refuseHalfCopy(tx)
    await renewFeedOfYoungerCluster(tx)
  })
  const { project, storeId, newApiKey } = await store.write(async (tx) => ({
    project: await openProject(tx, random, options),
    storeId: await openStoreId(tx),
    newApiKey:
      options.apiKey !== undefined || (await hasApiKey(tx)) ? null : await createApiKey(tx, random),
  }))

  const streams = createEventStreams(clock)
  const limits = createLimits(clock, options.limits ?? DEFAULTS.limits)
  const { assistant } = options
  const suggestReply = assistant === null ? null : createSuggestReply({ assistant, clock, log })
  const services: Services = {
    store,
    storeId,
    streams,
    limits,
    clock,
    random,
    log,
    policy,
    suggestReply,
  }
  const configuredKey =
    options.apiKey === undefined ? null : { hash: hashSecret(options.apiKey), project: project.id }
  const answerApi = createRouter({
    services,
    routes: allRoutes(services),
    openRoutes: allOpenRoutes(services),
    configuredKey,
  })
  const keepers = await startKeepers({
    store,
    clock,
    log,
    assistant: options.assistant,
    runLeaseMs,
    isSoleProcess: database.engine === 'sqlite',
  })
  const requests = createUnderWay(clock)
  let closing: Promise<void> | null = null

  async function isReady(): Promise<boolean> {
    if (closing !== null) return false
    return await store
      .read((tx) => tx.db.selectFrom('meta').select('key').execute())
      .then(
        () => true,
        () => false,
      )
  }

  async function answer(request: Request, info: RequestInfo | undefined): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/healthz') return Response.json({ status: 'ok' })
    if (pathname === '/readyz') {
      const ready = await isReady()
      return Response.json({ status: ready ? 'ok' : 'unavailable' }, { status: ready ? 200 : 503 })
    }
    const isApi = pathname.startsWith('/api/') || pathname === '/openapi.json'
    if (!isApi) return toProblemResponse(notFound())
    if (request.method === 'OPTIONS') return preflightResponse()
    // A HEAD would open streams that nobody reads.
    if (request.method === 'HEAD') return withApiHeaders(new Response(null, { status: 404 }))
    if (closing !== null) return withApiHeaders(toProblemResponse(shuttingDown()))
    const peer = info?.remoteAddress ?? null
    const forwardedFor = request.headers.get('x-forwarded-for')
    const address = clientAddress(peer, forwardedFor, isTrustedProxy)
    return withApiHeaders(await answerApi(request, address))
  }

  async function shutDown(deadline: AbortSignal | undefined): Promise<void> {
    await requests.ended(CLOSE_LIMIT_MS, deadline)
    await keepers.stop()
    streams.close()
    await store.close()
  }

  return {
    project,
    newApiKey,
    findProject: (token) => store.read((tx) => findProjectByToken(tx, token)),
    createApiKey: () => store.write((tx) => createApiKey(tx, random)),
    isReady,
    async fetch(request, info) {
      const response = await requests.track(answer(request, info))
      log.debug('request', {
        method: request.method,
        path: new URL(request.url).pathname,
        status: response.status,
        remoteAddress: info?.remoteAddress,
      })
      return response
    },
    close(deadline) {
      closing ??= shutDown(deadline)
      return closing
    },
  }
}
