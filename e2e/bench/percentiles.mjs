/** What many measurements come to. */

/**
 * @param {number[]} values
 * @param {number} share from 0 to 1
 * @returns {number} the smallest value that at least this share does not exceed
 */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** p50 and p99 of times, in milliseconds with two digits. */
export function summarise(times) {
  return { p50_ms: round(percentile(times, 0.5)), p99_ms: round(percentile(times, 0.99)) }
}

export function round(value, digits = 2) {
  return Number(value.toFixed(digits))
}
