import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'

/** A Chromium whose profile is on the disk, as a visitor's is: one in memory would flatter everybody. */

/** @returns {Promise<string>} a folder for a profile */
export function makeProfile() {
  return mkdtemp(path.join(tmpdir(), 'porchlight-bench-'))
}

/**
 * @typedef {object} BenchBrowser
 * @property {(...call: unknown[]) => Promise<any>} run `bench.run` on a page of its own
 * @property {() => Promise<void>} kill SIGKILL for all of it; the profile stays
 * @property {() => Promise<void>} close also removes the profile
 *
 * @param {string} origin of the page
 * @param {string} profile what an earlier browser left in it is there again
 * @returns {Promise<BenchBrowser>}
 */
export async function startBenchBrowser(origin, profile) {
  const flags = (process.env.CHROMIUM_FLAGS ?? '').split(' ').filter((flag) => flag !== '')
  const child = spawn(
    process.env.CHROMIUM_PATH,
    [
      ...flags,
      '--headless',
      '--no-default-browser-check',
      // Two pages of a measure are both at work, whichever of them is in front.
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    // A group of its own holds the whole tree, and nothing else.
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const browser = await chromium.connectOverCDP(await addressOf(child))
  const [context] = browser.contexts()

  async function kill() {
    process.kill(-child.pid, 'SIGKILL')
    await gone
    // Only lets go of the connection; the browser at its other end is gone.
    await browser.close().catch(() => {})
  }

  return {
    async run(...call) {
      const page = await context.newPage()
      try {
        await page.goto(origin)
        return await page.evaluate((args) => window.bench.run(...args), call)
      } finally {
        await page.close().catch(() => {})
      }
    },
    kill,
    async close() {
      await kill()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function addressOf(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (text) => {
      said += text
      const found = /DevTools listening on (ws:\S+)/.exec(said)
      if (found !== null) resolve(found[1])
    })
    child.once('exit', () => reject(new Error(`the browser does not start:\n${said}`)))
  })
}
