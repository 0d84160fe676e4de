import { framesDuring } from '../watch-frames.mjs'
import { contenders } from './contenders.mjs'
import { COLLECTED_AFTER_MS, startLongChat } from './long-chat.mjs'

/** Whether a conversation of 1,000 messages scrolls from end to beginning without a long frame. */

const SLOWDOWNS = [1, 4]
const MESSAGES = 1_000
const STEP_PX = 600
const STEP_EVERY_MS = 30
/** Asking the page where it is costs it a slowed-down task: not with every step. */
const STEPS_AT_ONCE = 25

/**
 * @param {import('playwright-core').Browser} browser
 * @returns {Promise<{ title: string, rows: import('../report.mjs').Row[] }>}
 */
export async function compareScrolls(browser) {
  const chat = await startLongChat()
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await page.goto(chat.site.addressOf(contenders.find(({ name }) => name === 'porchlight')))
    await chat.fill(page, MESSAGES)
    await page.waitForTimeout(COLLECTED_AFTER_MS)
    const devtools = await context.newCDPSession(page)
    const rows = []
    for (const slowdown of SLOWDOWNS) {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
      rows.push({ processor: `/ ${slowdown}`, ...(await scrollUp(page)) })
    }
    return { title: `${MESSAGES} messages scrolled from end to beginning`, rows }
  } finally {
    await context.close()
    await chat.stop()
  }
}

async function scrollUp(page) {
  const log = page.locator('.log')
  await log.evaluate((element) => {
    element.scrollTop = element.scrollHeight
  })
  await log.hover()
  let steps = 0
  const frames = await framesDuring(page, async () => {
    while ((await log.evaluate((element) => element.scrollTop)) > 0) {
      for (const end = steps + STEPS_AT_ONCE; steps < end; steps++) {
        await page.mouse.wheel(0, -STEP_PX)
        await page.waitForTimeout(STEP_EVERY_MS)
      }
    }
  })
  return { steps, ...frames }
}
