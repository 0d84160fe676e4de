import { VISIBLE_CHARACTER } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import { type Json, startTestServer } from '../../testing/test-server.ts'
import { unusedServices } from '../../testing/unused-services.ts'
import { allOpenRoutes, allRoutes } from '../all-routes.ts'
import { fullPath } from '../route.ts'

async function readDocument(): Promise<Json> {
  const { server } = await startTestServer()
  const response = await server.fetch(new Request('http://chat.test/openapi.json'))
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'application/json; charset=utf-8',
  ])
  return await response.json()
}

interface Named {
  readonly name: string
  readonly operation: Json
}

const operationsOf = (document: Json): Named[] =>
  Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  )

/** Every object within, the document included. */
function* within(value: Json): Generator<Json> {
  if (typeof value !== 'object' || value === null) return
  yield value
  for (const child of Object.values(value)) yield* within(child)
}

const resolve = (document: Json, ref: string): Json =>
  ref
    .slice(2)
    .split('/')
    .reduce((node, key) => node?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)

const routes = allRoutes(unusedServices)
const openRoutes = allOpenRoutes(unusedServices)

describe('[SV54] the document', () => {
  it('names every endpoint, and no other', async () => {
    const declared = [
      ...openRoutes.map(({ method, path }) => `${method} ${path}`),
      ...routes.map((route) => `${route.method} ${fullPath(route)}`),
    ].map((name) => name.replaceAll(/:(\w+)/g, '{$1}'))
    const named = operationsOf(await readDocument()).map(({ name }) => name)
    expect(named.sort()).toEqual(declared.sort())
  })

  it('is of the form that OpenAPI 3.1 asks for', async () => {
    const document = await readDocument()
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: expect.any(String), version: expect.any(String) },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    })
    const operations = operationsOf(document)
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const tags = document.tags.map((tag: Json) => tag.name)
    for (const { name, operation } of operations) {
      expect(operation.summary, name).toMatch(/^\S[^\n]+[^.]$/)
      expect(tags, name).toEqual(expect.arrayContaining(operation.tags))
      const statuses = Object.keys(operation.responses)
      expect(statuses.filter((status) => /^[2345]\d\d$/.test(status)).length, name).toBe(
        statuses.length - 1,
      )
      expect(statuses, name).toContain('default')
      for (const requirement of operation.security) {
        expect(document.components.securitySchemes, name).toMatchObject(
          Object.fromEntries(Object.keys(requirement).map((key) => [key, expect.anything()])),
        )
      }
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const parameters: Json[] = operation.parameters ?? []
      const declared = parameters.filter((parameter) => parameter.in === 'path')
      expect(declared.map((parameter) => parameter.name).sort(), name).toEqual(inPath.sort())
      for (const parameter of parameters) {
        expect(parameter, name).toMatchObject({
          name: expect.any(String),
          in: expect.stringMatching(/^(path|query|header)$/),
          required: parameter.in === 'path',
          schema: expect.anything(),
        })
      }
    }
  })

  it('refers to nothing that is not in it', async () => {
    const document = await readDocument()
    const refs = [...within(document)].flatMap((node) =>
      typeof node.$ref === 'string' ? [node.$ref] : [],
    )
    expect(refs.length).toBeGreaterThan(10)
    expect(refs.filter((ref) => resolve(document, ref) === undefined)).toEqual([])
  })

  it('describes a body wherever one is read, and only there', async () => {
    const document = await readDocument()
    const described = operationsOf(document)
      .filter(({ operation }) => 'requestBody' in operation)
      .map(({ name }) => name)
    const reading = [
      ...openRoutes.filter(({ body }) => body !== null).map((r) => `${r.method} ${r.path}`),
      ...routes
        .filter(({ bodies }) => Object.values(bodies).some((body) => body !== null))
        .map((r) => `${r.method} ${fullPath(r)}`),
    ].map((name) => name.replaceAll(/:(\w+)/g, '{$1}'))
    expect(described.sort()).toEqual(reading.sort())
  })

  it('[SV157] tells the events of each stream, and what is told when an answer is paid for', async () => {
    const document = await readDocument()
    const streaming = operationsOf(document).filter(({ operation }) =>
      JSON.stringify(operation.responses).includes('text/event-stream'),
    )
    const root = '/api/projects/{project}/conversations'
    expect(streaming.map(({ name }) => name).sort()).toEqual([`GET ${root}/events`, `POST ${root}`])
    for (const { name, operation } of streaming) {
      const { schema } = operation.responses[200].content['text/event-stream']
      const [...told] = within(resolve(document, schema.$ref))
      expect(JSON.stringify(told), name).toContain('"const":"conversation"')
    }
    expect(document.paths[root].post.responses[402].content).toHaveProperty(['application/json'])
  })

  it('tells the limits that the validation holds', async () => {
    const { components, paths } = await readDocument()
    const append = paths['/api/projects/{project}/conversations/{conversation}/append_message'].post
    const body = append.requestBody.content['application/json'].schema
    const [message, rating] = resolve({ components }, body.$ref).oneOf
    expect(message).toMatchObject({
      required: ['content'],
      properties: {
        content: { type: 'string', pattern: VISIBLE_CHARACTER, maxLength: expect.any(Number) },
      },
    })
    expect(rating.properties).toMatchObject({
      notice: { const: 'rating' },
      data: { properties: { score: { enum: [1, 2, 3, 4, 5] } } },
    })
  })
})
