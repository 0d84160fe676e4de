/** What the components of this file draw from. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { moreEn } from '../i18n/more-en.ts'
import { overrideStrings } from '../i18n/override-strings.ts'
import type { MoreStrings } from '../i18n/strings.ts'
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
  /** The last address that was given does not look like one. */
  readonly emailProblem: Signal<boolean>
}

export function createMoreModel(panel: PanelModel): MoreModel {
  return {
    panel,
    // A language file has them all; English is in two files.
    words: computed(() => overrideStrings(moreEn, { ...panel.strings, ...panel.options.strings })),
    footer: createFooterModel(panel),
    attachMenu: createMenuKeys(() => {
      panel.isMenuOpen.value = false
    }),
    takeFocus: (element) => element?.focus(),
    emailProblem: signal(false),
  }
}
