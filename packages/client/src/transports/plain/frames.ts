/** The answer as it grows. The stream has no end mark: when it ends, the thread has the last word. */
import { type Clock, type Frame, parse, type ThreadId } from '@porchlight/protocol'
import { plainMessageSchema } from '@porchlight/protocol/plain'
import { readEvents } from '../../event-stream.ts'
import type { OpenStream } from '../../request.ts'
import { RUN } from './take-in.ts'

/** Frames of an answer are all of one that is being written; what came of it is read from its thread. */
export async function* readFrames(
  thread: ThreadId,
  stream: OpenStream,
  clock: Clock,
): AsyncGenerator<Frame> {
  for await (const { event, data } of readEvents(stream, clock)) {
    if (event !== 'message') continue
    const row = parse(plainMessageSchema, parseJson(data))
    if (!row.ok || row.value.type !== 'ai' || row.value.id === null) continue
    const { id, content } = row.value
    yield {
      // Nothing to resume from: whoever attaches anew is told all of it again.
      id: null,
      run: RUN,
      message: {
        id,
        thread,
        author: 'assistant',
        authorName: null,
        content,
        order: null,
        rev: 0,
        state: 'writing',
        incomplete: false,
        citations: [],
        createdAt: new Date(clock.now()).toISOString(),
      },
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
