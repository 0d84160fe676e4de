/** Answers that are one value of JSON. */
import { withDirectBody } from './direct-body.ts'

/** As `Response.json`, and written in one go. */
export function jsonResponse(
  value: unknown,
  { status = 200, headers }: ResponseInit = {},
): Response {
  const text = JSON.stringify(value)
  const all = new Headers(headers)
  all.set('content-type', 'application/json')
  all.set('content-length', String(Buffer.byteLength(text)))
  return withDirectBody(new Response(text, { status, headers: all }), (outgoing) => {
    outgoing.end(text)
  })
}
