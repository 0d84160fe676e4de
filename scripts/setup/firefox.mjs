import { installFromDebian } from './debian.mjs'
import { findOnPath } from './executables.mjs'

/**
 * The Firefox that the core is tried in: one that is here, or Debian's ESR when we are root there.
 * Playwright drives it as it is, by WebDriver BiDi.
 *
 * @returns {Promise<string | undefined>} absolute path
 */
export async function provideFirefox() {
  return process.env.FIREFOX_PATH ?? findFirefox() ?? (await fromDebian())
}

function findFirefox() {
  return findOnPath(['firefox-esr', 'firefox'])
}

async function fromDebian() {
  return (await installFromDebian(['firefox-esr'])) ? findFirefox() : undefined
}
