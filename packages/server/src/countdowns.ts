/**
 * Whether whoever holds something is dead. The end of a lease that another process wrote is never
 * compared with a clock of ours, which may be off by more than a lease: its holder is dead when the
 * lease has stayed the same for as long as a lease lasts, counted here.
 */
import type { Clock } from '@porchlight/protocol'

/** Something that is held, and until when its holder says to have it. */
export interface Lease<Id> {
  readonly id: Id
  readonly leaseUntil: number
}

export interface Countdowns<Id> {
  /** Whether this lease is over; begins to count when it was never seen, or has been renewed. */
  isOver(lease: Lease<Id>): boolean
  /** Forgets all that are not among these. */
  keep(ids: ReadonlySet<Id>): void
  /** Stops counting. */
  close(): void
}

interface Countdown {
  readonly leaseUntil: number
  readonly isOver: () => boolean
  readonly stop: () => void
}

/** @param onOver told when one has come to its end, so that somebody looks */
export function createCountdowns<Id>(
  clock: Clock,
  { leaseMs, onOver = () => {} }: { readonly leaseMs: number; readonly onOver?: () => void },
): Countdowns<Id> {
  const countdowns = new Map<Id, Countdown>()

  function begin(leaseUntil: number): Countdown {
    let isOver = false
    const stop = clock.setTimeout(() => {
      isOver = true
      onOver()
    }, leaseMs)
    return { leaseUntil, isOver: () => isOver, stop }
  }

  function forget(id: Id): void {
    countdowns.get(id)?.stop()
    countdowns.delete(id)
  }

  return {
    isOver({ id, leaseUntil }) {
      const known = countdowns.get(id)
      if (known?.leaseUntil === leaseUntil) return known.isOver()
      forget(id)
      countdowns.set(id, begin(leaseUntil))
      return false
    },
    keep(ids) {
      for (const id of countdowns.keys()) if (!ids.has(id)) forget(id)
    },
    close() {
      for (const id of countdowns.keys()) forget(id)
    },
  }
}
