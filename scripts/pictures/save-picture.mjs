import { writeFileSync } from 'node:fs'

/** Takes a picture of what a page shows, as WebP: a third of a PNG, for a README that many open. */

const QUALITY = 82

/** @param {import('playwright-core').Page} page @param {string} file */
export async function savePicture(page, file) {
  const devtools = await page.context().newCDPSession(page)
  const options = { format: 'webp', quality: QUALITY }
  const { data } = await devtools.send('Page.captureScreenshot', options)
  writeFileSync(file, Buffer.from(data, 'base64'))
}
