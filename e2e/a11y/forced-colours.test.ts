import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useScene } from '../attacks/use-scene.ts'
import { EPISODES } from './states/episodes.ts'
import { stageEpisode } from './states/state.ts'

/** More stops than any state has. */
const MAX_STEPS = 40
/** What has a shape by its colour alone where colours are one's own. */
const SHAPES =
  '.launcher, .panel, .composer, .composer-button, .bubble, .chip, .badge, .header-unread, .thread-unread'

const browser = { forcedColors: 'active' } as const

describe('in forced colours', () => {
  const on = useScene()

  it.each(EPISODES)('[HC-009] every shape has a border that is seen: $name', async (episode) => {
    const { visitor, cast } = await stageEpisode(on, episode, { browser })
    const { page } = cast.tab
    for (const state of episode.states) {
      await state.enter(cast)
      expect([state.name, await shapesWithoutBorder(page, SHAPES)]).toEqual([state.name, []])
    }
    await visitor.close()
  })

  it('[HC-009] the caret behind an answer that is being written is a line', async () => {
    const writing = ({ name }: { readonly name: string }) => name === 'an answer being written'
    const episode = EPISODES.find(({ states }) => states.some(writing))
    if (episode === undefined) throw new Error('nothing is being written')
    const { visitor, cast } = await stageEpisode(on, episode, { browser })
    const { page } = cast.tab
    const last = episode.states.findIndex(writing)
    for (const state of episode.states.slice(0, last + 1)) await state.enter(cast)
    const line = await page
      .locator('.writing > p:last-child')
      .evaluate((words) => getComputedStyle(words, '::after').borderInlineStart)
    expect(line).toMatch(/^1px solid rgb/)
    await visitor.close()
  })

  it('[HC-009] every stop of the keyboard has a frame', async () => {
    const [episode] = EPISODES
    if (episode === undefined) throw new Error('no states')
    const { visitor, cast } = await stageEpisode(on, episode, { browser })
    const { page } = cast.tab
    for (const state of episode.states) await state.enter(cast)
    await page.evaluate('porchlight.open()')
    const stops = new Set<string>()
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      await page.keyboard.press('Tab')
      const { name, frame } = await focusFrame(page)
      if (name === null) continue
      if (stops.has(name)) break
      stops.add(name)
      expect([name, frame]).toEqual([name, 'seen'])
    }
    expect(stops.size).toBeGreaterThan(3)
    await visitor.close()
  })
})

/** Classes of what is shown and has no border of a colour of its own around it. */
function shapesWithoutBorder(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((shapes) => {
    const root = document.querySelector('porchlight-root')?.shadowRoot
    return [...(root?.querySelectorAll<HTMLElement>(shapes) ?? [])]
      .filter((one) => one.getClientRects().length > 0)
      .filter((one) => {
        const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } =
          getComputedStyle(one)
        const isDrawn = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) >= 1
        const isClear = /^rgba\(.*, 0\)$/.test(borderTopColor)
        return !isDrawn || isClear || borderTopColor === backgroundColor
      })
      .map((one) => one.className)
  }, selector)
}

/** What has the focus, and whether its frame is seen: around it, or around the field it is in. */
function focusFrame(page: Page): Promise<{ name: string | null; frame: string }> {
  return page.evaluate(() => {
    const at = document.querySelector('porchlight-root')?.shadowRoot?.activeElement ?? null
    if (at === null) return { name: null, frame: '' }
    const name = `${at.localName}.${at.className} ${at.getAttribute('aria-label') ?? at.textContent}`
    const framed = at.localName === 'textarea' ? (at.closest('.composer') ?? at) : at
    const { outlineStyle, outlineWidth, outlineColor, backgroundColor } = getComputedStyle(framed)
    const isDrawn = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    const isClear = /^rgba\(.*, 0\)$/.test(outlineColor) || outlineColor === backgroundColor
    return { name, frame: isDrawn && !isClear ? 'seen' : `${outlineStyle} ${outlineColor}` }
  })
}
