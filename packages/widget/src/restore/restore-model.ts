/** From an address to a link, and from a link to the conversations it leads to. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { RestoreBy, RestoreFailure, RestoreResult } from '../api/restore.ts'
import { restoreEn } from '../i18n/restore-en.ts'
import type { RestoreStrings } from '../i18n/strings.ts'
import type { PanelModel } from '../panel/panel-model.ts'
import type { ScreenLoan } from '../panel/screens.ts'

/**
 * `form`: asks for an address. `asked`: a link may be on its way there. `opening`: a link was opened.
 * `unused`: it could not be used so far. `restored`: it was.
 */
export type RestoreState =
  | { readonly kind: 'form'; readonly problem: RestoreFailure | null }
  | { readonly kind: 'asked'; readonly email: string }
  | { readonly kind: 'opening' }
  | { readonly kind: 'unused'; readonly problem: 'unreachable' | 'too_many' }
  | { readonly kind: 'restored'; readonly count: number }

export interface RestoreModel {
  readonly panel: PanelModel
  readonly loan: ScreenLoan
  readonly words: ReadonlySignal<RestoreStrings>
  readonly state: Signal<RestoreState>
  /** A link is being asked for. */
  readonly isBusy: Signal<boolean>
  /** Asks for an address. What was begun before is nobody's any more. */
  begin(): void
  requestLink(email: string): Promise<void>
  /** Uses the link whose token this is; without one, the last again. */
  open(token?: string): Promise<void>
}

export function createRestoreModel(panel: PanelModel, loan: ScreenLoan): RestoreModel {
  const state = signal<RestoreState>({ kind: 'form', problem: null })
  const isBusy = signal(false)
  let link = ''
  let isInDoubt = false
  let last: RestoreBy | null = null

  /** @returns null where something else was begun meanwhile, by whoever is here by then */
  async function restore(by: RestoreBy): Promise<RestoreResult | null> {
    last = by
    const result = (await panel.setup.call('restore', by)) as RestoreResult | null
    // Without a core there is no way to the server either.
    return last === by ? (result ?? { kind: 'unreachable' }) : null
  }

  function show(result: RestoreResult, email: string): RestoreState {
    if (result.kind === 'restored') return { kind: 'restored', count: result.threads.length }
    if (result.kind === 'asked') return { kind: 'asked', email }
    return { kind: 'form', problem: result.kind }
  }

  return {
    panel,
    loan,
    words: computed(() => panel.translate(restoreEn)),
    state,
    isBusy,
    begin() {
      last = null
      isBusy.value = false
      state.value = { kind: 'form', problem: null }
    },
    async requestLink(email) {
      isBusy.value = true
      const result = await restore({ email })
      if (result === null) return
      state.value = show(result, email)
      isBusy.value = false
    },
    async open(token = link) {
      isBusy.value = false
      isInDoubt &&= token === link
      link = token
      state.value = { kind: 'opening' }
      const result = await restore({ token })
      if (result === null) return
      if (result.kind === 'unreachable' || result.kind === 'too_many') {
        isInDoubt ||= result.kind === 'unreachable'
        state.value = { kind: 'unused', problem: result.kind }
      } else if (result.kind === 'used' && isInDoubt) {
        // The answer to an earlier try was lost; it was us who used it.
        state.value = { kind: 'restored', count: panel.conversation.threads.value.length }
      } else state.value = show(result, '')
    },
  }
}
