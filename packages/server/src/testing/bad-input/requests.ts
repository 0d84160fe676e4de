/** A good request for every declared endpoint, by each who may use it, and how to spoil it. */
import { ruleOf } from '../../auth/authorise.ts'
import { allOpenRoutes, allRoutes } from '../../routes/all-routes.ts'
import type { Declaration } from '../../routes/declaration.ts'
import { describeApi, type Operation } from '../../routes/openapi/document.ts'
import { fullPath } from '../../routes/route.ts'
import { OPEN_TABLE } from '../matrix/open-table.ts'
import { TABLE } from '../matrix/table.ts'
import type { World } from '../matrix/world.ts'
import { API_KEY, type Json } from '../test-server.ts'
import { unusedServices } from '../unused-services.ts'

export interface GoodRequest {
  /** Method, pattern of the path, and who asks. */
  readonly name: string
  readonly method: string
  /** With its parameters, such as `:ticket`. */
  readonly pattern: string
  /** What stands in their place. */
  readonly ids: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Names of the query parameters that are declared. */
  readonly parameters: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  /** Undefined where no body is read. */
  readonly body: Readonly<Record<string, unknown>> | undefined
  /** Every field that may be in a body, and whether nothing but an object may be its value. */
  readonly fields: ReadonlyMap<string, { readonly isObject: boolean }>
}

const routes = allRoutes(unusedServices)
const openRoutes = allOpenRoutes(unusedServices)
const document: Json = describeApi(routes, openRoutes)

/** In the order of the routes, without those that take nothing at all. */
export async function goodRequests(world: World): Promise<readonly GoodRequest[]> {
  const requests: GoodRequest[] = []
  for (const route of routes) {
    const pattern = fullPath(route)
    const { visitor } = ruleOf(route.action)
    const askers = { visitor: visitor === 'hidden' ? null : world.owner.access, key: API_KEY }
    for (const [who, token] of Object.entries(askers)) {
      if (token === null) continue
      requests.push({
        ...described(route, pattern),
        name: `${route.method} ${pattern}, a ${who}`,
        ids: { ...world.ids, project: '1' },
        query: new URLSearchParams(),
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        body: asBody(TABLE[`${route.method} ${route.path}`]?.body?.(world)),
      })
    }
  }
  for (const route of openRoutes) {
    const name = `${route.method} ${route.path}`
    const cases = (await OPEN_TABLE[name]?.(world)) ?? []
    const good = cases.find(({ status }) => status === 200) ?? cases.at(-1)
    if (good === undefined) throw new Error(`${name} has no case`)
    const [path = '', query] = (good.path ?? route.path).split('?')
    requests.push({
      ...described(route, route.path),
      name,
      ids: idsIn(route.path, path),
      query: new URLSearchParams(query),
      headers: good.headers ?? {},
      body: asBody(good.body),
    })
  }
  return requests
}

/** The request, with what is spoiled in it. */
export function toRequest(
  good: GoodRequest,
  spoiled: {
    readonly ids?: Readonly<Record<string, string>>
    /** As it stands in the query, already encoded. */
    readonly parameter?: { readonly name: string; readonly value: string }
    readonly body?: BodyInit
  } = {},
): Request {
  const ids = { ...good.ids, ...spoiled.ids }
  const path = good.pattern.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? '')
  const query = new URLSearchParams(good.query)
  const { parameter } = spoiled
  if (parameter !== undefined) query.delete(parameter.name)
  const bad = parameter === undefined ? '' : `&${parameter.name}=${parameter.value}`
  const body = spoiled.body ?? (good.body === undefined ? undefined : JSON.stringify(good.body))
  return new Request(`http://chat.test${path}?${query}${bad}`, {
    method: good.method,
    headers: {
      ...good.headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  })
}

type Described = Pick<GoodRequest, 'method' | 'pattern' | 'parameters' | 'fields'>

function described(route: Declaration & { readonly method: string }, pattern: string): Described {
  const path = pattern.replaceAll(/:(\w+)/g, '{$1}')
  const operation: Operation & { requestBody?: Json } =
    document.paths[path][route.method.toLowerCase()]
  return {
    method: route.method,
    pattern,
    parameters: Object.keys(route.query ?? {}),
    fields: fieldsOf(operation.requestBody?.content['application/json'].schema ?? {}),
  }
}

function fieldsOf(schema: Json): GoodRequest['fields'] {
  const fields = new Map<string, { isObject: boolean }>()
  for (const part of partsOf(schema)) {
    for (const [name, field] of Object.entries<Json>(part.properties ?? {})) {
      const isObject = [...partsOf(field)].every(({ type }) => type === 'object' || type === 'null')
      fields.set(name, { isObject })
    }
  }
  return fields
}

/** The schema without the unions, intersections and references in its way. */
function* partsOf(schema: Json): Generator<Json> {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  if (typeof schema.$ref === 'string') {
    inner.push(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''])
  }
  for (const part of inner) yield* partsOf(part)
  if (inner.length === 0) yield schema
}

function asBody(body: unknown): GoodRequest['body'] {
  return body === undefined ? undefined : { ...(body as object) }
}

function idsIn(pattern: string, path: string): Record<string, string> {
  const names = pattern.split('/')
  return Object.fromEntries(
    path
      .split('/')
      .flatMap((part, at) => (names[at]?.startsWith(':') ? [[names[at].slice(1), part]] : [])),
  )
}
