/**
 * A file that a script tag's panel fetches when somebody looks for earlier conversations. It stands
 * alone, and is lent the panel's own preact, as `more.ts` is.
 */
import { borrow, type Kit } from './more/kit.ts'
import type { PanelModel } from './panel/panel-model.ts'
import type { RestorePart, ScreenLoan } from './panel/screens.ts'
import { createRestore } from './restore/create-restore.ts'

export function attach(kit: Kit, model: PanelModel, loan: ScreenLoan): RestorePart {
  borrow(kit)
  return createRestore(model, loan)
}
