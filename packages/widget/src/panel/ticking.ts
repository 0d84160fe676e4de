/** The time, for what is said of it: it moves by the minute, and only while somebody may look. */
import { effect, type ReadonlySignal, signal } from '@preact/signals'

const MINUTE_MS = 60_000

/** @returns milliseconds since 1970, and the undo */
export function createTicking(isOpen: ReadonlySignal<boolean>): {
  readonly nowMs: ReadonlySignal<number>
  stop(): void
} {
  const nowMs = signal(Date.now())
  const stop = effect(() => {
    if (!isOpen.value) return
    nowMs.value = Date.now()
    const timer = setInterval(() => {
      nowMs.value = Date.now()
    }, MINUTE_MS)
    return () => clearInterval(timer)
  })
  return { nowMs, stop }
}
