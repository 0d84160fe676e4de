/**
 * Holds every event that somebody in the server's suite reads against what its stream declares,
 * while it is read: by whatever reader, and over sockets too.
 */
import type { Schema } from '@porchlight/protocol'
import { type DeclaredStream, mismatch } from './declared-answers.ts'

/**
 * The same stream, which breaks off before an event that is not declared. It takes nothing from the
 * server before its reader does.
 *
 * @param onUndeclared is told why, since a reader that has left is not
 */
export function checkedEvents(
  response: Response,
  declared: DeclaredStream,
  onUndeclared: (error: Error) => void,
): Response {
  const source = response.body?.getReader()
  if (source === undefined) return response
  const check = createFrameCheck(declared)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await source.read()
        if (done) return controller.close()
        try {
          check(value)
        } catch (cause) {
          if (cause instanceof Error) onUndeclared(cause)
          await source.cancel()
          throw cause
        }
        controller.enqueue(value)
      },
      cancel: (reason) => source.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, response)
}

/** @returns a function that takes the bytes of a stream as they come, and throws */
function createFrameCheck({ schema, name }: DeclaredStream): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder()
  let rest = ''
  return (bytes) => {
    const frames = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      const reason = reasonAgainst(frame, schema)
      if (reason !== null) throw new Error(`${name}: ${reason}: ${frame}`)
    }
  }
}

/** The published form: an id where there is a place to come back to, a name, one line of JSON. */
const FRAME = /^(?:id: [^\n]+\n)?event: ([^\n]+)\ndata: ([^\n]+)$/
const NO_EVENT = /^(?:retry: \d+\n)?: .*$/

function reasonAgainst(frame: string, schema: Schema<unknown>): string | null {
  if (NO_EVENT.test(frame)) return null
  const [, event, data] = FRAME.exec(frame) ?? []
  if (data === undefined) return 'a frame is not of the published form'
  const reason = mismatch(schema, { event, data: JSON.parse(data) })
  return reason === null ? null : `an event is not as declared: ${reason}`
}
