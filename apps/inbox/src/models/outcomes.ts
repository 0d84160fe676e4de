/** What became of the tickets that the assistant has answered lately. */
import type { ClientError, TicketsClient } from '@porchlight/client'
import type { AssistantOutcomes } from '@porchlight/protocol'
import { type ReadonlySignal, type Signal, signal } from '@preact/signals'

/** How far back one may look, in days. */
export type Span = 7 | 30

export type OutcomesState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready'; readonly bySpan: Readonly<Record<Span, AssistantOutcomes>> }
  | { readonly kind: 'failed'; readonly error: ClientError }

export interface Outcomes {
  readonly state: ReadonlySignal<OutcomesState>
  readonly span: Signal<Span>
  /** Counts them now. What was counted before stays until then. */
  read(): Promise<void>
  close(): void
}

/** Counts nothing before it is asked to. */
export function createOutcomes(client: Pick<TicketsClient, 'assistantOutcomes'>): Outcomes {
  const state = signal<OutcomesState>({ kind: 'reading' })
  let reading = new AbortController()
  return {
    state,
    span: signal(7),
    async read() {
      reading.abort()
      const mine = new AbortController()
      reading = mine
      const [week, month] = await Promise.all([
        client.assistantOutcomes(7, mine.signal),
        client.assistantOutcomes(30, mine.signal),
      ])
      if (mine.signal.aborted) return
      if (!week.ok) state.value = { kind: 'failed', error: week.error }
      else if (!month.ok) state.value = { kind: 'failed', error: month.error }
      else state.value = { kind: 'ready', bySpan: { 7: week.value, 30: month.value } }
    },
    close: () => reading.abort(),
  }
}
