/**
 * I4, single writer: two requests of one lane never overlap, and nothing is written under an epoch
 * that is over.
 */
import type { History, RequestBegan } from './record.ts'
import type { Violation } from './violation.ts'

export function checkSingleWriter(history: History): Violation[] {
  return [...overlaps(history), ...staleWrites(history)]
}

function overlaps(history: History): Violation[] {
  const answered = new Set(
    history.flatMap((record) =>
      record.kind === 'requestEnded' && record.how === 'answered' ? record.request : [],
    ),
  )
  const underWay = new Map<string, RequestBegan>()
  const violations: Violation[] = []
  for (const record of history) {
    if (record.kind === 'requestEnded') underWay.delete(record.request)
    if (record.kind !== 'requestBegan' || !answered.has(record.request)) continue
    for (const other of underWay.values()) {
      if (other.thread !== record.thread) continue
      violations.push({
        invariant: 'I4',
        what: `${record.request} began while ${other.request} of the same thread was under way`,
      })
    }
    underWay.set(record.request, record)
  }
  return violations
}

function staleWrites(history: History): Violation[] {
  let newest = 0
  const violations: Violation[] = []
  for (const record of history) {
    if (record.kind !== 'opMoved' || record.epoch === null) continue
    if (record.epoch < newest) {
      violations.push({
        invariant: 'I4',
        what: `${record.message} was moved to ${record.to} by epoch ${record.epoch} after epoch ${newest}`,
      })
    }
    newest = Math.max(newest, record.epoch)
  }
  return violations
}
