/** What a person has left: looked at, handed over, erased. */
import type { ClientError, VisitorsClient } from '@porchlight/client'
import type { ErasedVisitors, VisitorExport, VisitorTarget } from '@porchlight/protocol'
import { batch, type ReadonlySignal, signal } from '@preact/signals'

export type PeopleState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking' }
  /** `text` as it was typed, which is typed once more before anything is erased. */
  | { readonly kind: 'found'; readonly text: string; readonly left: VisitorExport }
  | { readonly kind: 'erasing'; readonly text: string; readonly left: VisitorExport }
  | { readonly kind: 'erased'; readonly text: string; readonly gone: ErasedVisitors }

export interface People {
  readonly state: ReadonlySignal<PeopleState>
  readonly failure: ReadonlySignal<ClientError | null>
  /** @param text an address, or the number of a ticket */
  look(text: string): Promise<void>
  /** Only with the same text again. */
  erase(again: string): Promise<void>
  close(): void
}

export function createPeople(options: {
  readonly client: VisitorsClient
  readonly onFailed: (error: ClientError) => void
}): People {
  const { client, onFailed } = options
  const state = signal<PeopleState>({ kind: 'idle' })
  const failure = signal<ClientError | null>(null)
  const closing = new AbortController()

  function fail(error: ClientError, back: PeopleState): void {
    batch(() => {
      failure.value = error
      state.value = back
    })
    onFailed(error)
  }

  return {
    state,
    failure,
    async look(typed) {
      const text = typed.trim()
      batch(() => {
        failure.value = null
        state.value = { kind: 'looking' }
      })
      const answer = await client.export(targetOf(text), closing.signal)
      if (closing.signal.aborted) return
      if (answer.ok) state.value = { kind: 'found', text, left: answer.value }
      else fail(answer.error, { kind: 'idle' })
    },
    async erase(again) {
      const found = state.peek()
      if (found.kind !== 'found' || again.trim() !== found.text) return
      const { text, left } = found
      batch(() => {
        failure.value = null
        state.value = { kind: 'erasing', text, left }
      })
      const answer = await client.erase(targetOf(text))
      if (answer.ok) state.value = { kind: 'erased', text, gone: answer.value }
      else fail(answer.error, found)
    },
    close: () => closing.abort(),
  }
}

/** A number, also as `#12`, is that of a ticket. */
export function targetOf(text: string): VisitorTarget {
  const digits = /^#?(\d{1,9})$/.exec(text)?.[1]
  return digits === undefined ? { email: text } : { ticket_number: Number(digits) }
}
