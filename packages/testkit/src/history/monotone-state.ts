/**
 * I7, monotone state: no op goes backwards, except from a sure refusal or with a proof that it is
 * safe; and what a person saw as sent stays sent.
 */
import type { History, OpPlace, ShownMessage } from './record.ts'
import type { Violation } from './violation.ts'

/**
 * From where to where an op may move. `sending` → `waiting` is a sure refusal that is no failure (a
 * full queue, a pause). `held` → `unknown`: the server's store is an older one.
 */
const MOVES: Readonly<Record<OpPlace, readonly OpPlace[]>> = {
  waiting: ['sending', 'settled', 'dead', 'cancelled'],
  sending: ['sending', 'waiting', 'unknown', 'held', 'settled', 'dead', 'cancelled'],
  unknown: ['sending', 'waiting', 'held', 'settled', 'dead', 'cancelled'],
  held: ['unknown', 'settled', 'dead', 'cancelled'],
  settled: [],
  dead: [],
  cancelled: [],
}

export function checkMonotoneState(history: History): Violation[] {
  return [...backwardMoves(history), ...unsent(history)]
}

function backwardMoves(history: History): Violation[] {
  const places = new Map<string, OpPlace>()
  return history.flatMap((record) => {
    if (record.kind === 'retried') places.set(record.as, 'waiting')
    if (record.kind !== 'opMoved') return []
    const { message, to, proof } = record
    const from = places.get(message) ?? 'waiting'
    places.set(message, to)
    // A repetition of the same news, by another way.
    if (from === to && from !== 'sending') return []
    if (!MOVES[from].includes(to)) return [violation(`${message} went from ${from} to ${to}`)]
    const isAgain = from === 'unknown' && (to === 'waiting' || to === 'sending')
    return isAgain && proof === undefined
      ? [violation(`${message} went from unknown to ${to} without a proof`)]
      : []
  })
}

function unsent(history: History): Violation[] {
  const seen = new Map<string, ShownMessage['delivery']>()
  return history.flatMap((record) => {
    if (record.kind === 'retried') forget(seen, record.as)
    if (record.kind !== 'shown') return []
    return record.messages.flatMap(({ id, text, delivery }) => {
      const key = `${id} ${record.tab}`
      const before = seen.get(key) ?? null
      seen.set(key, delivery)
      return isBackward(before, delivery)
        ? [violation(`${record.tab} showed "${text}" as ${before}, then as ${delivery}`)]
        : []
    })
  })
}

function forget(seen: Map<string, unknown>, message: string): void {
  for (const key of seen.keys()) if (key.startsWith(`${message} `)) seen.delete(key)
}

function isBackward(from: ShownMessage['delivery'], to: ShownMessage['delivery']): boolean {
  if (from === 'sent') return to !== 'sent' && to !== 'read'
  if (from === 'read' || from === 'failed') return to !== from
  return false
}

function violation(what: string): Violation {
  return { invariant: 'I7', what }
}
