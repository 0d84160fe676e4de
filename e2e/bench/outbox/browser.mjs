import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'

/** A Chromium whose profile is on the disk, as a visitor's is: one in memory would flatter everybody. */

/**
 * @typedef {object} BenchBrowser
 * @property {(...call: unknown[]) => Promise<any>} run `bench.run` on a page of its own
 * @property {() => Promise<void>} close
 *
 * @param {string} origin of the page
 * @returns {Promise<BenchBrowser>}
 */
export async function startBenchBrowser(origin) {
  const profile = await mkdtemp(path.join(tmpdir(), 'porchlight-bench-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH,
    args: (process.env.CHROMIUM_FLAGS ?? '').split(' ').filter((flag) => flag !== ''),
    headless: true,
  })
  return {
    async run(...call) {
      const page = await context.newPage()
      try {
        await page.goto(origin)
        return await page.evaluate((args) => window.bench.run(...args), call)
      } finally {
        await page.close()
      }
    },
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}
