import { percentile, round } from '../percentiles.mjs'
import { contenders } from './contenders.mjs'
import { COLLECTED_AFTER_MS, startLongChat } from './long-chat.mjs'
import { deepChat, porchlight, SILENT } from './talkers.mjs'

/** How soon a page answers hands while an answer streams into a long conversation. */

const SLOWDOWN = 4
const MESSAGES = 500
const KEYS = 120
const KEY_EVERY_MS = 70
/** A click after so many keys. */
const CLICK_EVERY = 8
/** The shortest that the browser tells of: what it does not tell was faster. */
const SHORTEST_MS = 16

/**
 * Interactions while 50 deltas a second stream into 500 messages.
 *
 * @param {import('playwright-core').Browser} browser
 * @returns {Promise<{ title: string, rows: import('../report.mjs').Row[], notes: string[] }>}
 */
export async function compareTalks(browser) {
  const chat = await startLongChat()
  const rows = []
  try {
    for (const talker of [porchlight(chat), deepChat]) {
      const page = contenders.find(({ name }) => name === talker.name)
      rows.push(await talk(browser, chat.site.addressOf(page), talker))
    }
  } finally {
    await chat.stop()
  }
  return {
    title: `Hands while 50 deltas a second stream into ${MESSAGES} messages, processor / ${SLOWDOWN}`,
    rows,
    notes: Object.entries(SILENT).map(([name, why]) => `${name}: not measured, ${why}`),
  }
}

async function talk(browser, address, talker) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await page.addInitScript(watchHands, SHORTEST_MS)
    await page.goto(address)
    await talker.fill(page, MESSAGES)
    await page.waitForTimeout(COLLECTED_AFTER_MS)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
    await talker.ask(page)
    await page.evaluate(() => {
      window.hands.durations.clear()
      window.hands.frames.length = 0
    })
    const box = await page.locator(talker.field).boundingBox()
    for (let n = 0; n < KEYS; n++) {
      if (n % CLICK_EVERY === 0) await page.mouse.click(box.x + 20, box.y + box.height / 2)
      await page.keyboard.press(n % 6 === 5 ? 'Space' : 'KeyA')
      await page.waitForTimeout(KEY_EVERY_MS)
    }
    await page.waitForTimeout(500)
    const { durations, frames } = await page.evaluate(() => ({
      durations: [...window.hands.durations.values()],
      frames: window.hands.frames,
    }))
    const interactions = KEYS + KEYS / CLICK_EVERY
    const quick = Array(Math.max(0, interactions - durations.length)).fill(SHORTEST_MS)
    const all = [...durations, ...quick]
    return {
      name: talker.name,
      interactions,
      p50_ms: percentile(all, 0.5),
      p98_ms: percentile(all, 0.98),
      worst_ms: Math.max(...all),
      'long frames': frames.length,
      longest_frame_ms: round(Math.max(0, ...frames), 0),
    }
  } finally {
    await context.close()
  }
}

/** Runs in the page. Notes what each interaction took until the next paint, and frames over 50 ms. */
function watchHands(shortestMs) {
  const hands = { durations: new Map(), frames: [] }
  window.hands = hands
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId === 0) continue
      const longest = Math.max(duration, hands.durations.get(interactionId) ?? 0)
      hands.durations.set(interactionId, longest)
    }
  }).observe({ type: 'event', durationThreshold: shortestMs })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) hands.frames.push(duration)
  }).observe({ type: 'long-animation-frame' })
}
