/**
 * Server-sent events from a `fetch` response, with a watchdog: a connection that has died without
 * a word shows itself by silence, since the server comments every 15 s.
 */
import { type Clock, KEEPALIVE_MS, TransportError } from '@porchlight/protocol'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import type { OpenStream } from './request.ts'

/** Silence after which a stream counts as dead: three comments missed. */
export const SILENCE_LIMIT_MS: number = 3 * KEEPALIVE_MS

/** A server that shuts down asks for seconds. Nobody stays away for longer than this on its word. */
export const RETRY_MAX_MS = 60_000

/** Longest event that is read, in characters: twice what the longest message can need. */
const EVENT_MAX_CHARACTERS = 1_000_000

/** One event; `id` is where to resume from. */
export type ServerSentEvent = Readonly<EventSourceMessage>

/**
 * Yields the events of a response, only those that arrived whole: an event cut in the middle is
 * not one. Ends when the server closes. Leaving the loop early ends the connection.
 *
 * @throws TransportError `offline` when the connection breaks, falls silent or sends an event without end, `throttled` when the
 * server has ended it and said after how long to come again
 */
export async function* readEvents(
  { response, release }: OpenStream,
  clock: Clock,
): AsyncGenerator<ServerSentEvent> {
  const arrived: ServerSentEvent[] = []
  let retryAfterMs: number | null = null
  let isEndless = false
  const parser = createParser({
    maxBufferSize: EVENT_MAX_CHARACTERS,
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') isEndless = true
    },
    onEvent: (event) => arrived.push(event),
    onRetry: (ms) => {
      retryAfterMs = Math.min(ms, RETRY_MAX_MS)
    },
  })
  const decoder = new TextDecoder()
  const reader = openReader(response)
  try {
    for (;;) {
      const chunk = await readChunk(reader, clock)
      if (chunk.done) {
        if (retryAfterMs !== null) throw new TransportError({ kind: 'throttled', retryAfterMs })
        return
      }
      parser.feed(decoder.decode(chunk.value, { stream: true }))
      yield* arrived.splice(0)
      if (isEndless) throw new TransportError({ kind: 'offline' }, 'an event without end')
    }
  } finally {
    // Rejects when the connection is already broken, which is what we wanted anyway.
    reader.cancel().catch(() => {})
    release()
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

function openReader(response: Response): Reader {
  if (response.body === null) throw new TypeError('no stream')
  return response.body.getReader()
}

async function readChunk(
  reader: Reader,
  clock: Clock,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  let stop = (): void => {}
  const silence = new Promise<never>((_, reject) => {
    stop = clock.setTimeout(() => reject(new Error('silent stream')), SILENCE_LIMIT_MS)
  })
  try {
    return await Promise.race([reader.read(), silence])
  } catch (cause) {
    // Whatever the engine calls it, a stream that breaks is a network that broke.
    throw new TransportError({ kind: 'offline' }, cause)
  } finally {
    stop()
  }
}
