/** Answers that are one value of JSON. */
import { wholeResponse } from './whole-response.ts'

/** As `Response.json`, and written in one go. */
export function jsonResponse(
  value: unknown,
  { status = 200, headers }: ResponseInit = {},
): Response {
  const all = new Headers(headers)
  all.set('content-type', 'application/json')
  return wholeResponse(JSON.stringify(value), { status, headers: all })
}
