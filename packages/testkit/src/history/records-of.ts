/** Picks records of one kind. */
import type { History, HistoryRecord } from './record.ts'

export type RecordOf<K extends HistoryRecord['kind']> = Extract<HistoryRecord, { kind: K }>

/** The records of one kind, in order. */
export function recordsOf<K extends HistoryRecord['kind']>(
  history: History,
  kind: K,
): RecordOf<K>[] {
  return history.filter((record): record is RecordOf<K> => record.kind === kind)
}

/** Records by a name they share, the names in the order of their first record. */
export function groupBy<R>(records: readonly R[], nameOf: (record: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const record of records) {
    const group = groups.get(nameOf(record))
    if (group === undefined) groups.set(nameOf(record), [record])
    else group.push(record)
  }
  return groups
}
