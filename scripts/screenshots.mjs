import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { buildOrGiveUp } from './build/build-stale.mjs'
import { startDemo } from './screenshots/demo.mjs'
import { SHOTS } from './screenshots/shots.mjs'
import { VARIANTS } from './screenshots/variants.mjs'
import { announce } from './setup/announce.mjs'
import { chromiumFlags, provideChromium } from './setup/chromium.mjs'
import { repository } from './setup/repository.mjs'
import { prepareWorkspace } from './setup/workspace.mjs'

/**
 * `npm run screenshots [-- <variant> …]`: photographs every state of the widget, from the running
 * product, at two sizes, light, dark, from right to left and in forced colours. The pictures are for
 * eyes: test-results/screenshots/<variant>/<state>.png.
 */

await prepareWorkspace()
await buildOrGiveUp()
const wanted = process.argv.slice(2)
const demo = await startDemo()
const browser = await chromium.launch({
  executablePath: await provideChromium(),
  args: chromiumFlags(),
})
try {
  for (const [name, variant] of Object.entries(VARIANTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const folder = join(repository, 'test-results/screenshots', name)
    mkdirSync(folder, { recursive: true })
    announce(`${name}: ${folder}`)
    for (const [state, shoot] of Object.entries(SHOTS)) {
      const context = await browser.newContext(variant.context)
      try {
        const page = await demo.openPage(context, variant, shoot.settings)
        await shoot.arrive({ page, context, demo, words: variant.words })
        // What moves has come to rest.
        await page.waitForTimeout(400)
        await page.screenshot({ path: join(folder, `${state}.png`), animations: 'disabled' })
      } finally {
        await context.close()
      }
    }
  }
} finally {
  await browser.close()
  await demo.close()
}
