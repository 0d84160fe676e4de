import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, setScene } from '../attacks/scene.ts'
import { launchChromium } from '../fixtures/chromium.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'

const SCREEN = { width: 1280, height: 800 }
const LAUNCHER_PX = 56
/** From the launcher's edge to the panel's. */
const PANEL_DISTANCE_PX = 68

/** Those of the README. */
const PARTS = [
  ...['launcher', 'badge', 'panel', 'header', 'menu', 'threads', 'log', 'bubble', 'bubble-own'],
  ...['suggestion', 'notice', 'composer'],
]

describe('a site puts the chat where it wants it', () => {
  let scene: Scene
  let browser: Awaited<ReturnType<typeof launchChromium>>
  let visitor: Visitor

  beforeAll(async () => {
    ;[scene, browser] = await Promise.all([setScene(), launchChromium()])
  })
  afterAll(async () => {
    await browser.close()
    await scene.close()
  })

  async function visit(tag: string, head = ''): Promise<Tab> {
    scene.site.page('/', { tag, head })
    visitor = await enter(browser, scene.site.origin, { viewport: SCREEN, reducedMotion: 'reduce' })
    return visitor.tab()
  }

  it.each([
    ['bottom-right', { right: 37, bottom: 53 }],
    ['bottom-left', { left: 37, bottom: 53 }],
    ['top-right', { right: 37, top: 53 }],
    ['top-left', { left: 37, top: 53 }],
  ])('%s, so far from the edges, on the layer it says', async (position, expected) => {
    const tab = await visit(
      `data-position="${position}" data-offset-x="37" data-offset-y="53" data-z-index="123"`,
    )
    await tab.chat.open()
    const distances = async (selector: string) => {
      const box = await tab.page.locator(selector).boundingBox()
      if (box === null) throw new Error(`no ${selector}`)
      const all = {
        left: box.x,
        right: SCREEN.width - box.x - box.width,
        top: box.y,
        bottom: SCREEN.height - box.y - box.height,
      }
      return Object.fromEntries(
        Object.keys(expected).map((side) => [side, Math.round(all[side as keyof typeof all])]),
      )
    }
    const panel = Object.fromEntries(
      Object.entries(expected).map(([side, distance]) => [
        side,
        side === 'top' || side === 'bottom' ? distance + PANEL_DISTANCE_PX : distance,
      ]),
    )
    expect(await distances('.launcher')).toEqual(expected)
    expect(await distances('.panel')).toEqual(panel)
    const layer = await tab.page
      .locator('porchlight-root')
      .evaluate((root) => getComputedStyle(root).zIndex)
    expect(layer).toBe('123')
    const size = await tab.page.locator('.launcher').boundingBox()
    expect([size?.width, size?.height]).toEqual([LAUNCHER_PX, LAUNCHER_PX])
    await visitor.close()
  })

  it('styles every part that is named, and no style of a site gets anywhere else', async () => {
    const rules = PARTS.map((part, n) => `::part(${part}) { scroll-margin-top: ${n + 1}px }`)
    const tab = await visit(
      'data-suggestions="Where is my order?"',
      `<style>${rules.join('\n')} textarea, button, p { scroll-margin-top: 99px }</style>`,
    )
    const { page, chat } = tab
    const styled = new Set<string>()
    const look = async (): Promise<void> => {
      const seen = await page.locator('porchlight-root').evaluate((host) => {
        const all = [...(host.shadowRoot?.querySelectorAll('*') ?? [])]
        return all.map((element) => [
          element.getAttribute('part') ?? '',
          getComputedStyle(element).scrollMarginTop,
        ])
      })
      for (const [names = '', margin] of seen) {
        // Of several names, the rule that stands last wins.
        const last = PARTS.findLastIndex((part) => names.split(' ').includes(part))
        expect([names, margin]).toEqual([names, last < 0 ? '0px' : `${last + 1}px`])
        if (last >= 0) styled.add(PARTS[last] ?? '')
      }
    }
    await chat.launcher.waitFor()
    await look()
    await chat.open()
    await page.locator('.chip').waitFor()
    await look()
    await chat.send('Hello')
    const ticket = await scene.team.ticketWith('Hello')
    await scene.team.reply(ticket, 'Good morning.')
    await chat.message('Good morning.').waitFor()
    await look()
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menu').waitFor()
    await look()
    await page.keyboard.press('Escape')
    await page.locator('.header-back').click()
    await page.locator('.threads').waitFor()
    await look()
    await visitor.context.setOffline(true)
    await page.locator('.thread').click()
    await page.locator('.notice').waitFor()
    await look()
    await visitor.context.setOffline(false)
    await page.locator('[data-close]').click()
    await scene.team.reply(ticket, 'One thing more.')
    await page.getByRole('button', { name: '1 unread' }).waitFor()
    await look()
    expect([...styled].sort()).toEqual([...PARTS].sort())
    await visitor.close()
  })
})
