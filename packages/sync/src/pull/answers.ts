/**
 * Answers that are being written. They are shown in every tab and stored nowhere until they are
 * finished: a row per word would wear out the disk and say nothing new.
 */
import type { Frame, Message, Thread, ThreadId, Transport } from '@porchlight/protocol'
import { TransportError } from '@porchlight/protocol'
import type { Breaker } from '../push/connection.ts'
import type { Line } from '../push/line.ts'

export interface AnswersOptions {
  readonly transport: Transport
  readonly breaker: Breaker
  readonly line: Line
  /** A message of the stream that is finished. Resolves when it is stored. */
  readonly onPosted: (message: Message) => Promise<void>
  /** An answer has grown; null: there is none any more. */
  readonly onGrowing: (thread: ThreadId, message: Message | null) => void
  /** The stream ended without its last word: read the thread. */
  readonly onLost: (thread: ThreadId) => Promise<unknown>
  /** Something failed that never should, such as the store. */
  readonly onBroken: (error: unknown) => void
}

export interface Answers {
  /** Reads an answer that streams in the response to a message. */
  follow(thread: ThreadId, frames: AsyncIterable<Frame>): void
  /** Reads along when the thread has a run that nobody here reads yet. */
  watch(thread: Thread): void
  isReading(thread: ThreadId): boolean
  /** Resolves when nothing is read any more; abort the signal first. */
  ended(): Promise<void>
}

/** @returns the reader of this leader's answers */
export function createAnswers(options: AnswersOptions, signal: AbortSignal): Answers {
  const reading = new Map<ThreadId, { latest: Thread | null; done: Promise<void> }>()

  function read(thread: ThreadId, first: AsyncIterable<Frame> | null): void {
    const entry: { latest: Thread | null; done: Promise<void> } = {
      latest: null,
      done: Promise.resolve(),
    }
    reading.set(thread, entry)
    entry.done = readToTheEnd(options, { thread, first, signal })
      .catch((error: unknown) => {
        options.onBroken(error)
        return null
      })
      .then((last) => {
        reading.delete(thread)
        // The next run may have begun before this stream had ended.
        const { latest } = entry
        const isNext = latest !== null && latest.run !== (last?.run ?? null)
        if (last !== null && isNext && !signal.aborted) watch(latest)
      })
  }

  function watch(thread: Thread): void {
    const entry = reading.get(thread.id)
    if (entry !== undefined) entry.latest = thread
    else if (thread.run) read(thread.id, null)
  }

  return {
    follow(thread, frames) {
      if (!reading.has(thread)) read(thread, frames)
      // It is read already: a second connection for the same words is one too many.
      else void frames[Symbol.asyncIterator]().return?.(undefined)
    },
    watch,
    isReading: (thread) => reading.has(thread),
    async ended() {
      await Promise.all([...reading.values()].map((entry) => entry.done))
    },
  }
}

/**
 * Reads until the answer is finished, attaching anew as often as the connection breaks.
 * @returns the last frame, or null when there was none
 */
async function readToTheEnd(
  options: AnswersOptions,
  { thread, first, signal }: ReadRequest,
): Promise<Frame | null> {
  const { transport, breaker, line } = options
  let lineSignal = line.signal()
  let frames = first ?? transport.attach(thread, null, lineSignal)
  let last: Frame | null = null
  while (!signal.aborted) {
    try {
      for await (const frame of frames) {
        last = frame
        await show(options, frame)
      }
      if (last?.message.state === 'writing') await options.onLost(thread)
      break
    } catch (error) {
      if (signal.aborted) return last
      // What is there stays in sight, but nothing pretends that it is still being written.
      if (last) options.onGrowing(thread, { ...last.message, incomplete: true })
      if (!(error instanceof TransportError)) throw error
      if (isFinal(error)) break
      if (!lineSignal.aborted) breaker.failed()
      await breaker.ready(signal)
      lineSignal = line.signal()
      frames = transport.attach(thread, last?.id ?? null, lineSignal)
    }
  }
  if (!signal.aborted) options.onGrowing(thread, null)
  return last
}

interface ReadRequest {
  readonly thread: ThreadId
  readonly first: AsyncIterable<Frame> | null
  readonly signal: AbortSignal
}

async function show(options: AnswersOptions, { message }: Frame): Promise<void> {
  if (message.state === 'writing') {
    options.onGrowing(message.thread, message)
    return
  }
  await options.onPosted(message)
  if (message.author !== 'visitor') options.onGrowing(message.thread, null)
}

function isFinal({ failure }: TransportError): boolean {
  return failure.kind === 'gone' || (failure.kind === 'unauthorized' && failure.isFinal)
}
