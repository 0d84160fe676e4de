/** Everything of the panel that an open conversation can do without. */
import { computed, type ReadonlySignal } from '@preact/signals'
import { type ComponentChildren, createElement } from 'preact'
import { moreEn } from '../i18n/more-en.ts'
import { overrideStrings } from '../i18n/override-strings.ts'
import type { MoreStrings } from '../i18n/strings.ts'
import type { PanelModel, Screen } from '../panel/panel-model.ts'
import { EraseQuestion } from './erase/EraseQuestion.tsx'
import { Footer } from './footer/Footer.tsx'
import { createFooterModel, type FooterModel } from './footer/footer-model.ts'
import { Menu } from './menu/Menu.tsx'
import { type Attach, createMenuKeys } from './menu/menu-keys.ts'
import moreCss from './more.css?inline'
import { ThreadList } from './threads/ThreadList.tsx'

/** What the panel draws of it. */
export interface More {
  readonly css: string
  /** In the header; null where the conversation has its own. */
  title(screen: Screen): string | null
  drawScreen(screen: Screen): ComponentChildren
  drawMenu(): ComponentChildren
  /** Between messages and composer. */
  drawFooter(): ComponentChildren
}

/** What its components draw from. */
export interface MoreModel {
  readonly panel: PanelModel
  readonly words: ReadonlySignal<MoreStrings>
  readonly footer: FooterModel
  readonly attachMenu: Attach
}

export function createMore(panel: PanelModel): More {
  const model: MoreModel = {
    panel,
    // A language file has them all; English is in two files.
    words: computed(() => overrideStrings(moreEn, { ...panel.strings, ...panel.options.strings })),
    footer: createFooterModel(panel),
    attachMenu: createMenuKeys(() => {
      panel.isMenuOpen.value = false
    }),
  }
  return {
    css: moreCss,
    title(screen) {
      if (screen === 'threads') return model.words.value.conversations
      return screen === 'erase' ? model.words.value.deleteData : null
    },
    drawScreen: (screen) =>
      createElement<{ readonly model: MoreModel }>(
        screen === 'threads' ? ThreadList : EraseQuestion,
        { model },
      ),
    drawMenu: () => createElement(Menu, { model }),
    drawFooter: () => createElement(Footer, { model }),
  }
}
