import { createElement } from 'preact'
import type { MoreModel, RestorePart } from '../more/more-model.ts'
import { RestoreScreen } from './RestoreScreen.tsx'
import { createRestoreModel } from './restore-model.ts'

/** The screen that brings conversations here from another browser. */
export function createRestore(more: MoreModel): RestorePart {
  const model = createRestoreModel(more)
  return {
    begin(token) {
      if (token === undefined) model.state.value = { kind: 'form', problem: null }
      else void model.open(token)
    },
    draw: () => createElement(RestoreScreen, { model }),
  }
}
