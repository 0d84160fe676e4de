/** Requests and events of the chat, in plain words. */
import type { Connection } from './connection.ts'
import type { Asked, Outcome } from './cut-fetch.ts'

const REQUESTS: readonly (readonly [method: string, path: RegExp, words: string])[] = [
  ['POST', /\/session\/?$/, 'Ask the server for a session'],
  ['POST', /\/tickets\/$/, 'Open a ticket'],
  ['POST', /\/conversations\/$/, 'Send a message and listen for the answer'],
  ['POST', /\/append_message\/$/, 'Send a message'],
  ['POST', /\/queue\/$/, 'Hand a waiting message to the server’s queue'],
  ['PATCH', /\/queue\/[^/]+\/$/, 'Change a message in the server’s queue'],
  ['DELETE', /\/queue\/[^/]+\/$/, 'Take a message out of the server’s queue'],
  ['PATCH', /\/cancel\/$/, 'Stop the answer'],
  ['POST', /\/read\/$/, 'Tell what has been read'],
  ['GET', /\/events\/$/, 'Listen for news'],
  ['GET', /\/conversations\/$/, 'List the conversations'],
  ['GET', /\/conversations\/[^/]+\/$/, 'Read a conversation'],
]

// The same address sends a message or, without a text, goes on reading an answer.
const WITHOUT_TEXT = /"content":\s*null/

/** What a request is for. */
export function describeRequest({ method, path, body }: Asked): string {
  const known = REQUESTS.find(([verb, pattern]) => verb === method && pattern.test(path))
  if (known !== undefined && WITHOUT_TEXT.test(body)) return 'Read on in the answer'
  return known?.[2] ?? `${method} ${path}`
}

/** What became of it. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'answered':
      return `${describeStatus(outcome.status)}, ${outcome.status} after ${outcome.ms} ms`
    case 'cut':
      return outcome.connection === 'down' ? 'the server did not answer' : 'no connection'
    case 'aborted':
      return 'given up by the chat'
    case 'failed':
      return 'the browser could not reach the server'
  }
}

function describeStatus(status: number): string {
  if (status < 300) return 'done'
  if (status === 401) return 'the session has run out'
  if (status === 409) return 'not possible right now'
  if (status === 429) return 'too often, wait'
  return status < 500 ? 'refused' : 'the server failed'
}

/** What a choice on the strip means. */
export function describeConnection(connection: Connection): string {
  switch (connection) {
    case 'online':
      return 'You are online.'
    case 'slow':
      return 'Slow network: every request takes 1.5 seconds longer.'
    case 'offline':
      return 'You are offline. Write anyway: messages are kept on this device.'
    case 'down':
      return 'The server is down. Write anyway: messages are kept on this device.'
  }
}
