import type { CDPSession } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage, type Tab, type Visitor } from '../fixtures/stage.ts'

describe('the composer', () => {
  let stage: Stage
  let visitor: Visitor
  let tab: Tab
  let devtools: CDPSession

  beforeAll(async () => {
    stage = await setStage()
    visitor = await stage.visitor()
    tab = await visitor.tab()
    devtools = await visitor.context.newCDPSession(tab.page)
    await tab.chat.open()
  })
  beforeEach(async () => {
    await tab.chat.composer.fill('')
    await tab.chat.composer.focus()
  })
  afterAll(() => stage.close())

  const heightPx = (): Promise<number> =>
    tab.chat.composer.evaluate((field) => Math.round(field.getBoundingClientRect().height))
  const lines = (count: number): string => Array.from({ length: count }, (_, n) => n).join('\n')

  it.each([
    ['by itself where the browser can', () => undefined],
    [
      'by our hand where it cannot',
      () => {
        const { supports } = CSS
        CSS.supports = (...values: [string, string?]) =>
          values[0] !== 'field-sizing' && Reflect.apply(supports, CSS, values)
        const sheet = new CSSStyleSheet()
        sheet.replaceSync('.composer-text { field-sizing: fixed !important }')
        document.querySelector('porchlight-root')?.shadowRoot?.adoptedStyleSheets.push(sheet)
      },
    ],
  ])('grows line by line up to its limit, and back, %s', async (_how, prepare) => {
    await tab.page.evaluate(prepare)
    await tab.chat.composer.fill('one')
    const one = await heightPx()
    const heights: number[] = []
    for (const count of [2, 3, 40]) {
      await tab.chat.composer.fill(lines(count))
      heights.push(await heightPx())
    }
    const [two = 0, three = 0, most = 0] = heights
    const lineHeightPx = 24
    expect([two - one, three - two]).toEqual([lineHeightPx, lineHeightPx])
    // Six lines and a bit, which shows that there is more.
    expect([most > three, most <= 6.5 * lineHeightPx + 1]).toEqual([true, true])
    const panel = await tab.page.locator('.panel').boundingBox()
    const field = await tab.page.locator('.composer').boundingBox()
    const bottom = (box: typeof panel): number => (box === null ? 0 : box.y + box.height)
    expect(bottom(field)).toBeLessThanOrEqual(bottom(panel))
    const isScrolled = await tab.chat.composer.evaluate(
      (text) => text.scrollHeight > text.clientHeight,
    )
    expect(isScrolled).toBe(true)
    await tab.chat.composer.fill('one')
    expect(await heightPx()).toBe(one)
  })

  it('leaves a word to an input method until it is chosen, with Enter', async () => {
    const before = await tab.chat.texts()
    for (const text of ['k', 'か', 'かn', 'かん', 'かんじ']) {
      await devtools.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
      expect(await tab.chat.composer.inputValue()).toBe(text)
    }
    // The key that chooses; browsers tell of it with the code of a consumed one.
    await devtools.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    })
    await devtools.send('Input.insertText', { text: '漢字' })
    expect(await tab.chat.composer.inputValue()).toBe('漢字')
    expect(await tab.chat.texts()).toEqual(before)
    await tab.page.keyboard.press('Enter')
    await tab.chat.message('漢字').waitFor()
    expect(await tab.chat.composer.inputValue()).toBe('')
  })

  it('composes in the middle of a text without moving the cursor', async () => {
    await tab.page.keyboard.insertText('ab')
    await tab.page.keyboard.press('ArrowLeft')
    for (const text of ['n', 'に']) {
      await devtools.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 })
    }
    await devtools.send('Input.insertText', { text: '日' })
    await tab.page.keyboard.insertText('!')
    expect(await tab.chat.composer.inputValue()).toBe('a日!b')
  })

  it('takes what the picker of the system puts in, and sends it whole', async () => {
    const emoji = '👩🏽‍💻🏳️‍🌈🇪🇺'
    await tab.page.keyboard.insertText(`Look: ${emoji}`)
    expect(await tab.chat.composer.inputValue()).toBe(`Look: ${emoji}`)
    await tab.page.keyboard.press('Enter')
    await tab.chat.message(`Look: ${emoji}`).waitFor()
    const ticket = await stage.team.ticketWith(`Look: ${emoji}`)
    await eventually(async () => (await stage.team.heard(ticket)).includes(`Look: ${emoji}`), true)
  })
})
