/**
 * Rows as objects, from lists of values. Both drivers would make the objects themselves, and take
 * several times as long.
 */
export function toRows<R>(columns: readonly string[], rows: readonly (readonly unknown[])[]): R[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {}
    columns.forEach((name, n) => {
      row[name] = values[n]
    })
    // kysely's own boundary: the row type is the one the query was built with.
    return row as R
  })
}
