import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useScene } from '../attacks/use-scene.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'
import { HOSTS } from './hosts.ts'
import { EPISODES } from './states/episodes.ts'
import { LANGUAGES } from './states/languages.ts'
import { type Cast, stageEpisode } from './states/state.ts'

describe('axe has nothing to say', () => {
  const on = useScene()

  // A visitor mostly waits, for an answer or for motion to end.
  describe.concurrent.each(HOSTS)('on $name', (host) => {
    describe.sequential.each(EPISODES)('$name', (episode) => {
      let visitor: Visitor
      let cast: Cast

      beforeAll(async () => {
        ;({ visitor, cast } = await stageEpisode(on, episode, host))
      })
      afterAll(() => visitor.close())

      it.each(episode.states)('$name', async (state) => {
        await state.enter(cast)
        expect(await axeViolations(cast.tab.page, 'porchlight-root')).toEqual([])
        expect(await sidewaysScroll(cast.tab)).toBe(false)
      })

      it('and nothing was thrown', () => {
        expect(cast.tab.errors).toEqual([])
      })
    })
  })

  describe.sequential.each(LANGUAGES)('$name', (episode) => {
    it.each(episode.states)('$name', async (state) => {
      const { visitor, cast } = await stageEpisode(on, episode)
      await state.enter(cast)
      expect(await axeViolations(cast.tab.page, 'porchlight-root')).toEqual([])
      expect(await sidewaysScroll(cast.tab)).toBe(false)
      expect(cast.tab.errors).toEqual([])
      await visitor.close()
    })
  })

  it('and would have, had there been something', async () => {
    on.scene.site.page('/', {})
    const visitor = await enter(on.browser, on.scene.site.origin)
    const { page } = await visitor.tab()
    await page.locator('.launcher').evaluate((launcher) => {
      const image = document.createElement('img')
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='
      launcher.before(image)
    })
    expect(await axeViolations(page, 'porchlight-root')).toContainEqual(
      expect.stringMatching(/^image-alt/),
    )
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
