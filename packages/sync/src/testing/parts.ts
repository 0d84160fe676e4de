import * as actions from '../actions/actions.ts'
import { startLeadership } from '../leadership.ts'
import type { Parts } from '../parts.ts'

/** All parts at hand, so that a test need not wait for a file. */
export const PARTS: Parts = {
  leading: async () => ({ startLeadership }),
  actions: async () => actions,
}
