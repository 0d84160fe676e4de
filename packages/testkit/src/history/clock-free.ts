/**
 * I8, clock-free: no pause is longer than the core's own rules allow, whatever the wall clock says.
 * That a clock changes no order is seen by I3.
 */
import type { History } from './record.ts'
import { recordsOf } from './records-of.ts'
import type { Violation } from './violation.ts'

export function checkClockFree(history: History): Violation[] {
  return recordsOf(history, 'pauseEnded')
    .filter(({ allowedMs, tookMs }) => tookMs > allowedMs)
    .map(({ tab, allowedMs, tookMs }) => ({
      invariant: 'I8',
      what: `${tab} paused for ${tookMs} ms, where ${allowedMs} ms are the most`,
    }))
}
