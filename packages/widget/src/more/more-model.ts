/** What the components of this file draw from. */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { EraseResult } from '../api/chat.ts'
import { moreEn } from '../i18n/more-en.ts'
import { detailsKey } from '../loader/mark.ts'
import { writeTexts } from '../panel/kept-texts.ts'
import type { PanelModel } from '../panel/panel-model.ts'
import type { PresencePart, RestorePart, ScreenLoan } from '../panel/screens.ts'
import { createFooterModel, type FooterModel } from './footer/footer-model.ts'
import { type Attach, createMenuKeys } from './menu/menu-keys.ts'

export interface MoreModel extends ScreenLoan {
  readonly panel: PanelModel
  readonly footer: FooterModel
  /** A `ref` of the menu. */
  readonly attachMenu: Attach
  /** Tells the team how the visitor can be reached, and sends what has waited for that. */
  giveDetails(given: Readonly<Record<string, string>>): Promise<void>
  /** Deletes everything of the visitor, here and on the server. */
  erase(): Promise<void>
  /** The server did not answer, and nothing was deleted. */
  readonly isEraseRefused: Signal<boolean>
  /** The visitor agrees to being remembered. */
  giveConsent(): void
  /** The last address that was given does not look like one. */
  readonly emailProblem: Signal<boolean>
  /** Null until it was asked for and fetched. */
  readonly restore: ReadonlySignal<RestorePart | null>
  /** Null until it has come. */
  readonly presence: ReadonlySignal<PresencePart | null>
  readonly isRestoreMissing: ReadonlySignal<boolean>
  /** Goes to the screen that does it, with what a link has brought. */
  showRestore(token?: string): Promise<void>
  close(): void
}

export function createMoreModel(panel: PanelModel): MoreModel {
  const isEraseRefused = signal(false)
  const restore = signal<RestorePart | null>(null)
  const isRestoreMissing = signal(false)
  const presence = signal<PresencePart | null>(null)

  const words = computed(() => panel.translate(moreEn))

  const model: MoreModel = {
    panel,
    words,
    footer: createFooterModel(panel, words),
    attachMenu: createMenuKeys(() => {
      panel.isMenuOpen.value = false
    }),
    takeFocus(element) {
      if (panel.mayTakeFocus.value) element?.focus({ preventScroll: true })
    },
    async giveDetails(given) {
      panel.told.value = { ...panel.told.value, ...given }
      writeTexts(detailsKey(panel.options.token), given)
      panel.conversation.sync.value?.setTraits(given)
      panel.isAskingDetails.value = false
      await panel.submit()
    },
    isEraseRefused,
    async erase() {
      const result = (await panel.setup.call('eraseData')) as EraseResult | null
      isEraseRefused.value = result === null || result.kind === 'unreachable'
      if (!isEraseRefused.value) panel.show('conversation')
    },
    giveConsent() {
      panel.setup.consent.give()
      // What was waiting for it may have gone on by itself.
      if (panel.screen.value === 'consent') panel.show('conversation')
      panel.focusComposer()
    },
    emailProblem: signal(false),
    restore,
    presence,
    isRestoreMissing,
    async showRestore(token) {
      panel.show('restore')
      isRestoreMissing.value = false
      restore.value ??= await panel.setup.loadRestore(panel, model).catch(() => null)
      isRestoreMissing.value = restore.value === null
      restore.value?.begin(token)
    },
    close() {
      removeEventListener('hashchange', followLink)
      presence.value?.close()
    },
  }

  // A link is no use before the visitor has agreed to being remembered.
  const { link } = panel.setup
  function followLink(): void {
    const isAsking = panel.screen.value === 'consent'
    const { token } = link
    if (isAsking || token === undefined) return
    link.token = undefined
    void model.showRestore(token)
  }
  effect(followLink)
  // By then the launcher, which listens too and is older, has taken what there was to take.
  addEventListener('hashchange', followLink)

  let isAsked = false
  effect(() => {
    // One that could not be had is asked for again when something has changed.
    void panel.conversation.status.value
    if (isAsked) return
    isAsked = true
    panel.setup.loadPresence(panel, model).then(
      (part) => {
        presence.value = part
      },
      () => {
        isAsked = false
      },
    )
  })

  return model
}
