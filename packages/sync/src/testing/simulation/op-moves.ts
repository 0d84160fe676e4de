/** Reads from the rows before and after a transaction what it has done: for histories, and as a name. */
import type { HistoryRecord, OpMoved, OpPlace } from '@porchlight/testkit/history'
import type { OpRow } from '../../store/rows.ts'
import type { Change, Rows } from './disk.ts'

/** Why a server may be asked again: it keeps ids, or it was looked at. */
export type Proof = NonNullable<OpMoved['proof']>

/** @returns what became of each message in a transaction, in the order of the ops */
export function movesOf({ tab, before, after }: Change, proof: Proof): HistoryRecord[] {
  const then = byId(sends(before))
  const now = byId(sends(after))
  const records: HistoryRecord[] = []
  const fresh = [...now.values()].filter(({ id }) => !then.has(id))
  for (const op of then.values()) {
    const next = now.get(op.id)
    const to = next === undefined ? endOf(op, after) : moveOf(op, next)
    if (to === null) continue
    records.push({
      kind: 'opMoved',
      message: op.id,
      thread: op.thread,
      to,
      epoch: to === 'sending' && next !== undefined ? next.epoch : null,
      ...(op.state === 'unknown' && to === 'sending' && { proof }),
    })
  }
  for (const row of before.messages) {
    if (row.failed === null || after.messages.some(({ id }) => id === row.id)) continue
    const [again] = fresh
    if (again === undefined) records.push(...changed(row.id, { text: null, tab: tab.name }))
    else {
      records.push({ kind: 'retried', message: row.id, as: again.id })
      // It may have been changed after it was written, and goes on as it is now.
      records.push(...changed(again.id, { text: row.content, tab: tab.name }))
    }
  }
  return records
}

/** @returns the step of a message's life that a transaction takes, in one word or two */
export function nameOf(change: Change): string {
  const { before, after } = change
  const then = new Set(before.ops.map(({ n }) => n))
  const names = new Set<string>()
  for (const op of before.ops) {
    const next = after.ops.find(({ n }) => n === op.n)
    if (next === undefined) names.add(op.kind === 'open' ? 'opened' : 'settled')
    else if (next.state !== op.state || next.attempt !== op.attempt) names.add(NAMES[next.state])
  }
  if (after.ops.some(({ n }) => !then.has(n))) names.add('stored')
  if (after.epoch !== before.epoch) names.add('epoch')
  return [...names].join('+') || 'a row'
}

const NAMES = {
  sending: 'claimed',
  unknown: 'parked',
  held: 'held',
  waiting: 'put back',
} as const satisfies Record<OpRow['state'], string>

function sends({ ops }: Rows): OpRow[] {
  return ops.filter(({ kind }) => kind === 'send')
}

function byId(ops: readonly OpRow[]): Map<string, OpRow> {
  return new Map(ops.map((op) => [op.id, op]))
}

function moveOf(before: OpRow, after: OpRow): OpPlace | null {
  const isSame = before.state === after.state && before.attempt === after.attempt
  return isSame ? null : after.state
}

function endOf({ id }: OpRow, { messages }: Rows): OpPlace {
  const row = messages.find((message) => message.id === id)
  if (row === undefined) return 'cancelled'
  return row.failed === null ? 'settled' : 'dead'
}

/** What a visitor has done to a failed message. @param to.text null: it was put away */
function changed(
  message: string,
  { text, tab }: { text: string | null; tab: string },
): HistoryRecord[] {
  const call = `${text === null ? 'putting away' : 'going on with'} ${message}`
  return [
    { kind: 'changeCalled', call, tab, message, text },
    { kind: 'changeAnswered', call, answer: 'done' },
  ]
}
