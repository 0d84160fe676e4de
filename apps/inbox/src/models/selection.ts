/** Which rows are chosen, for what is done to many tickets at once. */
import { BULK_MAX_TICKETS, type Ticket } from '@porchlight/protocol'
import { computed, type ReadonlySignal, signal } from '@preact/signals'

export interface Selection {
  /** In the order of the rows; without those that are not in the list any more. */
  readonly ids: ReadonlySignal<readonly string[]>
  /** Chooses a ticket, or takes it out; with a range also those between it and the last one. */
  toggle(id: string, isRange: boolean): void
  /** All rows, as many as can be changed at once. */
  all(): void
  clear(): void
}

/** One and the same, so that rows are not drawn anew for it. */
const NONE: readonly string[] = []

export function createSelection(rows: ReadonlySignal<readonly Ticket[]>): Selection {
  const chosen = signal<ReadonlySet<string>>(new Set())
  let last: string | null = null

  const ids = computed(() =>
    chosen.value.size === 0
      ? NONE
      : rows.value.map(({ id }) => id).filter((id) => chosen.value.has(id)),
  )

  function between(from: string, to: string): readonly string[] {
    const order = rows.peek().map(({ id }) => id)
    const [a, b] = [order.indexOf(from), order.indexOf(to)]
    return a === -1 || b === -1 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
  }

  return {
    ids,
    toggle(id, isRange) {
      const next = new Set(chosen.peek())
      const isIn = !next.has(id)
      const meant = isRange && last !== null ? between(last, id) : [id]
      for (const each of meant) {
        if (isIn) next.add(each)
        else next.delete(each)
      }
      last = id
      chosen.value = new Set([...next].slice(0, BULK_MAX_TICKETS))
    },
    all() {
      chosen.value = new Set(
        rows
          .peek()
          .slice(0, BULK_MAX_TICKETS)
          .map(({ id }) => id),
      )
    },
    clear() {
      last = null
      chosen.value = new Set()
    },
  }
}
