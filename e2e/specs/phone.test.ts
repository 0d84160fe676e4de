import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage, type Tab, type Visitor } from '../fixtures/stage.ts'

const PHONE = { width: 390, height: 780 }
/** What the keyboard of a phone leaves of it. */
const ABOVE_KEYBOARD_PX = 300

describe('on a phone', () => {
  let stage: Stage
  let visitor: Visitor
  let tab: Tab
  let devtools: CDPSession

  beforeAll(async () => {
    stage = await setStage()
    visitor = await stage.visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    tab = await visitor.tab()
    devtools = await visitor.context.newCDPSession(tab.page)
  })
  afterAll(() => stage.close())

  it('the panel is the screen, the page behind it rests, and is as it was when it closes', async () => {
    const before = await pageState(tab.page)
    await tab.chat.open()
    await eventually(() => boxOf(tab.page, '.panel'), { x: 0, y: 0, ...PHONE })
    expect(await pageState(tab.page)).toEqual({ ...before, inert: true, isReached: false })
    await closePanel(tab.page)
    expect(await pageState(tab.page)).toEqual(before)
  })

  it('a page that rests already goes on resting', async () => {
    await tab.page.evaluate(() => {
      document.body.inert = true
    })
    await tab.page.evaluate('porchlight.open()')
    await tab.chat.composer.waitFor()
    await closePanel(tab.page)
    expect(await pageState(tab.page)).toMatchObject({ inert: true })
    await tab.page.evaluate(() => {
      document.body.inert = false
    })
  })

  it('the page rests no more once the screen is wide', async () => {
    await tab.chat.open()
    expect(await pageState(tab.page)).toMatchObject({ inert: true })
    await tab.page.setViewportSize({ width: 900, height: 780 })
    await eventually(() => pageState(tab.page), {
      inert: false,
      html: 'lang="en"',
      isReached: true,
    })
    await tab.page.setViewportSize(PHONE)
    await eventually(async () => (await pageState(tab.page)).inert, true)
    await closePanel(tab.page)
  })

  it('[HC-010] the composer stands above the keyboard, with the way out in sight', async () => {
    await tab.chat.open()
    await tab.chat.send('Before the keyboard')
    await tab.chat.composer.tap()
    await devtools.send('Emulation.setDeviceMetricsOverride', {
      width: PHONE.width,
      height: ABOVE_KEYBOARD_PX,
      deviceScaleFactor: 1,
      mobile: true,
    })
    await eventually(async () => (await boxOf(tab.page, '.panel')).height, ABOVE_KEYBOARD_PX)
    for (const part of ['.composer', '.composer-button', '[data-close]']) {
      const { y, height } = await boxOf(tab.page, part)
      expect([part, y >= 0, y + height <= ABOVE_KEYBOARD_PX]).toEqual([part, true, true])
    }
    await devtools.send('Emulation.clearDeviceMetricsOverride')
    await tab.page.setViewportSize(PHONE)
    await closePanel(tab.page)
  })

  it('it follows the part of the window above a keyboard that covers the window', async () => {
    await tab.chat.open()
    // As on iOS, where the window keeps its height and only this viewport tells of the keyboard.
    await tab.page.evaluate((height) => {
      const { visualViewport } = window
      if (visualViewport === null) throw new Error('no viewport')
      Object.defineProperty(visualViewport, 'height', { value: height, configurable: true })
      Object.defineProperty(visualViewport, 'offsetTop', { value: 40, configurable: true })
      visualViewport.dispatchEvent(new Event('resize'))
    }, ABOVE_KEYBOARD_PX)
    await eventually(() => boxOf(tab.page, '.panel'), {
      x: 0,
      y: 40,
      width: PHONE.width,
      height: ABOVE_KEYBOARD_PX,
    })
    const { y, height } = await boxOf(tab.page, '.composer')
    expect(y + height).toBeLessThanOrEqual(40 + ABOVE_KEYBOARD_PX)
    await closePanel(tab.page)
    const left = await tab.page
      .locator('porchlight-root')
      .evaluate((root) => [...root.style].filter((name) => name.startsWith('--pl-screen')))
    expect(left).toEqual([])
  })

  it('nothing that one writes in makes the browser zoom', async () => {
    await tab.page.reload()
    await tab.page.evaluate('porchlight.update({ requireEmail: true })')
    await tab.page.evaluate('porchlight.newConversation()')
    await tab.page.evaluate('porchlight.open()')
    const sizes = await tab.page
      .locator('porchlight-root')
      .evaluate((host) =>
        [...(host.shadowRoot?.querySelectorAll('input, textarea, select') ?? [])].map((field) =>
          Number.parseFloat(getComputedStyle(field).fontSize),
        ),
      )
    expect(sizes.length).toBeGreaterThan(0)
    expect(sizes.filter((size) => size < 16)).toEqual([])
  })
})

async function closePanel(page: Page): Promise<void> {
  await page.locator('[data-close]').click()
  await page.locator('[data-open]').waitFor({ state: 'detached' })
}

interface PageState {
  readonly inert: boolean
  /** Attributes of `<html>`. */
  readonly html: string
  /** Whether the keyboard gets to what is on the page. */
  readonly isReached: boolean
}

function pageState(page: Page): Promise<PageState> {
  return page.evaluate(() => {
    const before = document.activeElement
    const link = document.querySelector('a')
    link?.focus()
    const isReached = document.activeElement === link
    if (before instanceof HTMLElement) before.focus()
    const { attributes } = document.documentElement
    return {
      inert: document.body.inert,
      html: [...attributes].map(({ name, value }) => `${name}="${value}"`).join(' '),
      isReached,
    }
  })
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`${selector} is not there`)
  return box
}
