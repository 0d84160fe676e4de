import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumFlags, provideChromium } from '../setup/chromium.mjs'
import { startDemo } from './demo.mjs'
import { savePicture } from './save-picture.mjs'
import { SHOTS } from './shots.mjs'
import { VARIANTS } from './variants.mjs'

/** States of the widget that say most of it, each in a look of its own: variant and state. */
const CHOSEN = {
  'phone-person': ['phone-light', 'person'],
  'phone-offline': ['phone-dark', 'offline'],
  'phone-arabic': ['phone-rtl', 'consent'],
}

/** @param {string} folder where the pictures go */
export async function photographStates(folder) {
  const demo = await startDemo()
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: chromiumFlags(),
  })
  try {
    for (const [name, [variantName, state]] of Object.entries(CHOSEN)) {
      const variant = VARIANTS[variantName]
      const options = { ...variant.context, reducedMotion: 'reduce' }
      const context = await browser.newContext(options)
      const { settings, arrive } = SHOTS[state]
      const page = await demo.openPage(context, variant, settings)
      await arrive({ page, context, demo, words: variant.words })
      await page.waitForTimeout(400)
      await savePicture(page, join(folder, `${name}.webp`))
      await context.close()
    }
  } finally {
    await browser.close()
    await demo.close()
  }
}
