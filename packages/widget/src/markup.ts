/**
 * A file that a script tag's panel fetches after itself. It stands alone, and is lent the panel's
 * own preact, as `more.ts` is.
 */
import { createMarkupParts } from './markup/markup-parts.ts'
import { borrow, type Kit } from './more/kit.ts'
import type { MarkupParts } from './panel/messages/markup-parts.ts'
import type { PanelModel } from './panel/panel-model.ts'

/** What draws messages with more than words in them. */
export function attach(kit: Kit, model: PanelModel): MarkupParts {
  borrow(kit)
  return createMarkupParts(model)
}
