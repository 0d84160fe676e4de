import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useScene } from '../attacks/use-scene.ts'
import { axeViolations } from '../fixtures/axe.ts'
import type { Visitor } from '../fixtures/stage.ts'
import { HOSTS } from './hosts.ts'
import { EPISODES } from './states/episodes.ts'
import { type Cast, stageEpisode } from './states/state.ts'

/** What browsers start with is 16. */
const TWICE_PX = 32

const hostile = HOSTS.filter(({ name }) => name === 'a page whose style wants everything')
const phone = HOSTS.filter(({ name }) => name === 'a phone')

describe('for a reader whose browser has text of twice the size', () => {
  const on = useScene()
  describe.concurrent.each([...hostile, ...phone])('on $name', (host) => {
    describe.sequential.each(EPISODES)('$name', (episode) => {
      let visitor: Visitor
      let cast: Cast

      beforeAll(async () => {
        ;({ visitor, cast } = await stageEpisode(on, episode, host))
        const devtools = await visitor.context.newCDPSession(cast.tab.page)
        await devtools.send('Page.setFontSizes', { fontSizes: { standard: TWICE_PX } })
        // Nothing moves under the pointer.
        await cast.tab.page.reload()
      })
      afterAll(() => visitor.close())

      it.each(episode.states)('$name: all of it can be read', async (state) => {
        await state.enter(cast)
        expect(await cast.tab.page.evaluate(cutTexts)).toEqual([])
        expect(await axeViolations(cast.tab.page, 'porchlight-root')).toEqual([])
      })

      it('it is of twice the size', async () => {
        const size = (selector: string): Promise<string> =>
          cast.tab.page.locator(selector).evaluate((element) => getComputedStyle(element).fontSize)
        expect(await size('.panel')).toBe('30px')
      })
    })
  })
})

/**
 * Runs in the page. Texts of which a part cannot be seen, nor scrolled to by going up and down: cut by
 * what is around them, or outside the window.
 */
function cutTexts(): string[] {
  const root = document.querySelector('porchlight-root')?.shadowRoot
  const panel = root?.querySelector('[data-open] > .panel')
  if (!panel) return []
  // The list shows the beginning of what is read in full in the conversation. Code and tables are
  // scrolled, as wide things are.
  const isShortened = (element: Element): boolean =>
    element.closest('.unseen, .thread-title, .thread-preview, pre, .table') !== null
  const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT)
  const cut = new Set<string>()
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    if (element === null || node.nodeValue?.trim() === '' || isShortened(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const { left, right, top, bottom } = range.getBoundingClientRect()
    if (left === right) continue
    let isCut = left < -1 || right > innerWidth + 1
    let isScrolled = false
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around)
      const frame = around.getBoundingClientRect()
      if (overflowX !== 'visible') isCut ||= left < frame.left - 1 || right > frame.right + 1
      isScrolled ||= overflowY === 'auto'
      if (overflowY === 'hidden' && !isScrolled) {
        isCut ||= top < frame.top - 1 || bottom > frame.bottom + 1
      }
    }
    if (isCut) cut.add(`${element.className || element.localName}: ${node.nodeValue}`)
  }
  const isOutside = ({ left, right, top, bottom }: DOMRect): boolean =>
    left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1
  for (const element of panel.querySelectorAll(
    '.header button, .composer, .screen-actions button',
  )) {
    if (isOutside(element.getBoundingClientRect())) cut.add(`outside: ${element.className}`)
  }
  return [...cut]
}
