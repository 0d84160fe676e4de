/** Puts a server together. The one place where its parts meet. */
import { type FillRandom, uuidv7 } from '@porchlight/protocol'
import { createActivities } from './activity/activities.ts'
import type { Assistant, AssistantSite } from './assistant/assistant.ts'
import { guardAnswers } from './assistant/guard-answers.ts'
import { createSuggestReply } from './assistant/suggest-reply.ts'
import { tellHours } from './assistant/tell-hours.ts'
import { addAgent } from './auth/agents.ts'
import { createAllowedOrigins } from './auth/allowed-origins.ts'
import { findConversationsSettings } from './auth/conversations-settings.ts'
import { addIdentityKey, type KeyRefusal, type NewIdentityKey } from './auth/identity-keys.ts'
import { findOpening } from './auth/opening.ts'
import { createApiKey, findProjectByToken, type Project } from './auth/projects.ts'
import { hashSecret } from './auth/secrets.ts'
import { preflightResponse, withApiHeaders } from './cors.ts'
import { createEventStreams } from './event-stream.ts'
import { addressGroup, clientAddress } from './limits/client-address.ts'
import { forwardedOrigin } from './limits/forwarded-origin.ts'
import { createLimits } from './limits/limits.ts'
import type { RequestInfo } from './listen.ts'
import { createMetrics } from './operations/metrics.ts'
import { createObservedFetch } from './operations/observed-fetch.ts'
import { createOverload } from './operations/overload.ts'
import { createProbes } from './operations/probes.ts'
import { notFound, shuttingDown, toProblemResponse } from './problem-response.ts'
import { allOpenRoutes, allRoutes } from './routes/all-routes.ts'
import type { Services } from './routes/route.ts'
import { createRouter, type RequestTrace } from './routes/router.ts'
import { startKeepers } from './runs/keepers.ts'
import { createSummariser, type Summariser } from './runs/summariser.ts'
import { DEFAULTS, type ServerOptions } from './server-options.ts'
import { startUp } from './start-up.ts'
import { openDatabase } from './store/open-database.ts'
import { createStore, type Policy, type StoreObserver } from './store/store.ts'
import { createUnderWay } from './under-way.ts'

/** How long a shut-down waits for requests that came before it. */
export const CLOSE_LIMIT_MS = 5_000

export interface Server {
  /**
   * Answers `/api/…`, `/array/…`, `/openapi.json`, `/healthz`, `/readyz` and `/metrics`; anything else is a 404.
   * Never rejects.
   */
  fetch(request: Request, info?: RequestInfo): Promise<Response>
  /** The one a new server begins with. */
  readonly project: Project
  /** The project that a page names by its public token; null when there is none. */
  findProject(widgetToken: string): Promise<Project | null>
  /** The key made on the first start, to be shown once; null when there was one. */
  readonly newApiKey: string | null
  /** Makes another key. @returns it; only its hash is kept */
  createApiKey(): Promise<string>
  /** Adds somebody to the team of the first project. @returns false when they are in it */
  addAgent(agent: { readonly name: string; readonly email: string }): Promise<boolean>
  /** Adds a key by which the site proves who a visitor is. @returns why it was not taken, or null */
  addIdentityKey(key: NewIdentityKey): Promise<KeyRefusal>
  /** Whether requests can be served now. */
  isReady(): Promise<boolean>
  /** From now on `/readyz` is 503, so that nobody new is sent here; everything is still served. */
  leave(): void
  /**
   * Sends the readers of feeds away, spread over `shutdownSpreadMs`, while requests under way end,
   * for at most `CLOSE_LIMIT_MS`; then ends answers and streams, and closes the database. Safe to
   * repeat.
   *
   * @param deadline ends both kinds of waiting earlier
   */
  close(deadline?: AbortSignal): Promise<void>
}

/**
 * Opens the store, ends what a dead process has left, and is ready to answer.
 *
 * @throws StartError when it cannot start; its message is one line for a person
 */
export async function createServer(options: ServerOptions): Promise<Server> {
  const settings = { ...DEFAULTS, ...options }
  const { runLeaseMs, isTrustedProxy, clock, random, log } = settings
  const { shutdownSpreadMs, logsRequests, maxRequests, loadMeter } = settings
  const maxDelayMs = settings.maxLoopDelayMs
  const chance = chanceFrom(random)
  const metrics = createMetrics()
  let assistant: Assistant | null = null
  const policy: Policy = {
    // Known once the store is open: an assistant may be made of what is in there, or of what comes later.
    get hasAssistant() {
      return assistant !== null && assistant.isReady?.() !== false
    },
    maxQueueMessages: settings.maxQueueMessages,
    drainAfterMs: settings.drainAfterMs,
    runLeaseMs,
    maxWarmRuns: settings.maxWarmRuns,
    answersPerMonth: settings.answersPerMonth,
    warmRunMs: settings.warmRunMs,
    node: uuidv7(clock.now(), random),
  }
  const database = await openDatabase(options, log)
  let summariser: Summariser | null = null
  const observer: StoreObserver = {
    ...metrics,
    committed(counts) {
      metrics.committed(counts)
      summariser?.committed(counts)
    },
  }
  const store = createStore(database, { clock, random, policy, observer })
  const { project, storeId, newApiKey, assistant: made } = await startUp(store, random, options)

  const streams = createEventStreams(clock)
  const limits = createLimits(clock, options.limits ?? DEFAULTS.limits)
  const activities = createActivities({ whispers: store.whispers, clock, node: policy.node })
  const publicUrl = options.publicUrl ?? DEFAULTS.publicUrl
  const ownPages = options.ownPages ?? []
  const openingOf = ({ project }: AssistantSite) => store.lookUp((tx) => findOpening(tx, project))
  assistant =
    made &&
    guardAnswers(tellHours(made, openingOf), async (site) => {
      const settings = await store.lookUp((tx) => findConversationsSettings(tx, site.project))
      return [publicUrl, ...ownPages, ...(settings?.widget_domains ?? [])]
    })
  assistant?.observe?.(metrics)
  const suggestReply = assistant === null ? null : createSuggestReply({ assistant, clock, log })
  summariser = createSummariser({ store, clock, log, assistant })
  const services: Services = {
    store,
    storeId,
    streams,
    limits,
    activities,
    publicUrl,
    ownPages,
    clock,
    random,
    log,
    metrics,
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
    assistant,
    summariser,
    mailSender: options.mailSender ?? null,
    runLeaseMs,
    isSoleProcess: database.engine === 'sqlite',
    retention: settings.retention,
    notifications: settings.notifications,
    answerMailAfterMs: settings.answerMailAfterMs,
    allowsPrivateWebhooks: settings.allowsPrivateWebhooks,
    webhookTimeoutMs: settings.webhookTimeoutMs,
  })
  const requests = createUnderWay(clock)
  const origins = createAllowedOrigins(store, clock)
  const overload = createOverload({ meter: loadMeter, maxRequests, maxDelayMs, chance })
  let isLeaving = false
  let closing: Promise<void> | null = null
  const probes = createProbes({
    store,
    streams,
    metrics,
    log,
    metricsToken: options.metricsToken ?? null,
    isClosing: () => isLeaving,
  })

  async function answer(
    request: Request,
    trace: RequestTrace,
    info: RequestInfo | undefined,
  ): Promise<Response> {
    const probe = probes.answer(request, info)
    if (probe !== null) return await probe
    const { pathname } = new URL(request.url)
    const isApi = /^\/(api|array)\//.test(pathname) || pathname === '/openapi.json'
    if (!isApi) return toProblemResponse(notFound())
    // What came before the shut-down is answered.
    const isTooLate = closing !== null
    const audience = {
      origin: await origins.allow(request),
      isScript: pathname.startsWith('/array/'),
    }
    if (request.method === 'OPTIONS') return preflightResponse(audience.origin)
    if (isTooLate) return withApiHeaders(toProblemResponse(shuttingDown()), audience)
    const admitted = overload.admit(() => answerApi(request, trace))
    return withApiHeaders(await admitted.catch(toProblemResponse), audience)
  }

  const observedFetch = createObservedFetch({
    metrics,
    clock,
    random,
    log,
    logsRequests,
    addressOf(request, info) {
      const forwardedFor = request.headers.get('x-forwarded-for')
      const peer = info?.remoteAddress ?? null
      return addressGroup(clientAddress(peer, forwardedFor, isTrustedProxy))
    },
    originOf: (request, info) =>
      forwardedOrigin(request, info?.remoteAddress ?? null, isTrustedProxy),
    answer,
  })

  function leave(): void {
    isLeaving = true
  }

  async function shutDown(deadline: AbortSignal | undefined): Promise<void> {
    leave()
    await Promise.all([
      requests.ended(CLOSE_LIMIT_MS, deadline),
      streams.dismiss(shutdownSpreadMs, chance, deadline),
    ])
    await keepers.stop()
    activities.close()
    streams.close()
    loadMeter.stop()
    await store.close()
  }

  return {
    project,
    newApiKey,
    findProject: (token) => store.lookUp((tx) => findProjectByToken(tx, token)),
    createApiKey: () => store.write((tx) => createApiKey(tx, random)),
    addAgent: async (agent) =>
      (await store.write((tx) => addAgent(tx, { ...agent, project: project.id }))) !== null,
    addIdentityKey: (key) => store.write((tx) => addIdentityKey(tx, project.id, key)),
    isReady: async () => (await probes.unready()) === null,
    fetch: (request, info) => requests.track(observedFetch(request, info)),
    leave,
    close(deadline) {
      closing ??= shutDown(deadline)
      return closing
    },
  }
}

/** From 0 to below 1. */
function chanceFrom(random: FillRandom): () => number {
  return () => {
    const byte = new Uint8Array(1)
    random(byte)
    return (byte[0] ?? 0) / 256
  }
}
