/** A network that flaps, and a clock that jumps. */
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../fixtures/chromium.ts'
import { type CoreStage, setCoreStage } from '../fixtures/core-stage.ts'
import { openInPage } from '../fixtures/core-tab.ts'
import { eventually } from '../fixtures/eventually.ts'

const DAY_MS = 86_400_000

/** The flaps of a network, and how many of them. */
const FLAP_MS = 200
const FLAPS = 20

describe('in bad weather', () => {
  let stage: CoreStage
  let browser: Browser
  let context: BrowserContext

  beforeAll(async () => {
    ;[stage, browser] = await Promise.all([setCoreStage(), launchChromium()])
  })
  beforeEach(async () => {
    context = await browser.newContext()
  })
  afterEach(() => context.close())
  afterAll(async () => {
    await browser.close()
    await stage.close()
  })

  it.each([
    ['the browser says so', (isUp: boolean) => context.setOffline(!isUp)],
    [
      'the browser does not notice',
      async (isUp: boolean) => (isUp ? stage.proxy.up() : stage.proxy.down()),
    ],
  ])('a network that flaps every 200 ms loses nothing and heats nothing: %s', async (name, set) => {
    const run = stage.run(`flapping, ${name}`)
    const tab = await openInPage(await context.newPage(), run.address('tab'))
    await eventually(async () => (await tab.core.status()).connection, 'online')
    for (let flap = 0; flap < FLAPS; flap++) {
      await set(flap % 2 === 1)
      await tab.core.send(`message ${flap}`)
      // The flapping is what is tested, and it is a matter of time.
      await new Promise((resolve) => setTimeout(resolve, FLAP_MS))
    }
    await set(true)
    expect(await run.judge([tab], { requestsPerMessage: 10, requestsPerSecond: 40 })).toEqual([])
    expect(await run.posted()).toEqual(Array.from({ length: FLAPS }, (_, i) => `message ${i}`))
  })

  it('a clock a day ahead, then a day behind, changes no order and delays nothing', async () => {
    const run = stage.run('clock')
    const page = await context.newPage()
    const offsets = [
      ['now', 0],
      ['tomorrow', DAY_MS],
      ['yesterday', -DAY_MS],
    ] as const
    stage.proxy.down()
    for (const [name, clockOffsetMs] of offsets) {
      const tab = await openInPage(page, run.address(name, { clockOffsetMs }))
      await tab.core.sendBursts([[`${name} 1`, `${name} 2`], [`${name} 3`]])
      await run.takeFrom(tab)
      run.note({ kind: 'tabEnded', tab: name })
    }
    stage.proxy.up()
    const tab = await openInPage(page, run.address('at last'))
    expect(await run.judge([tab])).toEqual([])
    expect(await run.posted()).toEqual(
      offsets.flatMap(([name]) => [1, 2, 3].map((number) => `${name} ${number}`)),
    )
  })

  it.each([DAY_MS, -DAY_MS])(
    'a clock that jumps by %i ms in a pause makes it no longer',
    async (jumpMs) => {
      const run = stage.run(`clock jumps ${jumpMs}`)
      const tab = await openInPage(await context.newPage(), run.address('tab'))
      await eventually(async () => (await tab.core.status()).connection, 'online')
      stage.proxy.down()
      await tab.core.send('one')
      await eventually(async () => (await tab.core.status()).nextTryAt !== null, true)
      await tab.core.setClock(jumpMs)
      await tab.core.send('two')
      stage.proxy.up()
      const upAt = performance.now()
      await eventually(async () => (await tab.core.status()).waiting, 0, 60_000)
      run.note({
        kind: 'pauseEnded',
        tab: 'tab',
        allowedMs: 10_000,
        tookMs: performance.now() - upAt,
      })
      expect(await run.judge([tab])).toEqual([])
      expect(await run.posted()).toEqual(['one', 'two'])
    },
  )
})
