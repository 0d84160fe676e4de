/** Work that comes again and again, and never twice at a time. */
import type { Clock } from '@porchlight/protocol'

export interface Repetition {
  /** No further times; resolves when the one under way has ended. */
  stop(): Promise<void>
}

/** @param work begins for the first time after `everyMs`; it must not reject */
export function repeat(
  work: () => Promise<void>,
  { clock, everyMs }: { clock: Clock; everyMs: number },
): Repetition {
  let underWay: Promise<void> = Promise.resolve()
  let stopTimer = (): void => {}
  function later(): void {
    stopTimer = clock.setTimeout(() => {
      underWay = underWay.then(work)
      later()
    }, everyMs)
  }
  later()
  return {
    async stop() {
      stopTimer()
      await underWay
    },
  }
}
