/**
 * What a step found.
 *
 * @typedef {import('./run-vitest.mjs').Tally} Tally
 */

/** @type {Tally} */
export const clean = { passed: 0, skipped: 0, failures: [] }

/**
 * A check that is no test, and failed.
 *
 * @param {string} failure what failed, and why
 * @returns {Tally}
 */
export const oneFailure = (failure) => ({ ...clean, failures: [failure] })

/** Adds tallies up. */
export function sum(tallies) {
  return tallies.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      skipped: a.skipped + b.skipped,
      failures: [...a.failures, ...b.failures],
    }),
    clean,
  )
}
