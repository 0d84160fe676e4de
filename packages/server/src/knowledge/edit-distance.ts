/**
 * How many letters have to be added, left out or changed to make one word of the other (Levenshtein).
 *
 * @returns null for more than `limit`, which is found out early
 */
export function editDistance(one: string, other: string, limit: number): number | null {
  if (Math.abs(one.length - other.length) > limit) return null
  let row = Array.from({ length: other.length + 1 }, (_, n) => n)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change))
    }
    if (Math.min(...next) > limit) return null
    row = next
  }
  const distance = row[other.length] ?? 0
  return distance > limit ? null : distance
}
