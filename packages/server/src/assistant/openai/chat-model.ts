/** Asks a model over the SDK: bounded in time, size and repetitions, and counted. */
import type { Clock } from '@porchlight/protocol'
import OpenAI from 'openai'
import type { ModelObserver } from '../model-observer.ts'
import { pause } from '../pause.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { ModelFailure, toModelFailure } from './model-failure.ts'
import type { OpenAiSettings } from './openai-settings.ts'
import { outputLimit } from './output-limit.ts'
import { readChunk } from './read-chunk.ts'
import { createRetryBudget, retryDelay } from './retry-policy.ts'

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

export interface ChatModel {
  /**
   * The words of an answer as they come. Ends early, and quietly, when the signal is aborted; the
   * connection is closed at once then, and also when the caller reads no further.
   *
   * @throws ModelFailure; what was yielded until then is what was said
   */
  say(messages: readonly ChatMessage[], signal: AbortSignal): AsyncGenerator<string>
}

export interface ChatModelPorts {
  readonly settings: OpenAiSettings
  readonly clock: Clock
  /** From 0 to below 1. */
  readonly chance: () => number
  /** Asked for each time: it may come later than the model. */
  readonly observer: () => ModelObserver
}

export function createChatModel({ settings, clock, chance, observer }: ChatModelPorts): ChatModel {
  const { model, maxRetries, requestTimeoutMs } = settings
  const client = createClient(settings)
  const budget = createRetryBudget()

  async function* say(
    messages: readonly ChatMessage[],
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const endsAt = clock.elapsed() + requestTimeoutMs
    for (let retries = 0; !signal.aborted; retries++) {
      if (retries > 0) observer().modelRequestRepeated({ model })
      let hasSpoken = false
      try {
        for await (const text of askCounted(messages, endsAt - clock.elapsed(), signal)) {
          hasSpoken = true
          yield text
        }
        return
      } catch (cause) {
        // What was said cannot be unsaid, so from the first word on nothing is repeated.
        if (hasSpoken || !(cause instanceof ModelFailure)) throw cause
        const leftMs = endsAt - clock.elapsed()
        const delay = retryDelay(cause, { retries, maxRetries, leftMs, chance: chance() })
        if (delay === null || !budget.take()) throw cause
        await pause(delay, clock, signal)
      }
    }
  }

  /** One request, told of when it has ended, also by who reads no further. */
  async function* askCounted(
    messages: readonly ChatMessage[],
    timeoutMs: number,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    let outcome = 'stopped'
    try {
      yield* askOnce(messages, timeoutMs, signal)
      if (signal.aborted) return
      outcome = 'done'
      budget.earn()
    } catch (cause) {
      if (signal.aborted) return
      const failure = toModelFailure(cause, clock.now())
      outcome = failure.kind
      throw failure
    } finally {
      observer().modelRequestEnded({ model, outcome })
    }
  }

  async function* askOnce(
    messages: readonly ChatMessage[],
    timeoutMs: number,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const cut = new AbortController()
    const stop = (): void => cut.abort()
    signal.addEventListener('abort', stop)
    let isLate = false
    let stopTimer = waitFor(timeoutMs)
    function waitFor(ms: number): () => void {
      return clock.setTimeout(() => {
        isLate = true
        stop()
      }, ms)
    }
    let finish: string | null = null
    let isEmpty = true
    try {
      for await (const chunk of await open(messages, cut.signal)) {
        stopTimer()
        const read = readChunk(chunk)
        if (read.usage !== null) observer().modelTokensUsed({ model, ...read.usage })
        finish = read.finish ?? finish
        if (read.text !== '') {
          isEmpty &&= read.text.trim() === ''
          yield read.text
        }
        stopTimer = waitFor(settings.idleTimeoutMs)
      }
      // The SDK ends quietly what was aborted.
      if (isLate) throw new ModelFailure('timeout')
      if (!signal.aborted) checkEnd(finish, isEmpty)
    } catch (cause) {
      throw isLate ? new ModelFailure('timeout') : cause
    } finally {
      stopTimer()
      signal.removeEventListener('abort', stop)
      stop()
    }
  }

  async function open(
    messages: readonly ChatMessage[],
    signal: AbortSignal,
  ): Promise<AsyncIterable<unknown>> {
    const asked = client.chat.completions.create(
      {
        model,
        messages: messages.map((message) => ({ ...message })),
        stream: true,
        stream_options: { include_usage: true },
        ...outputLimit(settings),
      },
      { signal },
    )
    const { data, response } = await asked.withResponse()
    // A page of a proxy has no frames, and would pass for an answer without words.
    const type = response.headers.get('content-type') ?? ''
    if (!type.startsWith('text/event-stream')) throw new ModelFailure('malformed')
    return data
  }

  return { say }
}

/** A stream that was cut off may end like one that is complete; only the reason tells.  [SV194] */
function checkEnd(finish: string | null, isEmpty: boolean): void {
  if (finish === 'content_filter') throw new ModelFailure('filtered')
  if (finish === 'length') throw new ModelFailure('too_long')
  if (finish === null) throw new ModelFailure(isEmpty ? 'empty' : 'cut')
  if (isEmpty) throw new ModelFailure('empty')
}

/** Every option that the SDK would otherwise read from the environment is said. */
function createClient({ baseUrl, apiKey }: OpenAiSettings): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    // It would log frames and headers.
    logLevel: 'off',
    // Repetitions are counted and waited for here.
    maxRetries: 0,
    fetch: boundedFetch,
    ...(apiKey === null && { defaultHeaders: { Authorization: null } }),
  })
}
