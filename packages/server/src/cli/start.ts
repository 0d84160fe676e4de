/** `porchlight start`: one origin for everything, and the demo shop once more on another. */
import { systemClock } from '@porchlight/protocol'
import { createServer, type Server } from '../create-server.ts'
import type { Fetch } from '../listen.ts'
import { createLoopMeter } from '../operations/overload.ts'
import type { Log } from '../server-options.ts'
import { createDemoStatic, createStatic } from '../static/create-static.ts'
import type { DemoValues } from '../static/demo-page.ts'
import type { Sites } from '../static/widget-files.ts'
import type { StartFolders } from './arguments.ts'
import { banner } from './banner.ts'
import { type Bound, bindPorts } from './bind-ports.ts'
import { createAssistant } from './create-assistant.ts'
import type { Environment } from './environment.ts'
import { checkFolders, prepareDataFolder } from './folders.ts'
import { STOP_WITHIN_MS, untilStopped } from './until-stopped.ts'

/** What a start needs of the world. */
export interface StartOptions {
  readonly folders: StartFolders
  readonly environment: Environment
  readonly log: Log
  /** Shows something to the person at the terminal. It may be secret, so it is not for the log. */
  print(text: string): void
}

/**
 * Runs until a signal asks it to stop; resolves when all is closed.
 *
 * The ports are bound before the database is opened: a taken port must not use up the one start
 * that shows the API key. Until the database is open, requests are asked to come again.
 *
 * @throws CommandError, or the server's StartError: one line each
 */
export async function start(options: StartOptions): Promise<void> {
  const { folders, environment, log } = options
  await checkFolders(folders)
  if (environment.databaseUrl === null) await prepareDataFolder(environment.dataFolder)

  let serve: Fetch = comeAgain
  let serveDemo: Fetch = comeAgain
  const main: Fetch = (request, info) => serve(request, info)
  const demo: Fetch = (request, info) => serveDemo(request, info)
  const handlers = { main, demo: folders.demo === null ? null : demo }
  const bound = await bindPorts(handlers, environment, log)
  const origins = originsOf(environment.host, bound)
  const server = await openServer(options, origins)

  const demoValues = (url: URL): DemoValues => ({
    // The name by which the visitor came, so that a server on all addresses works by any of them.
    origin: `http://${url.hostname}:${bound.main.port}`,
    token: server.project.widgetToken,
  })
  const serveFile = createStatic({ ...folders, sites: sitesOf(server), demoValues })
  serve = async (request, info) => (await serveFile(request)) ?? server.fetch(request, info)
  if (folders.demo !== null) serveDemo = createDemoStatic(folders.demo, demoValues)

  // Whoever reads that it is ready may ask it to stop in the same moment.
  const { shutdownDelayMs } = environment.operation
  const stopped = untilStopped((deadline) => stop(bound, server, { shutdownDelayMs, deadline }), {
    withinMs: shutdownDelayMs + STOP_WITHIN_MS,
  })
  options.print(
    banner({
      origin: origins.main,
      demoOrigin: origins.demo,
      hasInbox: folders.inbox !== null,
      hasWidget: folders.widget !== null,
      widgetToken: environment.widgetToken === null ? server.project.widgetToken : null,
      newApiKey: server.newApiKey,
    }),
  )
  await stopped
  log.info('stopped')
}

async function openServer(
  { folders, environment, log }: StartOptions,
  origins: Origins,
): Promise<Server> {
  const { dataFolder, databaseUrl, runLeaseMs, apiKey, widgetToken } = environment
  const { maxQueueMessages, maxWarmRuns, limits, isTrustedProxy, operation } = environment
  return await createServer({
    ...(databaseUrl === null ? { dataDir: dataFolder } : { databaseUrl }),
    assistant: async (made) =>
      await createAssistant(environment.assistant, {
        ...made,
        folder: folders.knowledge,
        baseUrl: origins.demo && `${origins.demo}/`,
        isAlone: databaseUrl === null,
        clock: systemClock,
        log,
      }),
    log,
    ...(runLeaseMs !== null && { runLeaseMs }),
    ...(maxQueueMessages !== null && { maxQueueMessages }),
    ...(maxWarmRuns !== null && { maxWarmRuns }),
    limits,
    publicUrl: environment.publicUrl ?? origins.main,
    ownPages: origins.demo === null ? [] : ownPages(environment, origins),
    isTrustedProxy,
    ...(apiKey !== null && { apiKey }),
    ...(widgetToken !== null && { widgetToken }),
    loadMeter: createLoopMeter(),
    ...operation.server,
  })
}

/** First nobody new is sent here, then nobody new is let in, then those who are here are sent away. */
async function stop(
  { main, demo }: Bound,
  server: Server,
  { shutdownDelayMs, deadline }: { shutdownDelayMs: number; deadline: AbortSignal },
): Promise<void> {
  const listeners = demo === null ? [main] : [main, demo]
  server.leave()
  await pause(shutdownDelayMs, deadline)
  await Promise.all(listeners.map((listener) => listener.drain(deadline)))
  // This ends the streams and closes the store.
  await server.close(deadline)
  await Promise.all(listeners.map((listener) => listener.end(deadline)))
}

function pause(ms: number, deadline: AbortSignal): Promise<void> {
  if (ms === 0 || deadline.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    deadline.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Without a token a page means the default project; an unknown one is nobody's. */
function sitesOf(server: Server): Sites {
  return {
    async find(token) {
      const project = await server.findProject(token ?? server.project.widgetToken)
      return project && { ...project.settings, token: project.widgetToken }
    },
  }
}

interface Origins {
  readonly main: string
  readonly demo: string | null
}

/** Addresses that a person can open: IPv6 in brackets, and "all addresses" as the local one. */
function originsOf(host: string, { main, demo }: Bound): Origins {
  const local = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  const name = local.includes(':') ? `[${local}]` : local
  return {
    main: `http://${name}:${main.port}`,
    demo: demo && `http://${name}:${demo.port}`,
  }
}

/**
 * Where the demo may be open. On this machine it goes by both names, whichever we listen on; at a
 * public address nobody comes by them.
 */
function ownPages(
  { publicUrl }: Pick<Environment, 'publicUrl'>,
  { main, demo }: Origins,
): readonly string[] {
  const ports = [main, demo ?? main].map((origin) => new URL(origin).port)
  const names = ports.flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`])
  return publicUrl === null ? [main, ...(demo === null ? [] : [demo]), ...names] : [publicUrl]
}

function comeAgain(): Response {
  return new Response(null, { status: 503, headers: { 'Retry-After': '1' } })
}
