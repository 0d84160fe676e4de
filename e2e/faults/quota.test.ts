import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../fixtures/chromium.ts'
import { type CoreStage, setCoreStage } from '../fixtures/core-stage.ts'
import { openInPage } from '../fixtures/core-tab.ts'
import { eventually } from '../fixtures/eventually.ts'

const QUOTA_MEGABYTES = 6
const QUOTA_BYTES = QUOTA_MEGABYTES * 1024 * 1024

describe('an origin that may store no more', () => {
  let stage: CoreStage
  let browser: Browser

  beforeAll(async () => {
    ;[stage, browser] = await Promise.all([setCoreStage(), launchChromium()])
  })
  afterAll(async () => {
    await browser.close()
    await stage.close()
  })

  it('[ST-001] says of each message whether it is stored, and sends all that are once there is room', async () => {
    const run = stage.run('quota')
    const context = await browser.newContext()
    const page = await context.newPage()
    // The browser remembers for a while how much room there was, so it is told before it asks.
    await page.goto(stage.site.elsewhere)
    const devTools = await context.newCDPSession(page)
    const { origin } = stage.site
    await devTools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: QUOTA_BYTES })
    const tab = await openInPage(page, run.address('tab'))
    await eventually(async () => (await tab.core.status()).connection, 'online')
    await tab.core.send('online')
    stage.proxy.down()
    expect(await tab.core.sendBursts([['waiting 1', 'waiting 2']])).toEqual(['stored', 'stored'])

    expect(await tab.core.fillStorage(64)).toBeLessThan(QUOTA_MEGABYTES)
    const long = 'x'.repeat(9_000)
    const texts = Array.from({ length: 12 }, (_, i) => `${i} ${long}`)
    const kinds: string[] = []
    for (const text of texts) {
      // The browser may have found room since, by clearing up after what did not go in.
      await tab.core.fillStorage(64)
      kinds.push(...(await tab.core.sendBursts([[text]])))
    }
    expect(new Set(kinds)).toContain('not_stored')
    stage.proxy.up()
    await tab.core.wake()
    await devTools.send('Storage.overrideQuotaForOrigin', { origin })
    expect(await tab.core.sendBursts([['afterwards']])).toEqual(['stored'])
    expect(await run.judge([tab])).toEqual([])
    // What it said is not stored was not sent behind the visitor's back either.
    const stored = texts.filter((_, place) => kinds[place] === 'stored')
    expect(await run.posted()).toEqual([
      ...['online', 'waiting 1', 'waiting 2'],
      ...stored,
      'afterwards',
    ])
    await context.close()
  })
})
