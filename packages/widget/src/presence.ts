/**
 * A file that a script tag's panel fetches after `more.ts`: who of the team is there. It stands alone,
 * and is lent the panel's own preact.
 */
import { borrow, type Kit } from './more/kit.ts'
import type { PanelModel } from './panel/panel-model.ts'
import type { PresencePart, ScreenLoan } from './panel/screens.ts'
import { createPresence } from './presence/create-presence.ts'

export function attach(kit: Kit, model: PanelModel, loan: ScreenLoan): PresencePart {
  borrow(kit)
  return createPresence(model, loan)
}
