import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, setScene } from '../attacks/scene.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { launchChromium } from '../fixtures/chromium.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'
import { HOSTS } from './hosts.ts'
import { ARTICLE, type Cast, QUESTION, STATES } from './states.ts'

describe('axe has nothing to say', () => {
  let scene: Scene
  let browser: Awaited<ReturnType<typeof launchChromium>>

  beforeAll(async () => {
    ;[scene, browser] = await Promise.all([
      setScene(() => ({ 'pear.md': ARTICLE })),
      launchChromium(),
    ])
  })
  afterAll(async () => {
    await browser.close()
    await scene.close()
  })

  describe.each(HOSTS)('on $name', ({ name, page, browser: options }) => {
    let visitor: Visitor
    let tab: Tab
    let cast: Cast

    beforeAll(async () => {
      visitor = await enter(browser, scene.site.origin, options)
      const path = `/${name.replaceAll(' ', '-')}`
      const tag = `data-suggestions="${QUESTION}|Where is my order?" data-name="Lamps"`
      scene.site.page(path, { ...page, tag })
      const before = new Set((await scene.team.tickets()).map(({ id }) => id))
      tab = await visitor.tab(path)
      const ticket = async (): Promise<string> =>
        (await scene.team.tickets()).find(({ id }) => !before.has(id))?.id ?? ''
      cast = { tab, team: scene.team, ticket }
    })
    afterAll(() => visitor.close())

    it.each(STATES)('$name', async (state) => {
      await state.enter(cast)
      expect(await axeViolations(tab.page, 'porchlight-root')).toEqual([])
      expect(await sidewaysScroll(tab)).toBe(false)
    })

    it('and nothing was thrown', () => {
      expect(tab.errors).toEqual([])
    })

    it('and would have, had there been something', async () => {
      await tab.page.locator('.launcher').evaluate((launcher) => {
        const image = document.createElement('img')
        image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='
        launcher.before(image)
      })
      expect(await axeViolations(tab.page, 'porchlight-root')).toContainEqual(
        expect.stringMatching(/^image-alt/),
      )
    })
  })

  it.each([
    ['asked for consent', 'data-consent="required"', '.question'],
    ['asked for an address', 'data-require-email', '.details'],
  ])('on a page where one is %s', async (_name, tag, selector) => {
    scene.site.page('/asks', { tag })
    const visitor = await enter(browser, scene.site.origin)
    const tab = await visitor.tab('/asks')
    await tab.page.locator('.launcher').click()
    if (selector === '.details') {
      await tab.page.locator('textarea').fill('Hello')
      await tab.page.locator('textarea').press('Enter')
    }
    await tab.page.locator(selector).waitFor()
    expect(await axeViolations(tab.page, 'porchlight-root')).toEqual([])
    await visitor.close()
  })
})

/** Whether reading takes scrolling in two directions, of the page or of the messages. */
function sidewaysScroll(tab: Tab): Promise<boolean> {
  return tab.page.evaluate(() => {
    const log = document.querySelector('porchlight-root')?.shadowRoot?.querySelector('.log')
    const isWide = (element: Element): boolean => element.scrollWidth > element.clientWidth
    return isWide(document.documentElement) || (log !== null && log !== undefined && isWide(log))
  })
}
