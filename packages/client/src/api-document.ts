/** What a server says of itself. */
import {
  type Clock,
  type OpenApiDocumentBody,
  openApiDocumentSchema,
  systemClock,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import { parseBody, send } from './request.ts'

export interface ApiDocumentOptions {
  readonly origin: string
  readonly fetch?: typeof fetch
  readonly clock?: Clock
  readonly signal?: AbortSignal
}

/** `GET /openapi.json`: every endpoint with what it takes and answers. Asks nobody who they are. */
export async function readApiDocument(
  options: ApiDocumentOptions,
): Promise<Result<OpenApiDocumentBody>> {
  const { origin, clock = systemClock, signal } = options
  const http = {
    origin,
    clock,
    fetch: options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init)),
  }
  const call = { method: 'GET', path: '/openapi.json', signal } as const
  const answer = await send(http, { call, accept: 'application/json', authorization: null })
  return answer.ok ? parseBody(answer.value, openApiDocumentSchema, call.path) : answer
}
