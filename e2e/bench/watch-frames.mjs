import { percentile, round } from './percentiles.mjs'

/** Frames of a page, as whoever looks at it has them. */

/** A screen shows one so often. */
const FRAME_MS = 1_000 / 60

/**
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<void>} act
 */
export async function framesDuring(page, act) {
  await page.evaluate(watchFrames)
  await act()
  const { frames, long } = await page.evaluate(() => window.stopWatching())
  const dropped = frames.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0)
  return {
    frames: frames.length,
    dropped,
    p98_ms: round(percentile(frames, 0.98), 1),
    longest_gap_ms: round(Math.max(...frames), 0),
    'long frames': long.length,
    longest_ms: round(Math.max(0, ...long), 0),
  }
}

/** Runs in the page. Notes the time between frames, and frames that took more than 50 ms. */
function watchFrames() {
  const noted = { frames: [], long: [] }
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.long.push(duration)
  })
  observer.observe({ type: 'long-animation-frame' })
  let last = performance.now()
  let next = requestAnimationFrame(function noteFrame(now) {
    noted.frames.push(now - last)
    last = now
    next = requestAnimationFrame(noteFrame)
  })
  window.stopWatching = () => {
    cancelAnimationFrame(next)
    observer.disconnect()
    return noted
  }
}
