import { createElement } from 'preact'
import type { PanelModel } from '../panel/panel-model.ts'
import type { RestorePart, ScreenLoan } from '../panel/screens.ts'
import { RestoreScreen } from './RestoreScreen.tsx'
import { createRestoreModel } from './restore-model.ts'

/** The screen that brings conversations here from another browser. */
export function createRestore(panel: PanelModel, loan: ScreenLoan): RestorePart {
  const model = createRestoreModel(panel, loan)
  return {
    begin(token) {
      if (token === undefined) model.begin()
      else void model.open(token)
    },
    draw: () => createElement(RestoreScreen, { model }),
  }
}
