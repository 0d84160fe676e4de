/** How eagerly somebody waits for news in this tab. Servers that have to be asked are asked by it. */
import type { Attention, AttentionLevel, Clock } from '@porchlight/protocol'
import type { PageSignals } from './ports.ts'

/** Somebody who has done nothing for so long does not wait any more. */
const RECENT_MS = 5 * 60_000

export interface TabAttention extends Attention {
  /** The chat has come into sight, or gone out of it. */
  show(isShown: boolean): void
  /** The visitor has done something. */
  touch(): void
  close(): void
}

/** @returns the attention of this tab: idle at first */
export function createAttention({
  page,
  clock,
}: {
  page: PageSignals
  clock: Clock
}): TabAttention {
  const listeners = new Set<() => void>()
  let isShown = false
  let isRecent = false
  let stopTimer = (): void => {}
  let told = levelNow()

  function levelNow(): AttentionLevel {
    if (!page.isVisible()) return 'hidden'
    return isShown && isRecent ? 'watching' : 'idle'
  }

  function update(): void {
    const level = levelNow()
    if (level === told) return
    told = level
    for (const listener of [...listeners]) listener()
  }

  function touch(): void {
    isRecent = true
    stopTimer()
    stopTimer = clock.setTimeout(() => {
      isRecent = false
      update()
    }, RECENT_MS)
    update()
  }

  const unlisten = page.listen(update)

  return {
    level: levelNow,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    show(next) {
      isShown = next
      touch()
    },
    touch,
    close() {
      stopTimer()
      unlisten()
      listeners.clear()
    },
  }
}
