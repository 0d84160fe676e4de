import { needsConsent } from '../api/consent.ts'
import type { Host } from '../api/host.ts'

/** What keeps a core from storing anything. */
export interface Consent {
  /** Whether somebody waits for it. */
  isAwaited(): boolean
  /** Resolves once the visitor, or the site, has said yes. Rejects when the chat is taken away. */
  given(): Promise<void>
  /** The options are others than before. */
  update(): void
  destroy(): void
}

export function awaitConsent(host: Pick<Host, 'options' | 'read' | 'on'>): Consent {
  const waiting = new Set<{ go: () => void; giveUp: (why: Error) => void }>()

  function go(): void {
    for (const waiter of waiting) waiter.go()
    waiting.clear()
  }

  const undo = host.on('consent-changed', ({ consent }) => {
    if (consent === 'given') go()
  })

  return {
    isAwaited: () => waiting.size > 0,
    given: async () => {
      if (!needsConsent(host)) return
      await new Promise<void>((resolve, reject) => {
        waiting.add({ go: resolve, giveUp: reject })
      })
    },
    update() {
      if (!needsConsent(host)) go()
    },
    destroy() {
      undo()
      for (const waiter of waiting) waiter.giveUp(new Error('closed'))
    },
  }
}
