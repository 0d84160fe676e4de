/** One run from its claim to its end: lets the assistant speak, and writes down what it says. */
import type { Clock } from '@porchlight/protocol'
import type { Assistant, AssistantStep, AssistantTurn } from '../assistant/assistant.ts'
import type { Log } from '../server-options.ts'
import type { Store } from '../store/store.ts'
import type { RunOutcome } from '../store/tables/runs.ts'
import { loadThread } from '../thread/thread.ts'
import { endRun, findActiveRun } from './end-run.ts'
import { type Claim, createRunWriter, type RunWriter, renewLease } from './run-writer.ts'

/** An answer that takes longer has hung. */
export const RUN_LIMIT_MS: number = 5 * 60_000

/** Why a run was stopped before its assistant had ended. */
export type StopReason = 'gone' | 'limit' | 'shut_down' | 'broken'

export interface RunPorts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly assistant: Assistant
  readonly runLeaseMs: number
}

export interface AnsweringRun {
  stop(reason: StopReason): void
  /** Resolves when the run is over. Never rejects. */
  readonly done: Promise<void>
}

/** Starts answering. */
export function runAnswer(
  ports: RunPorts,
  claim: Claim,
  history: readonly AssistantTurn[],
): AnsweringRun {
  const { store, clock, log } = ports
  const stopping = new AbortController()
  const stop = (reason: StopReason): void => stopping.abort(reason)
  const writer = createRunWriter({
    store,
    clock,
    claim,
    onBroken: (cause) => {
      if (cause !== 'taken over') log.error('run_frame_failed', { run: claim.run, cause })
      stop(cause === 'taken over' ? 'gone' : 'broken')
    },
  })

  async function speak(): Promise<{ outcome: RunOutcome; handOver: string | null }> {
    let handOver: string | null = null
    try {
      const steps = ports.assistant.answer(history, stopping.signal, claim)
      for await (const step of untilAborted(steps, stopping.signal)) {
        handOver = take(writer, step) ?? handOver
      }
    } catch (cause) {
      if (!stopping.signal.aborted) {
        log.error('assistant_failed', { run: claim.run, cause })
        return { outcome: 'failed', handOver: null }
      }
    }
    if (!stopping.signal.aborted) return { outcome: 'done', handOver }
    return { outcome: stopping.signal.reason === 'shut_down' ? 'lost' : 'failed', handOver: null }
  }

  async function answer(): Promise<void> {
    const stopClocks = watch(ports, claim, stop)
    const { outcome, handOver } = await speak()
    stopClocks()
    const written = await writer.finish()
    await store.write(async (tx) => {
      const thread = await loadThread(tx, claim.conversation)
      const run = await findActiveRun(tx, claim.run)
      if (thread === null || run?.epoch !== claim.epoch) return
      await endRun(tx, thread, run, { outcome, handOver, ...written })
    })
  }

  const done = answer().catch((cause) => log.error('run_end_failed', { run: claim.run, cause }))
  return { stop, done }
}

/**
 * An assistant is somebody else's code, or a model's output: a step that is none ends the run.
 *
 * @returns the reason of a hand-over, when the step is one
 * @throws TypeError
 */
function take(writer: RunWriter, step: AssistantStep): string | null {
  switch (step.kind) {
    case 'text':
      writer.add(textOf(step.text))
      return null
    case 'citation': {
      const { title, url } = step.citation
      writer.cite({ title: textOf(title), url: url === null ? null : textOf(url) })
      return null
    }
    case 'hand_over':
      return textOf(step.reason)
    default:
      throw new TypeError('a step of no known kind')
  }
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a step without its text')
  return value
}

/** Keeps the lease while the assistant thinks, and ends a run that takes too long. */
function watch(
  { store, clock, log, runLeaseMs }: RunPorts,
  claim: Claim,
  stop: AnsweringRun['stop'],
): () => void {
  let stopRenewing = (): void => {}
  const renew = (): void => {
    stopRenewing = clock.setTimeout(() => {
      store
        .write((tx) => renewLease(tx, claim))
        .then((isOurs) => {
          if (!isOurs) stop('gone')
        })
        .catch((cause) => log.error('lease_not_renewed', { run: claim.run, cause }))
      renew()
    }, runLeaseMs / 3)
  }
  renew()
  const stopLimit = clock.setTimeout(() => {
    log.error('run_took_too_long', { run: claim.run })
    stop('limit')
  }, RUN_LIMIT_MS)
  return () => {
    stopRenewing()
    stopLimit()
  }
}

/** The same steps, but an assistant that does not listen to its signal is left behind. */
async function* untilAborted<T>(steps: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = steps[Symbol.asyncIterator]()
  const aborted = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null)
    signal.addEventListener('abort', () => resolve(null), { once: true })
  })
  try {
    for (;;) {
      const next = iterator.next()
      const step = await Promise.race([next, aborted])
      if (step === null) {
        // Its late failure is nobody's business any more.
        next.catch(() => {})
        return
      }
      if (step.done === true) return
      yield step.value
    }
  } finally {
    iterator.return?.()?.catch(() => {})
  }
}
