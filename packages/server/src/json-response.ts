/** Answers that are one value of JSON. */
import { textResponse } from './text-response.ts'

/** As `Response.json`, and written in one go. */
export function jsonResponse(
  value: unknown,
  { status = 200, headers }: ResponseInit = {},
): Response {
  const text = JSON.stringify(value)
  const all = new Headers(headers)
  all.set('content-type', 'application/json')
  all.set('content-length', String(Buffer.byteLength(text)))
  return textResponse(text, { status, headers: all })
}
