import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, setScene } from '../attacks/scene.ts'
import { launchChromium } from '../fixtures/chromium.ts'
import { eventually } from '../fixtures/eventually.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'

/** Stands before everything: what the page would have heard, shown and asked. */
const LISTEN = `<script>
  window.heard = { notes: 0, shown: [], asked: [] }
  {
    const { start } = AudioScheduledSourceNode.prototype
    AudioScheduledSourceNode.prototype.start = function (...values) {
      heard.notes++
      return start.apply(this, values)
    }
    window.Notification = class extends EventTarget {
      static permission = 'default'
      static requestPermission() {
        heard.asked.push(navigator.userActivation.isActive)
        Notification.permission = 'granted'
        return Promise.resolve('granted')
      }
      constructor(title, { body }) {
        super()
        heard.shown.push([title, body])
        window.lastShown = this
      }
      close() {}
    }
  }
</script>`

interface Heard {
  readonly notes: number
  readonly shown: readonly (readonly [title: string, text: string])[]
  /** For each question for permission, whether a gesture of the visitor's was behind it. */
  readonly asked: readonly boolean[]
}

/** One sound is of so many. */
const NOTES = 2

describe('an answer to somebody who does not look', () => {
  let scene: Scene
  let visitor: Visitor
  let browser: Awaited<ReturnType<typeof launchChromium>>

  beforeAll(async () => {
    ;[scene, browser] = await Promise.all([setScene(), launchChromium()])
  })
  afterAll(async () => {
    await browser.close()
    await scene.close()
  })

  const heardBy = (page: Page): Promise<Heard> => page.evaluate('heard')

  /** A tab where the chat was open, and is closed. */
  async function openTab(): Promise<Tab> {
    const tab = await visitor.tab()
    await tab.chat.open()
    return tab
  }
  const closeChat = (tab: Tab): Promise<void> => tab.page.locator('[data-close]').click()

  it('is told by one sound, however many tabs there are', async () => {
    scene.site.page('/', { head: LISTEN, tag: 'data-play-sound' })
    visitor = await enter(browser, scene.site.origin)
    const tabs = [await openTab(), await openTab(), await openTab()]
    await tabs[0]?.chat.send('Is it loud?')
    const ticket = await scene.team.ticketWith('Is it loud?')
    for (const tab of tabs) await tab.chat.message('Is it loud?').waitFor()
    for (const tab of tabs) await closeChat(tab)
    const notes = async (): Promise<number> => {
      const heard = await Promise.all(tabs.map(({ page }) => heardBy(page)))
      return heard.reduce((sum, one) => sum + one.notes, 0)
    }
    for (const [n, reply] of ['No.', 'It is quiet.', 'Very.'].entries()) {
      await scene.team.reply(ticket, reply)
      for (const { page } of tabs) {
        await page.getByRole('button', { name: `${n + 1} unread` }).waitFor()
      }
      await eventually(notes, NOTES * (n + 1))
    }
    expect(await notes()).toBe(NOTES * 3)
    await visitor.close()
  })

  it('is shown by the system only while the page is hidden, which it may after a gesture', async () => {
    scene.site.page('/', { head: LISTEN, tag: 'data-notifications data-name="Lamps"' })
    visitor = await enter(browser, scene.site.origin)
    const tab = await openTab()
    await tab.chat.send('Are you there?')
    const ticket = await scene.team.ticketWith('Are you there?')
    await scene.team.reply(ticket, 'Seen by itself.')
    await tab.chat.message('Seen by itself.').waitFor()
    expect(await heardBy(tab.page)).toEqual({ notes: 0, shown: [], asked: [] })

    await tab.page.getByRole('button', { name: 'Menu' }).click()
    await tab.page.getByRole('menuitem', { name: 'Notify me of answers' }).click()
    expect(await heardBy(tab.page)).toEqual({ notes: 0, shown: [], asked: [true] })

    await closeChat(tab)
    await scene.team.reply(ticket, 'Told by the badge.')
    await tab.page.getByRole('button', { name: '1 unread' }).waitFor()
    await tab.page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await scene.team.reply(ticket, 'Told by the system.')
    await eventually(
      async () => (await heardBy(tab.page)).shown,
      [['Lamps', 'Told by the system.']],
    )
    await tab.page.evaluate('lastShown.dispatchEvent(new Event("click"))')
    await tab.chat.message('Told by the system.').waitFor()
    expect((await heardBy(tab.page)).asked).toEqual([true])
    await visitor.close()
  })
})
