/**
 * Holds every JSON answer in the server's suite against what its route declares: a field that is
 * declared and missing, of another kind, or sent without being declared fails the test it is sent in.
 */
import { isDeepStrictEqual } from 'node:util'
import {
  handWrittenProblemBodySchema,
  parse,
  problemBodySchema,
  type Schema,
} from '@porchlight/protocol'
import { allOpenRoutes, allRoutes } from '../routes/all-routes.ts'
import type { AnswerShape, Declaration } from '../routes/declaration.ts'
import { fullPath } from '../routes/route.ts'
import { unusedServices } from './unused-services.ts'

interface Known {
  readonly method: string
  readonly path: RegExp
  readonly declaration: Declaration
}

const PROBLEMS = [problemBodySchema, handWrittenProblemBodySchema]

// In the order of the router: the first that fits is the one that answers.
const known: readonly Known[] = [
  ...allOpenRoutes(unusedServices).map((route) => ({ ...route, at: route.path })),
  ...allRoutes(unusedServices).map((route) => ({ ...route, at: fullPath(route) })),
].map(({ method, at, ...declaration }) => ({
  method,
  path: new RegExp(`^${at.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}/?$`),
  declaration,
}))

/** What a stream that has begun has yet to keep to. */
export interface DeclaredStream {
  /** The request, for messages. */
  readonly name: string
  /** Of one event as `{event, data}`. */
  readonly schema: Schema<unknown>
}

/**
 * @returns what the events have to be that follow; null for an answer that is whole
 * @throws Error that says what was answered and not declared
 */
export async function checkDeclared(
  request: Request,
  response: Response,
): Promise<DeclaredStream | null> {
  const { pathname } = new URL(request.url)
  const address = pathname.replace(/^\/api\/environments\//, '/api/projects/')
  const route = known.find(({ method, path }) => method === request.method && path.test(address))
  if (route === undefined) return null
  const name = `${request.method} ${pathname}: ${response.status}`
  const shape = shapeOf(route.declaration, response.status)
  if (shape === undefined) throw new Error(`${name} is not declared`)
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? ''
  if (type === 'application/json') {
    const body: unknown = await response.clone().json()
    const reasons = (shape.json ?? []).map((schema) => mismatch(schema, body))
    if (reasons.includes(null)) return null
    throw new Error(`${name} is not as declared: ${reasons.join('; ')}: ${JSON.stringify(body)}`)
  }
  const isDeclared =
    type === '' ? Object.keys(shape).length === 0 : mediaTypesOf(shape).includes(type)
  if (!isDeclared) throw new Error(`${name} has the undeclared media type ${type}`)
  const { eventStream: schema } = shape
  return schema === undefined || type !== 'text/event-stream' ? null : { name, schema }
}

function shapeOf({ answers }: Declaration, status: number): AnswerShape | undefined {
  if (status < 400) return answers[status]
  return { ...answers[status], json: [...(answers[status]?.json ?? []), ...PROBLEMS] }
}

function mediaTypesOf({ eventStream, text, bytes = [] }: AnswerShape): readonly string[] {
  if (eventStream !== undefined) return ['text/event-stream']
  return text === undefined ? bytes : [text]
}

/** Why a body does not fit; null when it does. What a schema does not name it drops. */
export function mismatch(schema: Schema<unknown>, body: unknown): string | null {
  const parsed = parse(schema, body)
  if (!parsed.ok) return `${parsed.issue.path} ${parsed.issue.message}`
  return isDeepStrictEqual(parsed.value, body) ? null : 'it has fields that are not declared'
}
