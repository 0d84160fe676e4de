/** Everything of the panel that an open conversation can do without. */
import { createElement } from 'preact'
import type { PanelModel } from '../panel/panel-model.ts'
import type { MoreScreens } from '../panel/screens.ts'
import { DetailsForm } from './details/DetailsForm.tsx'
import { EraseQuestion } from './erase/EraseQuestion.tsx'
import { Footer } from './footer/Footer.tsx'
import { Menu } from './menu/Menu.tsx'
import moreCss from './more.css?inline'
import { createMoreModel, type MoreModel } from './more-model.ts'
import { describePresence } from './presence/describe-presence.ts'
import { ThreadList } from './threads/ThreadList.tsx'

export function createMore(panel: PanelModel): MoreScreens {
  const model = createMoreModel(panel)
  return {
    css: moreCss,
    title(screen) {
      if (screen === 'threads') return model.words.value.conversations
      return screen === 'erase' ? model.words.value.deleteData : null
    },
    presence: () => describePresence(model),
    drawScreen: (screen) =>
      createElement<{ readonly model: MoreModel }>(
        screen === 'threads' ? ThreadList : EraseQuestion,
        { model },
      ),
    drawMenu: () => createElement(Menu, { model }),
    drawFooter: () =>
      createElement<{ readonly model: MoreModel }>(
        panel.isAskingDetails.value ? DetailsForm : Footer,
        { model },
      ),
  }
}
