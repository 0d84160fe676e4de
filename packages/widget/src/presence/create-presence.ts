import type { PanelModel } from '../panel/panel-model.ts'
import type { PresencePart, ScreenLoan } from '../panel/screens.ts'
import { createActivityModel } from './activity-model.ts'
import { describePresence } from './describe-presence.ts'

/** Who of the team is there: as the server tells, or else as the site's hours do. */
export function createPresence(panel: PanelModel, { words }: ScreenLoan): PresencePart {
  const { state, writing, close } = createActivityModel(panel, words)
  return {
    draw: () => describePresence({ panel, words, isTeamHere: state.value?.isTeamHere === true }),
    writing,
    close,
  }
}
