import { watchSight, watchTasks } from './watch-page.mjs'

/** Visits of a new visitor on a slow device. */

/** Processors of phones are so much slower than those of this kind of machine. */
const SLOWDOWN = 4

/** Long enough for what is done when a page is idle. */
const REST_MS = 3_000
const NEAR_MS = 400
const LIMIT_MS = 60_000

/**
 * What a page costs that nobody touches.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @returns {Promise<Record<string, number>>} times in milliseconds, sizes in bytes
 */
export async function rest(browser, address) {
  return await onPage(browser, async (page, devtools) => {
    const traffic = await countTraffic(devtools)
    await page.addInitScript(watchTasks)
    await page.goto(address, { waitUntil: 'load' })
    await page.waitForTimeout(REST_MS)
    const { blockingMs, longestMs, shift } = await page.evaluate(() => window.tasks)
    const { ScriptDuration } = await metricsOf(devtools)
    return {
      ...traffic(),
      script_ms: ScriptDuration * 1_000,
      blocking_ms: blockingMs,
      longest_ms: longestMs,
      shift,
      heap: await heapOf(devtools),
    }
  })
}

/**
 * How soon somebody sees the launcher who waits for it, and the text field who asks for that.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {import('./contenders.mjs').Contender} contender
 * @returns {Promise<Record<string, number>>} NaN for what there is not
 */
export async function use(browser, address, { launcher, field }) {
  return await onPage(browser, async (page, devtools) => {
    const traffic = await countTraffic(devtools)
    await page.addInitScript(watchSight, { launcher, field })
    await page.goto(address)
    await page.waitForFunction(() => window.seen.launcherMs !== null, undefined, LIMIT)
    await page.waitForTimeout(REST_MS)
    const isOpenAlready = launcher === field
    if (!isOpenAlready) await open(page, launcher)
    const { launcherMs, clickedMs, fieldMs } = await page.evaluate(() => window.seen)
    return {
      visible_ms: launcherMs,
      open_ms: isOpenAlready ? Number.NaN : fieldMs - clickedMs,
      open_bytes: traffic().bytes,
      open_heap: await heapOf(devtools),
    }
  })
}

const LIMIT = { timeout: LIMIT_MS }

async function onPage(browser, measure) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable')
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
    return await measure(page, devtools)
  } finally {
    await context.close()
  }
}

/** Comes near as a pointer does, and clicks. */
async function open(page, launcher) {
  const { x, y } = await page.evaluate((selector) => {
    const box = window.findSeen(selector).getBoundingClientRect()
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }, launcher)
  await page.mouse.move(x - 100, y - 100)
  await page.mouse.move(x, y)
  await page.waitForTimeout(NEAR_MS)
  await page.mouse.click(x, y)
  await page.waitForFunction(() => window.seen.fieldMs !== null, undefined, LIMIT)
  // What is fetched for the open chat may still be on its way.
  await page.waitForTimeout(REST_MS)
}

/** @returns {Promise<() => { requests: number, bytes: number }>} so far, without the page itself */
async function countTraffic(devtools) {
  let requests = 0
  let bytes = 0
  const ofThePage = new Set()
  devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Document' || response.url.startsWith('data:')) ofThePage.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (ofThePage.has(requestId)) return
    requests++
    bytes += encodedDataLength
  })
  await devtools.send('Network.enable')
  return () => ({ requests, bytes })
}

async function metricsOf(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
}

async function heapOf(devtools) {
  await devtools.send('HeapProfiler.collectGarbage')
  return (await metricsOf(devtools)).JSHeapUsedSize
}
