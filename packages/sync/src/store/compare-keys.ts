/** The order of keys in IndexedDB: numbers, then texts, then arrays, which go by their parts. */
import type { Comparable } from './store.ts'

/** @returns negative, zero or positive, as `sort` wants it */
export function compareKeys(a: Comparable, b: Comparable): number {
  const [kindA, kindB] = [kindOf(a), kindOf(b)]
  if (kindA !== kindB) return kindA - kindB
  if (!isArray(a) || !isArray(b)) return a < b ? -1 : Number(a > b)
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [partA, partB] = [a[i], b[i]]
    if (partA === undefined || partB === undefined) break
    const difference = compareKeys(partA, partB)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const isArray = (key: Comparable): key is readonly Comparable[] => Array.isArray(key)

function kindOf(key: Comparable): number {
  if (typeof key === 'number') return 0
  return typeof key === 'string' ? 1 : 2
}
