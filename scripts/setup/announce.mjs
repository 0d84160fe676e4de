/**
 * What a person sees in the terminal while our scripts work: one line before anything that may take
 * a while, one line when something stops us. On stderr, as progress is no result.
 */

/** Says what is about to happen. Printed before the work, so that no wait is a silent one. */
export function announce(line) {
  console.error(`\u203a ${line}`)
}

/**
 * Prints one line to stderr and ends the process.
 *
 * @param {string} line what is wrong and what to do about it
 * @returns {never}
 */
export function giveUp(line) {
  console.error(`\u2717 ${line}`)
  process.exit(1)
}
