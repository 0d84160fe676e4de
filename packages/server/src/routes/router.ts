/** From a request to its handler: path, sender, permission, and what is said when one throws. */
import type { FillRandom } from '@porchlight/protocol'
import { Hono } from 'hono'
import { authorise } from '../auth/authorise.ts'
import { authenticate, type ConfiguredKey } from '../auth/principal.ts'
import { notFound, Refusal, toProblemResponse } from '../problem-response.ts'
import type { Route, Services } from './route.ts'
import { answerSession } from './session/session-route.ts'

export interface RouterPorts {
  readonly services: Services
  readonly routes: readonly Route[]
  readonly random: FillRandom
  readonly configuredKey: ConfiguredKey | null
}

/** @returns a function that answers everything below `/api/`, and never rejects */
export function createRouter(ports: RouterPorts): (request: Request) => Promise<Response> {
  const { services, routes, random } = ports
  const app = new Hono({ getPath: (request) => canonicalPath(request.url) })
  app.post('/api/conversations/v1/session', (c) => answerSession(services, random, c.req.raw))
  for (const route of routes) {
    app.on(route.method, `/api/projects/:project/conversations${route.path}`, (c) =>
      dispatch(ports, route, { request: c.req.raw, params: c.req.param() }),
    )
  }
  app.notFound(() => toProblemResponse(notFound()))
  app.onError((cause, c) => {
    if (!(cause instanceof Refusal)) {
      services.log.error('request_failed', { method: c.req.method, path: c.req.path, cause })
    }
    return toProblemResponse(cause)
  })
  return async (request) => await app.fetch(request)
}

/** Both published prefixes, with and without a slash at the end, are one address. */
function canonicalPath(url: string): string {
  const { pathname } = new URL(url)
  return pathname.replace(/^\/api\/environments\//, '/api/projects/').replace(/(?<=.)\/$/, '')
}

async function dispatch(
  { services, configuredKey }: RouterPorts,
  route: Route,
  { request, params }: { request: Request; params: Record<string, string> },
): Promise<Response> {
  const header = request.headers.get('authorization')
  const principal = await services.store.read((tx) => authenticate(tx, header, configuredKey))
  // Before the body is looked at: an endpoint that is not there has no opinion on bodies.
  const refusal = authorise(principal, route.action)
  if (refusal !== null) throw refusal
  if (params.project !== String(principal.project)) throw notFound()
  return await route.handle({ request, url: new URL(request.url), params, principal })
}
