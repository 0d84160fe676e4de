/** The time as the screen tells it: moves on twice a minute, so that "2 min" becomes "3 min". */
import type { Clock } from '@porchlight/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'

export interface Now {
  /** Milliseconds since 1970. */
  readonly ms: ReadonlySignal<number>
  close(): void
}

const STEP_MS = 30_000

export function createNow(clock: Clock): Now {
  const ms = signal(clock.now())
  let stop = clock.setTimeout(step, STEP_MS)

  function step(): void {
    ms.value = clock.now()
    stop = clock.setTimeout(step, STEP_MS)
  }

  return { ms, close: () => stop() }
}
