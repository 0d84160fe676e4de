import { chromiumFlags, provideChromium } from '../setup/chromium.mjs'
import { provideFirefox } from '../setup/firefox.mjs'
import { provideWebKit } from '../setup/webkit.mjs'
import { clean, oneFailure, sum } from './tally.mjs'

/**
 * Finds or installs browsers, and hands their places and flags to the tests by environment.
 *
 * @typedef {import('./run-vitest.mjs').Tally} Tally
 * @typedef {(env: Record<string, string>) => Promise<Tally>} Run
 */

/** @param {Run} run */
export async function inChromium(run) {
  try {
    const path = await provideChromium()
    return await run({ CHROMIUM_PATH: path, CHROMIUM_FLAGS: chromiumFlags().join(' ') })
  } catch (error) {
    console.error(error.message)
    return oneFailure(error.message)
  }
}

/**
 * The same with Firefox and WebKitGTK. For one that is missing there is one loud line, and a failure
 * where nobody would read it.
 *
 * @param {Run} run
 */
export async function inAllEngines(run) {
  const firefox = await provideFirefox()
  const webkit = await provideWebKit()
  const env = {
    ...(firefox && { FIREFOX_PATH: firefox }),
    ...(webkit && {
      WEBKIT_DRIVER: webkit.driver,
      WEBKIT_BROWSER: webkit.browser,
      WEBKIT_XVFB: webkit.xvfb,
    }),
  }
  const missing = [...(firefox ? [] : ['Firefox']), ...(webkit ? [] : ['WebKitGTK'])]
  const tally = await inChromium((chromium) => run({ ...chromium, ...env }))
  for (const engine of missing) {
    console.error(`\nNOT TESTED: there is no ${engine} here, and none can be installed.\n`)
  }
  return sum([
    tally,
    ...missing.map((engine) => (process.env.CI ? oneFailure(`there is no ${engine}`) : clean)),
  ])
}
