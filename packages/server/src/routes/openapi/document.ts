/**
 * The API's document, OpenAPI 3.1: written from what the routes declare, and from nothing else. So
 * it can neither name an endpoint that is not there nor leave one out.
 */
import { handWrittenProblemBodySchema, problemBodySchema } from '@porchlight/protocol'
import { type JsonSchema, type SchemaSide, toJsonSchema } from '@porchlight/protocol/json-schema'
import type { AnswerShape } from '../declaration.ts'
import type { OpenRoute, Route } from '../route.ts'
import { type DescribedRoute, describeRoute } from './described-route.ts'

/** What a client generator, or a person, reads. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, JsonSchema>>
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly responses: Readonly<Record<string, JsonSchema>>
  }
}

/** One method of one path. */
export type Operation = Readonly<Record<string, unknown>>

const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'The access token of a visitor, or an API key.',
  },
  widget_token: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Conversations-Token',
    description: "The site's public token.",
  },
} as const

const PREFIXES =
  'Every path below `/api/projects/{project}/` is also there below `/api/environments/{project}/`, ' +
  'and every path also ends with a slash.'

/** Describes all routes there are. */
export function describeApi(
  routes: readonly Route[],
  openRoutes: readonly OpenRoute[],
): OpenApiDocument {
  const schemas = collectSchemas()
  const problems = {
    'application/json': {
      schema: {
        anyOf: [problemBodySchema, handWrittenProblemBodySchema].map((schema) =>
          schemas.describe(schema, 'output'),
        ),
      },
    },
  }
  const paths: Record<string, Record<string, Operation>> = {}
  const tags = new Set<string>()
  for (const described of [...openRoutes, ...routes].map(describeRoute)) {
    const operation = describeOperation(described, schemas.describe)
    paths[described.path] = { ...paths[described.path], [described.method]: operation }
    tags.add(described.tag)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Porchlight', version: '1', description: PREFIXES },
    servers: [{ url: '/' }],
    tags: [...tags].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      schemas: schemas.named(),
      responses: { Problem: { description: 'A refusal.', content: problems } },
    },
  }
}

type Describe = ReturnType<typeof collectSchemas>['describe']

function describeOperation(route: DescribedRoute, describe: Describe): Operation {
  const { tag, summary, description, parameters, credentials, bodies, answers } = route
  return {
    operationId: route.operationId,
    tags: [tag],
    summary,
    ...(description !== null && { description }),
    ...(parameters.length > 0 && {
      parameters: parameters.map(({ schema, ...parameter }) => ({
        ...parameter,
        schema: describe(schema, 'input'),
      })),
    }),
    ...(bodies.length > 0 && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: anyOf(bodies, 'input', describe) } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, shape]) => [
          status,
          describeAnswer(Number(status), shape, describe),
        ]),
      ),
      default: { $ref: '#/components/responses/Problem' },
    },
    security: credentials === null ? [] : [{ [credentials]: [] }],
  }
}

function describeAnswer(status: number, shape: AnswerShape, describe: Describe): JsonSchema {
  const { json, eventStream, text, bytes = [] } = shape
  const content = {
    ...(json !== undefined && { 'application/json': { schema: anyOf(json, 'output', describe) } }),
    ...(eventStream !== undefined && {
      'text/event-stream': {
        // OpenAPI 3.1 has no form for streams; the schema is that of one event.
        schema: describe(eventStream, 'output'),
      },
    }),
    ...(text !== undefined && { [text]: { schema: { type: 'string' } } }),
    // OpenAPI 3.1, 4.8.14: what is no text has no schema.
    ...Object.fromEntries(bytes.map((mediaType) => [mediaType, {}])),
  }
  return {
    description: status < 300 ? 'Done.' : status < 400 ? 'Elsewhere.' : 'A refusal.',
    ...(Object.keys(content).length > 0 && { content }),
  }
}

function anyOf(
  schemas: NonNullable<AnswerShape['json']>,
  side: SchemaSide,
  describe: Describe,
): JsonSchema {
  const [first, ...others] = schemas.map((schema) => describe(schema, side))
  if (first === undefined) throw new Error('a body without a schema')
  return others.length === 0 ? first : { anyOf: [first, ...others] }
}

/** Gathers what has a name, so that each schema is written once. */
function collectSchemas() {
  const found = new Map<string, JsonSchema>()
  return {
    describe(schema: Parameters<typeof toJsonSchema>[0], side: SchemaSide): JsonSchema {
      const refTo = (name: string): string => `#/components/schemas/${name}`
      const described = toJsonSchema(schema, { side, refTo })
      for (const [name, named] of Object.entries(described.named)) found.set(name, named)
      return described.schema
    },
    named: (): Record<string, JsonSchema> =>
      Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
