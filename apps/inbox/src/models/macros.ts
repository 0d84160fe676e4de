/** The saved replies of the team. */
import type { ClientError, MacrosClient, Result } from '@porchlight/client'
import type { Macro, UpdateMacroRequest } from '@porchlight/protocol'
import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { KeptMacro, MacroDraft } from './kept-macro.ts'

export type MacrosState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ClientError }

/** What is being done with one. */
export type MacroChange =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'sending'
      readonly what: 'save' | 'remove'
      readonly draft: MacroDraft | null
    }
  | {
      readonly kind: 'failed'
      readonly what: 'save' | 'remove'
      /** It is told where this is written, and nowhere else. */
      readonly draft: MacroDraft | null
      readonly error: ClientError
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
  /**
   * Makes one, or for an id changes that one, and ends the draft unless another is written by then.
   *
   * @returns whether it was; else `change` says why. Where somebody else has changed the same, the
   * draft has become a change of what they wrote.
   */
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
export function createMacros(client: MacrosClient, kept: KeptMacro): Macros {
  const state = signal<MacrosState>({ kind: 'reading' })
  const all = signal<readonly Macro[]>([])
  const change = signal<MacroChange>({ kind: 'idle' })
  const draft = signal(kept.read())
  /** Deleted by somebody else, as a save has found. */
  const gone = new Set<string>()
  const closing = new AbortController()
  /** How often the list was asked for. */
  let asked = 0

  async function reload(): Promise<void> {
    const mine = ++asked
    state.value = { kind: 'reading' }
    const answer = await client.list({ limit: MACROS_PAGE, offset: 0 }, closing.signal)
    if (closing.signal.aborted || mine !== asked) return
    batch(() => {
      if (answer.ok) all.value = [...answer.value.results].sort(byName)
      state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error }
    })
  }

  async function attempt<T>(
    what: 'save' | 'remove',
    from: MacroDraft | null,
    send: () => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const mine: MacroChange = { kind: 'sending', what, draft: from }
    change.value = mine
    const answer = await send()
    // Another one may be on its way by now, and is what is told.
    if (change.peek() === mine) {
      change.value = answer.ok
        ? { kind: 'idle' }
        : { kind: 'failed', what, draft: from, error: answer.error }
    }
    return answer
  }

  /** What is written stays; saved once more, it stands over what somebody else has written. */
  async function rebase(sent: MacroDraft, id: string): Promise<void> {
    const answer = await client.get(id, closing.signal)
    if (!answer.ok) return
    const was = answer.value
    const begunAnew = {
      ...sent,
      name: sent.name.trim() === sent.was?.name ? was.name : sent.name,
      text: sent.text === sent.was?.text ? was.text : sent.text,
      was,
    }
    const failed = change.peek()
    batch(() => {
      put(id, was)
      if (draft.peek() === sent) draft.value = begunAnew
      if (failed.kind === 'failed' && failed.draft === sent) {
        change.value = { ...failed, draft: begunAnew }
      }
    })
  }

  function put(id: string, macro: Macro | null): void {
    const others = all.peek().filter((other) => other.id !== id)
    all.value = macro === null ? others : [...others, macro].sort(byName)
    // A list that is under way may have been made before this.
    if (state.peek().kind === 'reading') void reload()
  }

  /** A list that has not come says of none that it is gone. */
  function isGone(id: string): boolean {
    if (gone.has(id)) return true
    return state.peek().kind === 'ready' && !all.peek().some((each) => each.id === id)
  }

  const stopKeeping = effect(() => kept.write(draft.value))
  void reload()
  return {
    state,
    all,
    change,
    isOpen: signal(false),
    draft,
    reload,
    async save(sent) {
      const macro = { name: sent.name.trim(), text: sent.text }
      const id = sent.id === null || isGone(sent.id) ? null : sent.id
      const answer = await attempt('save', sent, () =>
        id === null ? client.create(macro) : client.update(id, differenceOf(macro, sent.was)),
      )
      if (answer.ok) {
        put(answer.value.id, answer.value)
        if (draft.peek() === sent) draft.value = null
      }
      // Somebody has deleted it; what is written stays, and is saved as another one.
      else if (id !== null && isProblem(answer.error, 404)) {
        gone.add(id)
        put(id, null)
      } else if (id !== null && isProblem(answer.error, 409)) await rebase(sent, id)
      return answer.ok
    },
    async remove(id) {
      const answer = await attempt('remove', draft.peek(), () => client.remove(id))
      if (!answer.ok && !isProblem(answer.error, 404)) return false
      batch(() => {
        put(id, null)
        if (draft.peek()?.id === id) draft.value = null
        change.value = { kind: 'idle' }
      })
      return true
    },
    settle() {
      if (change.peek().kind === 'failed') change.value = { kind: 'idle' }
    },
    close() {
      stopKeeping()
      closing.abort()
    },
  }
}

/** What is written anew, and what it stood for: the other fields are whoever's they are. */
function differenceOf(
  { name, text }: Pick<Macro, 'name' | 'text'>,
  was: MacroDraft['was'],
): UpdateMacroRequest {
  if (was === null) return { name, text }
  const isRenamed = name !== was.name
  const isRewritten = text !== was.text
  return {
    ...(isRenamed && { name }),
    ...(isRewritten && { text }),
    was: { ...(isRenamed && { name: was.name }), ...(isRewritten && { text: was.text }) },
  }
}

function isProblem(error: ClientError, status: number): boolean {
  return error.kind === 'problem' && error.status === status
}

function byName(a: Macro, b: Macro): number {
  return a.name.localeCompare(b.name)
}
