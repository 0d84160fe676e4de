/** What the components of this file draw from. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { moreEn } from '../i18n/more-en.ts'
import { overrideStrings } from '../i18n/override-strings.ts'
import type { MoreStrings } from '../i18n/strings.ts'
import { detailsKey } from '../loader/mark.ts'
import { writeTexts } from '../panel/kept-texts.ts'
import type { PanelModel } from '../panel/panel-model.ts'
import { createFooterModel, type FooterModel } from './footer/footer-model.ts'
import { type Attach, createMenuKeys } from './menu/menu-keys.ts'

export interface MoreModel {
  readonly panel: PanelModel
  readonly words: ReadonlySignal<MoreStrings>
  readonly footer: FooterModel
  /** A `ref` of the menu. */
  readonly attachMenu: Attach
  /** A `ref` of what is to have the focus when it is drawn. */
  readonly takeFocus: (element: HTMLElement | null) => void
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
}

export function createMoreModel(panel: PanelModel): MoreModel {
  const isEraseRefused = signal(false)

  return {
    panel,
    // A language file has them all; English is in two files.
    words: computed(() => overrideStrings(moreEn, { ...panel.strings, ...panel.options.strings })),
    footer: createFooterModel(panel),
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
      isEraseRefused.value = !(await panel.setup.onErase())
      if (!isEraseRefused.value) panel.show('conversation')
    },
    giveConsent() {
      panel.setup.consent.give()
      panel.show('conversation')
      panel.focusComposer()
    },
    emailProblem: signal(false),
  }
}
