/** The one judge of all runs: holds a history against the invariants of the outbox. */
import { type Bounds, checkBounded } from './bounded.ts'
import { checkClockFree } from './clock-free.ts'
import { checkHonestChanges } from './honest-changes.ts'
import { checkMonotoneState } from './monotone-state.ts'
import { checkNoLoss } from './no-loss.ts'
import { checkNoSilentDouble } from './no-silent-double.ts'
import { checkOrder } from './order.ts'
import { checkPrivate } from './private.ts'
import type { History } from './record.ts'
import { checkSingleWriter } from './single-writer.ts'
import { checkTruthfulView } from './truthful-view.ts'
import type { Violation } from './violation.ts'

/**
 * @returns every breach of I1 to I10, in the order of their numbers; empty when all hold. What a
 *   history does not tell of is not judged, with one exception: messages that are owed need a
 *   history that came to rest.
 */
export function checkHistory(history: History, bounds?: Bounds): Violation[] {
  return [
    ...checkNoLoss(history),
    ...checkNoSilentDouble(history),
    ...checkOrder(history),
    ...checkSingleWriter(history),
    ...checkTruthfulView(history),
    ...checkHonestChanges(history),
    ...checkMonotoneState(history),
    ...checkClockFree(history),
    ...checkBounded(history, bounds),
    ...checkPrivate(history),
  ]
}
