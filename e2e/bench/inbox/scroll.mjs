import { round } from '../percentiles.mjs'
import { TICKETS } from './full-inbox.mjs'
import { plainRows } from './plain-rows.mjs'
import { framesDuring } from './watch-frames.mjs'

/** Whether 10,000 tickets scroll as plain rows do. */

const STEP_PX = 6_400
const STEP_EVERY_MS = 16
/** Asking the page where it is costs it a slowed-down task: not with every step. */
const STEPS_AT_ONCE = 50
/** As many plain rows take a slowed-down page minutes: each way is left after this time. */
const WAY_LIMIT_MS = 30_000

/** What scrolls, in the inbox and in the plain pages. */
const LIST = '.list-scroll'

export async function compareScrolls(inbox, slowdowns) {
  const rows = []
  // Page after page is read on the way down, the first time.
  rows.push({ list: 'inbox, first time down', ...(await measured(inbox, 1, () => toEnd(inbox))) })
  await toTop(inbox)
  for (const slowdown of slowdowns) {
    rows.push({ list: 'inbox', ...(await measured(inbox, slowdown, () => thereAndBack(inbox))) })
  }
  for (const kind of ['plain rows', 'content-visibility']) {
    const plain = await inbox.beside()
    await plain.page.setContent(plainRows({ count: TICKETS, isContained: kind !== 'plain rows' }))
    for (const slowdown of slowdowns) {
      rows.push({ list: kind, ...(await measured(plain, slowdown, () => thereAndBack(plain))) })
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
  do await scroll(page, STEP_PX)
  while (!(await isRead(TICKETS)) || !(await isAt(area, 'end')))
}

export async function toTop({ page }) {
  await page.locator(LIST).evaluate((area) => {
    area.scrollTop = 0
  })
}

async function thereAndBack({ page }) {
  const area = page.locator(LIST)
  await area.hover()
  for (const [edge, stepPx] of [
    ['end', STEP_PX],
    ['top', -STEP_PX],
  ]) {
    const endsAt = performance.now() + WAY_LIMIT_MS
    do await scroll(page, stepPx)
    while (performance.now() < endsAt && !(await isAt(area, edge)))
  }
}

export async function scroll(page, stepPx, steps = STEPS_AT_ONCE) {
  for (let n = 0; n < steps; n++) {
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
