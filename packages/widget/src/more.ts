/**
 * The file that a script tag's panel fetches after itself. It stands alone, and is lent the panel's
 * own preact: elements of a second copy would be numbered anew, and would not notice signals.
 */
import { borrow, type Kit } from './more/kit.ts'
import { createMore } from './more/more.ts'
import type { PanelModel } from './panel/panel-model.ts'
import type { MoreScreens } from './panel/screens.ts'

/** Everything beyond the conversation itself, for one panel. */
export function attach(kit: Kit, model: PanelModel): MoreScreens {
  borrow(kit)
  return createMore(model)
}
