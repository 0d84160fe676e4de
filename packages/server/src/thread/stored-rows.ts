/**
 * What of a row has to be written. Naming a column in an update costs each index that holds it, even
 * when its value stays, and tickets have many; so rows remember how they are stored.
 */

const storedRows = new WeakMap<object, object>()

/** Remembers that the row is in the database as it is now. @returns the row */
export function asStored<Row extends object>(row: Row): Row {
  storedRows.set(row, { ...row })
  return row
}

/** The columns that differ from what is stored; all of them for a row that nobody has remembered. */
export function unstoredColumns<Row extends object>(row: Row): Partial<Row> {
  const stored = storedRows.get(row)
  if (stored === undefined) return { ...row }
  const changes: Partial<Row> = {}
  for (const name of Object.keys(row) as (keyof Row)[]) {
    if (row[name] !== (stored as Row)[name]) changes[name] = row[name]
  }
  return changes
}
