/** Requests as an attacker writes them, byte by byte. */
import type { Answer, TestServer } from '../test-server.ts'

export const ORIGIN = 'http://chat.test'
export const ROOT = '/api/projects/1/conversations'

export interface Raw {
  readonly method?: string
  readonly access?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit
  readonly from?: string
}

/** A body without a type of its own is said to be JSON. */
export async function fetchRaw(
  { server }: Pick<TestServer, 'server'>,
  path: string,
  { method, access, headers, body, from }: Raw = {},
): Promise<Response> {
  const request = new Request(ORIGIN + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(access !== undefined && { authorization: `Bearer ${access}` }),
      ...headers,
    },
    ...(body !== undefined && { body }),
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  })
  return await server.fetch(request, from === undefined ? undefined : { remoteAddress: from })
}

export async function askRaw(
  server: Pick<TestServer, 'server'>,
  path: string,
  raw: Raw = {},
): Promise<Answer> {
  const response = await fetchRaw(server, path, raw)
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
