import { describe, expect, it } from 'vitest'
import { enter } from '../fixtures/stage.ts'
import { useScene } from './use-scene.ts'
import { WATCH } from './watch.ts'

/** As long as a message of each may be: the visitor's own, and one of the team. */
const FROM_VISITOR = 'W'.repeat(10_000)
const FROM_TEAM = 'M'.repeat(5_000)

const MAX_TASK_MS = 200

describe('what is longer than the panel', () => {
  const on = useScene([])

  it('[RT-003] is wrapped in it, moves nothing of the page, and holds nobody up', async () => {
    on.scene.site.page('/', {
      head: `${WATCH}<script>
        window.longest = 0
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
        }).observe({ type: 'longtask', buffered: false })
      </script>`,
    })
    const visitor = await enter(on.browser, on.scene.site.origin, {
      viewport: { width: 390, height: 800 },
    })
    const { page, chat, errors } = await visitor.tab()
    await chat.open()
    await chat.send('Now it comes')
    await page.evaluate('window.longest = 0')
    await chat.composer.fill(FROM_VISITOR)
    await chat.composer.press('Enter')
    await chat.message(FROM_VISITOR).waitFor()
    const ticket = await on.scene.team.ticketWith(FROM_VISITOR)
    await on.scene.team.reply(ticket, FROM_TEAM)
    await chat.message(FROM_TEAM).waitFor()
    const bubbles = await page
      .locator('[part~="bubble"]')
      .evaluateAll((all) =>
        all.map((one) => [one.scrollWidth <= one.clientWidth, one.clientHeight]),
      )
    expect(bubbles).toEqual([
      [true, expect.any(Number)],
      [true, expect.any(Number)],
      [true, expect.any(Number)],
    ])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await page.evaluate('window.longest')).toBeLessThan(MAX_TASK_MS)
    await page.locator('.log').evaluate((log) => log.scrollTo(0, 0))
    await chat.message('Now it comes').waitFor()
    expect(errors).toEqual([])
    await visitor.close()
  })

  it('[RU-018] a link opens a tab that knows neither who opened it nor where', async () => {
    on.scene.site.page('/', { head: WATCH })
    on.scene.site.page('/elsewhere', { tags: '' })
    const visitor = await enter(on.browser, on.scene.site.origin)
    const { page, chat } = await visitor.tab()
    await chat.open()
    await chat.send(`See ${on.scene.site.origin}/elsewhere`)
    const [opened] = await Promise.all([
      visitor.context.waitForEvent('page'),
      chat.log.getByRole('link').click(),
    ])
    await opened.waitForLoadState()
    expect(await opened.evaluate(() => [window.opener, document.referrer])).toEqual([null, ''])
    expect(page.url()).toBe(`${on.scene.site.origin}/`)
    await visitor.close()
  })
})
