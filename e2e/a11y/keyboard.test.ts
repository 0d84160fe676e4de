import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { useScene } from '../attacks/use-scene.ts'
import { QUESTION } from '../fixtures/article.ts'
import { eventually } from '../fixtures/eventually.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'

/** More steps than there are stops in any state. */
const MAX_STEPS = 40

describe('with the keyboard alone', () => {
  const on = useScene()
  let visitor: Visitor
  let tab: Tab
  let page: Page

  beforeAll(async () => {
    on.scene.site.page('/', {
      tag: `data-suggestions="${QUESTION}"`,
      body: '<main><h1>Lamps</h1><a href="#first">First</a></main>',
    })
    visitor = await enter(on.browser, on.scene.site.origin, { acceptDownloads: true })
    tab = await visitor.tab()
    page = tab.page
    await tab.chat.launcher.waitFor()
  })

  /** Presses Tab until something with this name has the focus, and sees the focus at every stop. */
  async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<string> {
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      await page.keyboard.press(key)
      const at = await focused(page)
      expect(at, `after ${key}`).toMatchObject({ isShown: true })
      if (name.test(at.name)) return at.name
    }
    throw new Error(`${name} cannot be reached`)
  }
  const press = (key: string): Promise<void> => page.keyboard.press(key)

  it('the chat is opened, and one can write at once', async () => {
    expect(await tabTo(/^Open chat/)).toBe('Open chat')
    await press('Enter')
    await eventually(async () => (await focused(page)).name, 'Write a message')
  })

  it('a suggested question is sent', async () => {
    await tabTo(new RegExp(`^${QUESTION}$`), 'Shift+Tab')
    await press('Enter')
    await page.locator('.footer[data-state="helpful"]').waitFor()
    expect((await focused(page)).name).toBe('Write a message')
  })

  it('the answer is said to be of no help', async () => {
    await tabTo(/person|No/, 'Shift+Tab')
    await press('Enter')
    await page.locator('.footer[data-state="asked_people"]').waitFor()
    expect((await focused(page)).name).toBe('Write a message')
  })

  it('a message of two lines is written and sent', async () => {
    await page.keyboard.type('One line,')
    await press('Shift+Enter')
    await page.keyboard.type('and another.')
    await press('Enter')
    await tab.chat.log.getByText('One line,').waitFor()
    expect(await page.locator('textarea').inputValue()).toBe('')
  })

  it('the messages are scrolled', async () => {
    const ticket = await on.scene.team.ticketWith(QUESTION)
    await on.scene.team.reply(ticket, 'A long story. '.repeat(300))
    await page.getByText('A long story.').first().waitFor()
    const top = (): Promise<number> => page.locator('.log').evaluate((log) => log.scrollTop)
    expect(await tabTo(/^Messages$/, 'Shift+Tab')).toBe('Messages')
    const before = await top()
    await press('Home')
    await eventually(async () => (await top()) < before, true)
    await press('End')
  })

  it('a link in a message is reached', async () => {
    await on.scene.team.reply(
      await on.scene.team.ticketWith(QUESTION),
      'See https://shop.example/off',
    )
    await page.getByRole('link', { name: 'https://shop.example/off' }).waitFor()
    expect(await tabTo(/^https/)).toBe('https://shop.example/off')
  })

  it('the menu is walked through, and left', async () => {
    await tabTo(/^Menu$/, 'Shift+Tab')
    await press('Enter')
    await eventually(async () => (await focused(page)).role, 'menuitem')
    const first = (await focused(page)).name
    await press('ArrowDown')
    expect((await focused(page)).name).not.toBe(first)
    expect((await focused(page)).isShown).toBe(true)
    await press('ArrowUp')
    expect((await focused(page)).name).toBe(first)
    await press('Escape')
    await eventually(async () => (await focused(page)).name, 'Menu')
  })

  it('a conversation is downloaded', async () => {
    const download = page.waitForEvent('download')
    await press('Enter')
    await eventually(async () => (await focused(page)).role, 'menuitem')
    for (let steps = 0; !/^Download this/.test((await focused(page)).name); steps++) {
      expect(steps).toBeLessThan(MAX_STEPS)
      await press('ArrowDown')
    }
    await press('Enter')
    expect((await download).suggestedFilename()).toMatch(/^conversation-/)
  })

  it('another conversation is begun, and the first one found again', async () => {
    expect(await tabTo(/^Your conversations/, 'Shift+Tab')).toBe('Your conversations')
    await press('Enter')
    await page.locator('.thread').first().waitFor()
    await tabTo(/^New conversation$/)
    await press('Enter')
    await eventually(async () => (await focused(page)).name, 'Write a message')
    await tabTo(/^Your conversations/, 'Shift+Tab')
    await press('Enter')
    await tabTo(new RegExp(QUESTION))
    await press('Enter')
    await tab.chat.log.getByText('One line,').waitFor()
    await eventually(async () => (await focused(page)).name, 'Write a message')
  })

  it('a message that waits is changed', async () => {
    await visitor.context.setOffline(true)
    await page.keyboard.type('Befor')
    await press('Enter')
    await page.locator('.delivery[data-state="waiting"] button').first().waitFor()
    await tabTo(/^Edit$/, 'Shift+Tab')
    await press('Enter')
    await eventually(() => page.locator('textarea').inputValue(), 'Befor')
    await eventually(async () => (await focused(page)).name, 'Write a message')
    await press('End')
    await page.keyboard.type('e')
    await press('Enter')
    expect((await focused(page)).name).toBe('Write a message')
    await visitor.context.setOffline(false)
    await tab.chat.log.getByText('Before', { exact: true }).waitFor()
  })

  it('a closed conversation is rated', async () => {
    await eventually(() => page.locator('.delivery[data-state="waiting"]').count(), 0)
    await on.scene.team.resolve(await on.scene.team.ticketWith(QUESTION))
    await page.locator('.rating-score').first().waitFor()
    await tabTo(/^Very good$|^Bad$/, 'Shift+Tab')
    await press('ArrowRight')
    await press('Space')
    await page.locator('.rating-comment').waitFor()
    await tabTo(/^Send rating$/)
    await press('Enter')
    await page.locator('.footer[data-state="rated"]').waitFor()
    expect((await focused(page)).name).toBe('Write a message')
  })

  it('one leaves for the page and comes back, and closes', async () => {
    await tabTo(/^First$/)
    await tabTo(/^Write a message$/, 'Shift+Tab')
    await press('Escape')
    await eventually(async () => (await focused(page)).name, 'Open chat')
    expect(tab.errors).toEqual([])
  })
})

/** What has the focus, and whether one sees that it has. */
function focused(page: Page): Promise<{ name: string; role: string; isShown: boolean }> {
  return page.evaluate(() => {
    let at = document.activeElement
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    // At its end the browser's own buttons have the focus, and show it.
    if (at === null || at === document.body) return { name: '', role: '', isShown: true }
    const labels = (at as HTMLInputElement).labels
    const frame = at.closest('.composer, .rating-score') ?? at
    const isSeen = (one: Element): boolean => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
    }
    return {
      name:
        at.getAttribute('aria-label') ??
        labels?.[0]?.textContent?.trim() ??
        at.textContent?.trim() ??
        '',
      role: at.getAttribute('role') ?? at.localName,
      isShown: isSeen(at) || isSeen(frame),
    }
  })
}
