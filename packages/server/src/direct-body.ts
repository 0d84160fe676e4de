/**
 * Bodies that are written to the socket as they are. A `Response` holds its body as a web stream, and from
 * there to a socket each piece goes through several promises: for a small answer that is more work than to
 * find out what it says. So whoever makes a response may say how to write it, and the listener does;
 * everybody else reads the body as usual.
 */
import type { ServerResponse } from 'node:http'

/** Writes the body, whose head is on its way, and ends the response when the body does. */
export type WriteBody = (outgoing: ServerResponse) => void

const writers = new WeakMap<Response, WriteBody>()

/** @returns the same response */
export function withDirectBody(response: Response, write: WriteBody): Response {
  writers.set(response, write)
  return response
}

/**
 * Writes head and body, when the response says how.
 *
 * @returns false when it does not, and nothing was written
 */
export function writeDirectly(response: Response, outgoing: ServerResponse): boolean {
  const write = writers.get(response)
  if (write === undefined || outgoing.headersSent) return false
  // As a list: a name may be there twice.
  outgoing.writeHead(response.status, [...response.headers].flat())
  write(outgoing)
  return true
}
