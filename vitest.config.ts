import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumFlags, findChromium } from './scripts/setup/chromium.mjs'

/**
 * Unit and store tests in three environments, told apart by the suffix of the file:
 *
 *   x.test.ts           node      plain Node
 *   x.dom.test.tsx      dom       happy-dom
 *   x.browser.test.ts   browser   real Chromium, for what only a real IndexedDB or Web Lock can show
 *
 * The e2e suite drives built files and has a config of its own in `e2e/`.
 */

const packages = '{packages,apps}/*/src/**'
const domTests = `${packages}/*.dom.test.{ts,tsx}`
const browserTests = `${packages}/*.browser.test.{ts,tsx}`

// Workspace packages resolve to their TypeScript, so that no build stands between an edit and a test.
const sourceConditions = [
  'source',
  'module',
  'browser',
  'development|production',
  'import',
  'default',
]
// Vitest hands these to Node itself, where `import` would also apply to what is required: `pg` would
// get an ES module in place of its own pool.
const nodeConditions = ['source', 'node', 'development|production']

const executablePath = findChromium()

/**
 * How long whoever waits for something waits before it counts as never: what hangs is told of later,
 * and a machine that is busy with something else for a moment fails nobody.
 */
const PATIENCE_MS = 30_000

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    expect: { poll: { timeout: PATIENCE_MS } },
    projects: [
      {
        extends: true,
        resolve: { conditions: nodeConditions },
        ssr: { resolve: { conditions: nodeConditions } },
        test: {
          name: 'node',
          environment: 'node',
          include: [
            `${packages}/*.test.{ts,tsx}`,
            '{packages,apps}/*/build/*.test.ts',
            'scripts/**/*.test.mjs',
          ],
          exclude: [domTests, browserTests],
        },
      },
      {
        extends: true,
        resolve: { conditions: sourceConditions },
        ssr: { resolve: { conditions: sourceConditions } },
        test: { name: 'dom', environment: 'happy-dom', include: [domTests] },
      },
      {
        extends: true,
        resolve: { conditions: sourceConditions },
        test: {
          name: 'browser',
          include: [browserTests],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath === undefined ? {} : { executablePath }),
                args: chromiumFlags(),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
