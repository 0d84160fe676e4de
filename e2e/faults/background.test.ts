import type { Browser, BrowserContext, CDPSession } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../fixtures/chromium.ts'
import { type CoreStage, setCoreStage } from '../fixtures/core-stage.ts'
import { openInPage } from '../fixtures/core-tab.ts'
import { eventually } from '../fixtures/eventually.ts'

describe('Background Sync', () => {
  let stage: CoreStage
  let browser: Browser

  beforeAll(async () => {
    ;[stage, browser] = await Promise.all([setCoreStage(), launchChromium()])
  })
  afterAll(async () => {
    await browser.close()
    await stage.close()
  })

  /** A page of the same site without a core, from which the browser's workers can be seen. */
  async function watchWorkers(context: BrowserContext): Promise<{
    /** Says what the browser says once the network is back. */
    fire(): Promise<void>
  }> {
    const page = await context.newPage()
    await page.goto(stage.site.elsewhere)
    const devTools = await context.newCDPSession(page)
    const registration = registrationOf(devTools)
    await devTools.send('ServiceWorker.enable')
    return {
      async fire() {
        await devTools.send('ServiceWorker.dispatchSyncEvent', {
          origin: stage.site.origin,
          registrationId: await registration,
          tag: 'porchlight-replay',
          lastChance: false,
        })
      },
    }
  }

  it('[TB14] sends what the last tab left behind, in order and once, while no tab is open', async () => {
    const run = stage.run('background')
    const context = await browser.newContext()
    const page = await context.newPage()
    const tab = await openInPage(page, run.address('tab'))
    await eventually(async () => (await tab.core.status()).connection, 'online')
    await tab.core.send('online')
    await eventually(() => run.takeFrom(tab).then(run.posted), ['online'])
    expect(await tab.core.registerWorker()).toBe(true)
    stage.proxy.down()
    await tab.core.sendBursts([['one', 'two'], ['three']])
    await run.takeFrom(tab)
    await tab.close()
    stage.proxy.up()
    const workers = await watchWorkers(context)
    await eventually(
      async () => {
        await workers.fire()
        return await run.posted()
      },
      ['online', 'one', 'two', 'three'],
      40_000,
    )
    const later = await openInPage(await context.newPage(), run.address('later'))
    expect(await run.judge([later])).toEqual([])
    expect(await run.posted()).toEqual(['online', 'one', 'two', 'three'])
    await context.close()
  })
})

function registrationOf(devTools: CDPSession): Promise<string> {
  return new Promise((resolve) => {
    devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first !== undefined) resolve(first.registrationId)
    })
  })
}
