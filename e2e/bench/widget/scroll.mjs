import { round } from '../percentiles.mjs'
import { contenders } from './contenders.mjs'
import { startLongChat } from './long-chat.mjs'

/** Whether a conversation of 1,000 messages scrolls from end to beginning without a long frame. */

const SLOWDOWN = 4
const MESSAGES = 1_000
const STEP_PX = 600
const STEP_EVERY_MS = 30
/** Asking the page where it is costs it a slowed-down task: not with every step. */
const STEPS_AT_ONCE = 25
/**
 * V8 collects what filling the conversation left behind when a page has been quiet for 8 s, up to
 * three times, and each takes a slowed-down page a quarter of a second. It would do so without a scroll.
 */
const COLLECTED_AFTER_MS = 25_000

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
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
    await page.locator('.log').hover()
    await page.evaluate(watchFrames)
    const top = () => page.locator('.log').evaluate((log) => log.scrollTop)
    let steps = 0
    while ((await top()) > 0) {
      for (const end = steps + STEPS_AT_ONCE; steps < end; steps++) {
        await page.mouse.wheel(0, -STEP_PX)
        await page.waitForTimeout(STEP_EVERY_MS)
      }
    }
    const { frames, long } = await page.evaluate(() => window.frames1000)
    const row = {
      name: 'porchlight',
      steps,
      frames: frames.length,
      longest_gap_ms: round(Math.max(...frames), 0),
      'long frames': long.length,
      longest_ms: round(Math.max(0, ...long), 0),
    }
    const title = `${MESSAGES} messages scrolled from end to beginning, processor / ${SLOWDOWN}`
    return { title, rows: [row] }
  } finally {
    await context.close()
    await chat.stop()
  }
}

/** Runs in the page. Notes the time between frames, and frames that took more than 50 ms. */
function watchFrames() {
  const noted = { frames: [], long: [] }
  window.frames1000 = noted
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.long.push(duration)
  }).observe({ type: 'long-animation-frame' })
  let last = performance.now()
  requestAnimationFrame(function next(now) {
    noted.frames.push(now - last)
    last = now
    requestAnimationFrame(next)
  })
}
