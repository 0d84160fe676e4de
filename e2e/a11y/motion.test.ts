import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useScene } from '../attacks/use-scene.ts'
import type { Tab, Visitor } from '../fixtures/stage.ts'
import { EPISODES } from './states/episodes.ts'
import { type Cast, stageEpisode } from './states/state.ts'

describe('for a visitor who wants no motion', () => {
  const on = useScene()

  describe.sequential.each(EPISODES)('$name', (episode) => {
    let visitor: Visitor
    let cast: Cast

    beforeAll(async () => {
      const browser = { reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } } as const
      ;({ visitor, cast } = await stageEpisode(on, episode, { browser }))
    })
    afterAll(() => visitor.close())

    it.each(episode.states)('[HC-009] $name: nothing moves', async (state) => {
      await state.enter(cast)
      expect(await moving(cast.tab)).toEqual([])
    })
  })

  it('and something would be seen to move for another', async () => {
    const [episode] = EPISODES
    if (episode === undefined) throw new Error('no states')
    const { visitor, cast } = await stageEpisode(on, episode)
    await cast.tab.page.locator('.launcher').evaluate((launcher) => {
      launcher.animate([{ opacity: 0 }, { opacity: 1 }], 60_000)
    })
    expect(await moving(cast.tab)).toEqual(['launcher'])
    await visitor.close()
  })
})

/** Classes of what moves by itself or is about to, in the shadow root and on its host. */
function moving(tab: Tab): Promise<string[]> {
  return tab.page.evaluate(() => {
    const root = document.querySelector('porchlight-root')?.shadowRoot
    const all = [...(root?.getAnimations() ?? []), ...document.getAnimations()]
    return [
      ...new Set(
        all.map(({ effect }) => {
          const target = effect instanceof KeyframeEffect ? effect.target : null
          return target?.getAttribute('class') ?? target?.localName ?? 'unknown'
        }),
      ),
    ]
  })
}
