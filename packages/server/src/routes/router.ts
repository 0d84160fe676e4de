/** From a request to its handler: path, sender, permission, and what is said when one throws. */
import type { Schema } from '@porchlight/protocol'
import { type Context, Hono } from 'hono'
import { authorise, isThere } from '../auth/authorise.ts'
import { authenticate, type ConfiguredKey, type Principal } from '../auth/principal.ts'
import { useLimitsOfCall } from '../limits/call-limits.ts'
import { methodNotAllowed, notFound, Refusal, toProblemResponse } from '../problem-response.ts'
import { toStorableText } from '../text.ts'
import type { Declaration } from './declaration.ts'
import { allowOf, routeOf, toResources } from './methods.ts'
import { readBody } from './read-body.ts'
import { fullPath, type OpenCall, type OpenRoute, type Route, type Services } from './route.ts'

export interface RouterPorts {
  readonly services: Services
  readonly routes: readonly Route[]
  readonly openRoutes: readonly OpenRoute[]
  readonly configuredKey: ConfiguredKey | null
}

/** What is known of a request besides the request, and what is found out on its way. */
export interface RequestTrace {
  readonly id: string
  /** Group of the sender's address, by which limits count; null where it is not known. */
  readonly address: string | null
  /** The origin by which the client came, which is the outer one behind a proxy of ours. */
  readonly origin: string
  /** The pattern of the route that took it; null while none has. */
  route: string | null
}

/** Answers everything below `/api/`, and never rejects. */
export type AnswerApi = (request: Request, trace: RequestTrace) => Promise<Response>

type Env = { readonly Bindings: RequestTrace }

/** @returns a function from a request to its answer */
export function createRouter(ports: RouterPorts): AnswerApi {
  const { services, routes, openRoutes } = ports
  const app = new Hono<Env>({ getPath: (request) => canonicalPath(request.url) })
  app.use((c, next) => {
    services.limits.use(['requests_per_address', c.env.address])
    return next()
  })
  for (const resource of toResources(openRoutes, ({ path }) => path)) {
    app.all(resource.path, (c) => {
      c.env.route = resource.path
      return answerAnybody(resource.routes, c)
    })
  }
  for (const resource of toResources(routes, fullPath)) {
    app.all(resource.path, (c) => {
      c.env.route = resource.path
      return dispatch(ports, resource.routes, c)
    })
  }
  app.notFound(() => toProblemResponse(notFound()))
  app.onError((cause, c) => {
    if (!(cause instanceof Refusal)) {
      const { id, route } = c.env
      services.log.error('request_failed', { id, method: c.req.method, route, cause })
    }
    return toProblemResponse(cause)
  })
  return async (request, trace) => await app.fetch(request, trace)
}

/** Both published prefixes, with and without a slash at the end, are one address. */
function canonicalPath(url: string): string {
  const { pathname } = new URL(url)
  return pathname.replace(/^\/api\/environments\//, '/api/projects/').replace(/(?<=.)\/$/, '')
}

async function answerAnybody(routes: readonly OpenRoute[], c: Context<Env>): Promise<Response> {
  const route = routeOf(routes, c.req.method)
  if (route === undefined) throw methodNotAllowed(c.req.method, allowOf(routes))
  const { body } = route
  return await route.handle({
    ...callOf(c, route),
    readBody: () => readDeclared(c.req.raw, body, route.refuseBody),
  })
}

async function dispatch(
  { services, configuredKey }: RouterPorts,
  routes: readonly Route[],
  c: Context<Env>,
): Promise<Response> {
  const route = routeOf(routes, c.req.method)
  const call = callOf(c, route)
  const principal = await identify(services, call, configuredKey)
  if (route === undefined) throw refuseMethod(principal, routes, c)
  // Before the body is looked at: an endpoint that is not there has no opinion on bodies.
  const refusal = authorise(principal, route.action)
  if (refusal !== null) throw refusal
  if (call.params.project !== String(principal.project)) throw notFound()
  useLimitsOfCall(services.limits, principal, route.action)
  const body = route.bodies[principal.kind]
  return await route.handle({
    ...call,
    principal,
    readBody: () => readDeclared(c.req.raw, body),
  })
}

/**
 * Says what else there is: to somebody who may know, so that a path of the team alone is to a visitor
 * what any other is that is not there.  [SV58]
 */
function refuseMethod(
  principal: Principal,
  routes: readonly Route[],
  { req }: Context<Env>,
): Refusal {
  const known = routes.filter(({ action }) => isThere(principal, action))
  const isOwn = req.param('project') === String(principal.project)
  return isOwn && known.length > 0 ? methodNotAllowed(req.method, allowOf(known)) : notFound()
}

function callOf(
  c: Context<Env>,
  { query = {} }: Pick<Declaration, 'query'> = {},
): Omit<OpenCall, 'readBody'> {
  const { pathname, search } = new URL(c.req.url)
  const url = new URL(c.env.origin + pathname + search)
  for (const [name, value] of [...url.searchParams]) {
    if (!Object.hasOwn(query, name)) url.searchParams.delete(name)
    else if (value !== toStorableText(value)) url.searchParams.set(name, toStorableText(value))
  }
  return { request: c.req.raw, url, params: storable(c.req.param()), address: c.env.address }
}

/** What no database would take is asked of none. */
function storable(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, toStorableText(value)]),
  )
}

async function readDeclared(
  request: Request,
  schema: Schema<unknown> | null,
  refuse?: OpenRoute['refuseBody'],
): Promise<unknown> {
  if (schema === null) throw new Error('a body was asked for that the route does not declare')
  return await readBody(request, schema, refuse)
}

/** Who tries tokens until one fits does not get far. */
async function identify(
  { store, limits }: Services,
  { request, address }: Omit<OpenCall, 'readBody'>,
  configuredKey: ConfiguredKey | null,
): Promise<Principal> {
  const header = request.headers.get('authorization')
  try {
    return await store.lookUp((tx) => authenticate(tx, { header, address }, configuredKey))
  } catch (refusal) {
    if (refusal instanceof Refusal) limits.use(['failures_per_address', address])
    throw refusal
  }
}
