/** One route in the words of OpenAPI, before its schemas are translated. */
import { type Schema, textSchema } from '@porchlight/protocol'
import { ruleOf } from '../../auth/authorise.ts'
import type { Declaration } from '../declaration.ts'
import { type Credentials, fullPath, type OpenRoute, type Route } from '../route.ts'

export interface DescribedRoute {
  /** In lower case. */
  readonly method: string
  /** With its parameters in braces. */
  readonly path: string
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly description: string | null
  readonly parameters: readonly Parameter[]
  readonly credentials: Credentials | null
  /** One, or one for each kind of principal; none where no body is read. */
  readonly bodies: readonly Schema<unknown>[]
  readonly answers: Declaration['answers']
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema<unknown>
}

export function describeRoute(route: Route | OpenRoute): DescribedRoute {
  const isOpen = !('action' in route)
  const address = isOpen ? route.path : fullPath(route)
  const path = address.replaceAll(/:(\w+)/g, '{$1}')
  const bodies = isOpen ? [route.body] : [route.bodies.visitor, route.bodies.key]
  return {
    method: route.method.toLowerCase(),
    path,
    operationId: operationId(route.method, path),
    tag: tagOf(path),
    summary: route.summary,
    description: isOpen ? null : whoMay(route),
    parameters: [...pathParameters(path), ...queryParameters(route), ...headerParameters(route)],
    credentials: isOpen ? (route.credentials ?? null) : 'bearer',
    bodies: [...new Set(bodies)].filter((body) => body !== null),
    answers: route.answers,
  }
}

function whoMay({ action }: Route): string {
  const { visitor, key } = ruleOf(action)
  const keys = key === 'denied' ? 'Not for API keys.' : `API keys need the scope \`${key}\`.`
  const visitors = {
    own: 'Visitors: what is their own.',
    any: 'Visitors may.',
    hidden: 'Not there for visitors.',
  }
  return `${keys} ${visitors[visitor]}`
}

/** `get_tickets_by_ticket_messages`: as stable as the address. */
function operationId(method: string, path: string): string {
  const words = path
    .replace(/^\/api\/projects\/\{project\}(\/conversations(?=\/))?/, '')
    .replaceAll(/\{(\w+)\}/g, 'by_$1')
    .split(/\W+/)
  return [method.toLowerCase(), ...words.filter((word) => word !== '' && word !== 'api')].join('_')
}

function tagOf(path: string): string {
  const [, within] = /^\/api\/projects\/\{project\}\/(.*)$/.exec(path) ?? []
  if (within === undefined) return path.startsWith('/api/conversations/') ? 'public' : 'server'
  const [resource = '', second, third] = within.split('/')
  if (resource !== 'conversations' || second === undefined) return resource
  if (!second.startsWith('{')) return second
  return third === 'queue' ? third : resource
}

function pathParameters(path: string): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: textSchema,
  }))
}

function queryParameters({ query = {} }: Declaration): Parameter[] {
  return Object.entries(query).map(([name, { description, schema }]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema,
  }))
}

function headerParameters({ headers = {} }: Declaration): Parameter[] {
  return Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: textSchema,
  }))
}
