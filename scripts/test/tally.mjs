/**
 * What a step found.
 *
 * @typedef {import('./run-vitest.mjs').Tally} Tally
 */

/** @type {Tally} */
export const clean = { passed: 0, failed: 0, skipped: 0 }

/** A check that is no test, and failed. @type {Tally} */
export const oneFailure = { passed: 0, failed: 1, skipped: 0 }

/** Adds tallies up. */
export function sum(tallies) {
  return tallies.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
    }),
    clean,
  )
}
