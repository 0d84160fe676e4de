/** How long requests in flight may take after the wish to stop, in milliseconds. */
export const STOP_WITHIN_MS = 10_000

/**
 * Signals this close together are one wish: a terminal tells the whole process group, and whoever
 * started us tells us again. A later one means that someone is tired of waiting.
 */
const ECHO_MS = 1_000

/** Who tells that it is time to stop: `process`, or a test. */
export interface SignalSource {
  on(name: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

export interface UntilStoppedOptions {
  /** How long all of it may take before what is left is cut. */
  readonly withinMs?: number
  readonly signals?: SignalSource
}

/**
 * Waits for SIGINT or SIGTERM, then stops. From here on no signal ends the process by itself, so
 * that whatever is being written is written.
 *
 * @param stop is given what ends its patience: the time above, or a second, later signal
 */
export function untilStopped(
  stop: (deadline: AbortSignal) => Promise<void>,
  { withinMs = STOP_WITHIN_MS, signals = process }: UntilStoppedOptions = {},
): Promise<void> {
  const deadline = new AbortController()
  let stoppingSince: number | null = null

  return new Promise((resolve, reject) => {
    function onSignal(): void {
      if (stoppingSince !== null) {
        if (performance.now() - stoppingSince > ECHO_MS) deadline.abort()
        return
      }
      stoppingSince = performance.now()
      const timer = setTimeout(() => deadline.abort(), withinMs)
      stop(deadline.signal)
        .finally(() => clearTimeout(timer))
        .then(resolve, reject)
    }
    signals.on('SIGINT', onSignal)
    signals.on('SIGTERM', onSignal)
  })
}
