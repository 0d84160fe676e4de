import { announce } from './announce.mjs'
import { installFromDebian } from './debian.mjs'
import { findOnPath, isExecutable } from './executables.mjs'
import { outputOf, runSetUp } from './run-command.mjs'

/**
 * The browser that store tests and e2e run in: a Chrome or Chromium that is here already, or one
 * that this machine can get.
 */

const namesOnPath = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

const wellKnownPlaces = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * Flags for every Chromium that our tests start. Quiet: no first-run page, no updates, no requests
 * of the browser's own in a test's network log. Chromium refuses to start its sandbox as root.
 *
 * @returns {string[]}
 */
export function chromiumFlags() {
  if (process.env.CHROMIUM_FLAGS) return process.env.CHROMIUM_FLAGS.split(' ')
  return [
    ...(isRoot() ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
}

/**
 * A browser that is here: `CHROMIUM_PATH`, then one on PATH, then the usual places, then what
 * Playwright has downloaded. Installs nothing.
 *
 * @returns {string | undefined} absolute path
 */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  return findOnPath(namesOnPath) ?? wellKnownPlaces.find(isExecutable) ?? playwrightChromium()
}

/**
 * A browser, installed if need be: Debian's package when we are root there, else Playwright's own
 * download.
 *
 * @returns {Promise<string>} absolute path
 * @throws {Error} with a message that says what to install
 */
export async function provideChromium() {
  const chromium = findChromium() ?? (await fromDebian()) ?? (await fromPlaywright())
  if (chromium === undefined || !isExecutable(chromium)) {
    throw new Error(
      chromium === undefined
        ? 'No browser found. Install Chrome or Chromium, or set CHROMIUM_PATH to one.'
        : `CHROMIUM_PATH is ${chromium}, and no program is there.`,
    )
  }
  return chromium
}

async function fromDebian() {
  return (await installFromDebian(['chromium'])) ? findChromium() : undefined
}

async function fromPlaywright() {
  announce("Fetching Playwright's Chromium")
  const code = await runSetUp('node_modules/.bin/playwright', ['install', 'chromium'])
  return code === 0 ? playwrightChromium() : undefined
}

/** Where Playwright keeps its download, if it has one. Asked in a child: it may not be installed. */
function playwrightChromium() {
  const question = 'console.log(require("playwright-core").chromium.executablePath())'
  const path = outputOf(process.execPath, ['-e', question])
  return path !== undefined && isExecutable(path) ? path : undefined
}

function isRoot() {
  return process.getuid?.() === 0
}
