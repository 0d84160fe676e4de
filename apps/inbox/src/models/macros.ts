/** The saved replies of the team. */
import type { ClientError, MacrosClient, Result } from '@porchlight/client'
import type { Macro } from '@porchlight/protocol'
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals'

export type MacrosState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ClientError }

/** What is being done with one. */
export type MacroChange =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly error: ClientError }

/** One that is being written. */
export interface MacroDraft {
  /** Null for a new one. */
  readonly id: string | null
  readonly name: string
  readonly text: string
}

export interface Macros {
  readonly state: ReadonlySignal<MacrosState>
  /** By name. */
  readonly all: ReadonlySignal<readonly Macro[]>
  readonly change: ReadonlySignal<MacroChange>
  /** Whether they are being chosen from, above the reply. */
  readonly isOpen: Signal<boolean>
  /** Stays until it is saved or given up, wherever one goes meanwhile. */
  readonly draft: Signal<MacroDraft | null>
  reload(): Promise<void>
  /** Makes one, or for an id changes that one. @returns whether it was; else `change` says why */
  save(draft: MacroDraft): Promise<boolean>
  /** For the whole team. @returns whether it is gone */
  remove(id: string): Promise<boolean>
  /** Forgets what went wrong. */
  settle(): void
  close(): void
}

/** Macros in one page; a team with more has no use for a list. */
const MACROS_PAGE = 1_000

/** Reads them once; what others save shows when they are opened. */
export function createMacros(client: MacrosClient): Macros {
  const state = signal<MacrosState>({ kind: 'reading' })
  const all = signal<readonly Macro[]>([])
  const change = signal<MacroChange>({ kind: 'idle' })
  const closing = new AbortController()

  async function reload(): Promise<void> {
    state.value = { kind: 'reading' }
    const answer = await client.list({ limit: MACROS_PAGE, offset: 0 }, closing.signal)
    if (closing.signal.aborted) return
    batch(() => {
      if (answer.ok) all.value = [...answer.value.results].sort(byName)
      state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error }
    })
  }

  async function attempt<T>(send: () => Promise<Result<T>>): Promise<Result<T>> {
    change.value = { kind: 'sending' }
    const answer = await send()
    change.value = answer.ok ? { kind: 'idle' } : { kind: 'failed', error: answer.error }
    return answer
  }

  function put(id: string, macro: Macro | null): void {
    const others = all.peek().filter((other) => other.id !== id)
    all.value = macro === null ? others : [...others, macro].sort(byName)
  }

  void reload()
  return {
    state,
    all,
    change,
    isOpen: signal(false),
    draft: signal(null),
    reload,
    async save({ id, name, text }) {
      const macro = { name, text }
      const answer = await attempt(() =>
        id === null ? client.create(macro) : client.update(id, macro),
      )
      if (answer.ok) put(answer.value.id, answer.value)
      // Somebody has deleted it; what is written stays, and is saved as another one.
      else if (id !== null && isGone(answer.error)) put(id, null)
      return answer.ok
    },
    async remove(id) {
      const answer = await attempt(() => client.remove(id))
      if (!answer.ok && !isGone(answer.error)) return false
      batch(() => {
        put(id, null)
        change.value = { kind: 'idle' }
      })
      return true
    },
    settle() {
      if (change.peek().kind === 'failed') change.value = { kind: 'idle' }
    },
    close: () => closing.abort(),
  }
}

function isGone(error: ClientError): boolean {
  return error.kind === 'problem' && error.status === 404
}

function byName(a: Macro, b: Macro): number {
  return a.name.localeCompare(b.name)
}
