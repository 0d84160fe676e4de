import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumFlags, provideChromium } from '../setup/chromium.mjs'
import { serverArguments } from '../setup/server-command.mjs'
import { savePicture } from './save-picture.mjs'

const QUESTION = 'Can I return a lamp that I have already mounted?'

/**
 * Takes a picture of the demo shop with a conversation in it: asked and answered, then offline.
 *
 * @param {string} file where the WebP goes
 */
export async function photograph(file) {
  const data = mkdtempSync(join(tmpdir(), 'porchlight-pictures-'))
  const server = spawn(process.execPath, serverArguments(), {
    env: { ...process.env, PORT: '0', PORCHLIGHT_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: chromiumFlags(),
  })
  try {
    await converse(browser, await demoAddress(server), file)
  } finally {
    await browser.close()
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

/** Reads the address from what the server prints when it is ready. */
function demoAddress(server) {
  return new Promise((resolve, reject) => {
    let printed = ''
    server.stdout.on('data', (text) => {
      printed += text
      const found = /Demo shop\s+(http:\S+)/.exec(printed)
      if (found !== null) resolve(found[1])
    })
    server.once('exit', () => reject(new Error(`the server ended: ${printed}`)))
  })
}

async function converse(browser, address, file) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('button', { name: 'Open chat' }).click()
  const composer = page.getByRole('textbox', { name: /message/i })
  await composer.fill(QUESTION)
  await composer.press('Enter')
  await page.locator('[part~="bubble"][aria-busy="true"]').waitFor()
  await page.locator('[part~="bubble"][aria-busy="true"]').waitFor({ state: 'detached' })
  await page.getByText('Offline', { exact: true }).click()
  await composer.fill('Thank you. I will send it back on Monday.')
  await composer.press('Enter')
  await page
    .getByText(/^No connection. We will send 1 message/)
    .first()
    .waitFor()
  await savePicture(page, file)
}
