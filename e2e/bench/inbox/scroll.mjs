import { round } from '../percentiles.mjs'
import { framesDuring } from '../watch-frames.mjs'
import { TICKETS } from './full-inbox.mjs'
import { plainRows } from './plain-rows.mjs'

/** Whether 10,000 tickets scroll as plain rows do. */

const STEP_PX = 6_400
const STEP_EVERY_MS = 16
/** Asking the page where it is costs it a slowed-down task: not with every step. */
const STEPS_AT_ONCE = 50
/** Each way is left after this time. */
const WAY_LIMIT_MS = 15_000
/** Two hundred pages are read. */
const READ_LIMIT_MS = 60_000

/** What scrolls, in the inbox and in the plain pages. */
const LIST = '.list-scroll'

export async function compareScrolls(inbox, slowdowns) {
  const rows = []
  // Page after page is read on the way down, the first time.
  rows.push({ list: 'inbox, first time down', ...(await measured(inbox, 1, () => toEnd(inbox))) })
  await toTop(inbox)
  for (const slowdown of slowdowns) {
    rows.push({ list: 'inbox', ...(await bothWays(inbox, slowdown)) })
  }
  for (const kind of ['plain rows', 'content-visibility']) {
    const plain = await inbox.beside()
    const isContained = kind !== 'plain rows'
    await plain.page.setContent(plainRows({ count: TICKETS, isContained }))
    for (const slowdown of slowdowns) {
      // One step of theirs takes a slowed-down page seconds.
      if (slowdown > 1 && !isContained) {
        rows.push({ list: kind, processor: `/ ${slowdown}`, frames: 'left out' })
        continue
      }
      rows.push({ list: kind, ...(await bothWays(plain, slowdown)) })
    }
    await plain.close()
  }
  return { title: `${TICKETS} tickets scrolled from top to bottom and back`, rows }
}

/** Reads all there are into the page, for what is measured with all of them. */
export async function toEnd({ page }) {
  const area = page.locator(LIST)
  await area.hover()
  const isRead = (count) =>
    page.evaluate(
      (wanted) => document.querySelector('.row-check')?.parentElement?.ariaSetSize === wanted,
      String(count),
    )
  const endsAt = performance.now() + READ_LIMIT_MS
  do {
    if (performance.now() > endsAt) throw new Error(`${TICKETS} tickets are not read in time`)
    await scroll(page, STEP_PX)
  } while (!(await isRead(TICKETS)) || !(await isAt(area, 'end')))
}

export async function toTop({ page }) {
  await page.locator(LIST).evaluate((area) => {
    area.scrollTop = 0
  })
}

async function bothWays(place, slowdown) {
  const ways = []
  const row = await measured(place, slowdown, async () => {
    ways.push(await go(place, 'end', STEP_PX), await go(place, 'top', -STEP_PX))
  })
  return { ...row, 'down, up': ways.map((isWhole) => (isWhole ? 'whole' : 'part')).join(', ') }
}

/** @returns whether it has come to that edge within its time */
async function go({ page }, edge, stepPx) {
  const area = page.locator(LIST)
  await area.hover()
  const endsAt = performance.now() + WAY_LIMIT_MS
  while (performance.now() < endsAt) {
    await scroll(page, stepPx, { endsAt })
    if (await isAt(area, edge)) return true
  }
  return false
}

/** @param {{ steps?: number, endsAt?: number }} [until] so many steps, or the time when it is left */
export async function scroll(page, stepPx, { steps = STEPS_AT_ONCE, endsAt = Infinity } = {}) {
  for (let n = 0; n < steps && performance.now() < endsAt; n++) {
    await page.mouse.wheel(0, stepPx)
    await page.waitForTimeout(STEP_EVERY_MS)
  }
}

async function isAt(area, edge) {
  const left = await area.evaluate(({ scrollTop, scrollHeight, clientHeight }) => ({
    top: scrollTop,
    end: scrollHeight - clientHeight - scrollTop,
  }))
  return left[edge] < 2
}

/** Frames, and what the page holds afterwards. */
export async function measured({ page, devtools }, slowdown, act) {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const frames = await framesDuring(page, act)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  return {
    processor: `/ ${slowdown}`,
    ...frames,
    elements: nodes,
    heap_mb: round(heap / 2 ** 20, 1),
  }
}
