/** A way to sleep until something may have changed, without missing what changes meanwhile. */
import type { Topic, WakeUps } from './wake-ups.ts'

export interface Bell {
  /** Resolves at the next wake-up, at once when there was one since the last wait, or on abort. */
  wait(signal: AbortSignal): Promise<void>
  /** Rings for something that is in no table, such as a time. */
  ring(): void
  close(): void
}

/** Rings from now on: make it before the first look at the tables. */
export function createBell(wakeUps: WakeUps, topic: Topic): Bell {
  let hasRung = false
  let onRing = (): void => {}
  function ring(): void {
    hasRung = true
    onRing()
  }
  const unsubscribe = wakeUps.subscribe(topic, ring)
  return {
    ring,
    async wait(signal) {
      if (!hasRung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const wakeUp = (): void => {
            signal.removeEventListener('abort', wakeUp)
            resolve()
          }
          onRing = wakeUp
          signal.addEventListener('abort', wakeUp)
        })
      }
      hasRung = false
    },
    close: unsubscribe,
  }
}
