import { percentile, round } from '../percentiles.mjs'
import { ROOT, teamHeaders } from '../server/visitors.mjs'
import { TICKETS } from './full-inbox.mjs'
import { measured, scroll, toEnd, toTop } from './scroll.mjs'

/** What is done all day, with all tickets in the page's memory. */

const OPENINGS = 20
const STEPS = 50
const CHANGES = 100
/** Event Timing tells of nothing that is shorter. */
const SHORTEST_MS = 16

export async function measureOpening(inbox, slowdowns) {
  const { page, devtools } = inbox
  await fill(inbox)
  const rows = []
  for (const slowdown of slowdowns) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const times = []
    for (let n = 0; n < OPENINGS; n++) {
      await page.evaluate(watchOpening)
      await page
        .locator('.row')
        .nth(n % 10)
        .click()
      times.push(await page.evaluate(() => window.opened))
    }
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    rows.push({ processor: `/ ${slowdown}`, openings: OPENINGS, ...summary(times) })
  }
  return {
    title: `A ticket of ${TICKETS} opened: from the click until its message is painted`,
    rows,
  }
}

export async function measureSteps(inbox, slowdowns) {
  const { page } = inbox
  await fill(inbox)
  const rows = []
  for (const slowdown of slowdowns) {
    await page.evaluate(watchKeys, SHORTEST_MS)
    const frames = await measured(inbox, slowdown, async () => {
      for (const key of ['j', 'k']) {
        for (let n = 0; n < STEPS; n++) await page.keyboard.press(key)
      }
    })
    const slow = await page.evaluate(() => window.stopWatchingKeys())
    const short = Array(Math.max(0, 2 * STEPS - slow.length)).fill(SHORTEST_MS)
    const times = [...slow, ...short]
    rows.push({
      processor: `/ ${slowdown}`,
      keys: 2 * STEPS,
      ...summary(times),
      'long frames': frames['long frames'],
    })
  }
  return { title: `j and k among ${TICKETS} tickets: from the key until the paint`, rows }
}

export async function measureBurst(inbox, slowdowns) {
  const { page, server } = inbox
  await fill(inbox)
  const rows = []
  for (const slowdown of slowdowns) {
    const priority = slowdown === 1 ? 'medium' : 'high'
    const row = await measured(inbox, slowdown, async () => {
      let isChanging = true
      const changing = change(server.origin, priority).finally(() => {
        isChanging = false
      })
      await page.locator('.list-scroll').hover()
      for (let n = 0; isChanging || n < 4; n++) {
        await scroll(page, n % 2 === 0 ? 600 : -600, { steps: 25 })
      }
      await changing
    })
    rows.push({ changes: CHANGES, ...row })
  }
  return { title: `${CHANGES} of ${TICKETS} tickets change by push while they are scrolled`, rows }
}

/** All at once, as when somebody changes many. */
async function change(origin, priority) {
  const { results } = await call(`${origin}${ROOT}/tickets/?limit=${CHANGES}&offset=200`)
  await Promise.all(results.map(({ id }) => call(`${origin}${ROOT}/tickets/${id}/`, { priority })))
}

async function call(url, body) {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'PATCH',
    headers: { ...teamHeaders, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return await response.json()
}

async function fill(inbox) {
  await toEnd(inbox)
  await toTop(inbox)
  await inbox.page.waitForTimeout(300)
}

function summary(times) {
  return {
    p50_ms: round(percentile(times, 0.5), 0),
    p98_ms: round(percentile(times, 0.98), 0),
    longest_ms: round(Math.max(...times), 0),
  }
}

/** Runs in the page. `opened`: from the next click until a frame after a message is there that was not. */
function watchOpening() {
  const before = document.querySelector('.message')
  window.opened = new Promise((resolve) => {
    const onClick = ({ timeStamp }) => {
      requestAnimationFrame(function look() {
        const message = document.querySelector('.message')
        if (message === null || message === before) requestAnimationFrame(look)
        else requestAnimationFrame(() => resolve(performance.now() - timeStamp))
      })
    }
    addEventListener('click', onClick, { capture: true, once: true })
  })
}

/** Runs in the page. Notes how long each key took from its press to the next paint. */
function watchKeys(shortestMs) {
  const slow = []
  const take = (entries) => {
    for (const { name, duration } of entries) if (name === 'keydown') slow.push(duration)
  }
  const observer = new PerformanceObserver((list) => take(list.getEntries()))
  observer.observe({ type: 'event', durationThreshold: shortestMs })
  window.stopWatchingKeys = () => {
    take(observer.takeRecords())
    observer.disconnect()
    return slow
  }
}
