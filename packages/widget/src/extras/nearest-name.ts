/**
 * The name that was probably meant.
 *
 * @returns null when nothing is near: more than a third of it, and more than two letters, differ
 */
export function nearestName(written: string, names: readonly string[]): string | null {
  const limit = Math.max(2, Math.floor(written.length / 3))
  const [best] = names
    .map((name) => ({ name, distance: distanceOf(plain(written), plain(name)) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
  return best?.name ?? null
}

/** `api-host`, `api_host` and `apihost` are the same mistake. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '')
}

/** Letters to insert, delete or replace: Levenshtein's, row by row. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (const [j, its] of [...other].entries()) {
      const [above = 0, diagonal = 0, left = 0] = [row[j + 1], row[j], next[j]]
      next.push(Math.min(above + 1, left + 1, diagonal + (letter === its ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
