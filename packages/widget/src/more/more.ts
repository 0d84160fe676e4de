/** Everything of the panel that an open conversation can do without. */
import { createElement, type FunctionComponent } from 'preact'
import type { PanelModel } from '../panel/panel-model.ts'
import type { MoreScreens, Screen } from '../panel/screens.ts'
import { ConsentQuestion } from './consent/ConsentQuestion.tsx'
import { DetailsForm } from './details/DetailsForm.tsx'
import { EraseQuestion } from './erase/EraseQuestion.tsx'
import { Footer } from './footer/Footer.tsx'
import { Menu } from './menu/Menu.tsx'
import moreCss from './more.css?inline'
import { createMoreModel, type MoreModel } from './more-model.ts'
import { Restore } from './restore/Restore.tsx'
import { ThreadList } from './threads/ThreadList.tsx'

export function createMore(panel: PanelModel): MoreScreens {
  const model = createMoreModel(panel)
  return {
    css: moreCss,
    title(screen) {
      if (screen === 'threads') return model.words.value.conversations
      if (screen === 'restore') return model.words.value.restore
      return screen === 'erase' ? model.words.value.deleteData : null
    },
    presence: () => model.presence.value?.draw(),
    writing: () => model.presence.value?.writing.value,
    close: model.close,
    drawScreen: (screen) => {
      const Screen = SCREENS[screen]
      return Screen && createElement(Screen, { model })
    },
    drawMenu: () => createElement(Menu, { model }),
    drawFooter: () =>
      createElement<{ readonly model: MoreModel }>(
        panel.isAskingDetails.value ? DetailsForm : Footer,
        { model },
      ),
  }
}

type Drawn = FunctionComponent<{ readonly model: MoreModel }>

const SCREENS: Partial<Record<Screen, Drawn>> = {
  threads: ThreadList,
  erase: EraseQuestion,
  consent: ConsentQuestion,
  restore: Restore,
}
