/** From the text of an event to a value the rest of the client can trust. */
import { parse, type Schema } from '@porchlight/protocol'
import type { ServerSentEvent } from './event-stream.ts'

/**
 * Parses an event's data. Events of a kind we do not know, and data of a shape we do not know, are
 * null: later servers may say more than we understand, and a stream must survive that.
 */
export function parseEvent<T>(event: ServerSentEvent, schema: Schema<T>): T | null {
  const parsed = parse(schema, { event: event.event ?? 'message', data: parseData(event) })
  return parsed.ok ? parsed.value : null
}

function parseData(event: ServerSentEvent): unknown {
  try {
    return JSON.parse(event.data)
  } catch {
    return null
  }
}
