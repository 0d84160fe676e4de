import { beforeAll, describe, expect, it } from 'vitest'
import { useScene } from '../attacks/use-scene.ts'
import type { Tab } from '../fixtures/stage.ts'
import { SAME_EACH_TIME } from './states/episodes.ts'
import { type Cast, stageEpisode } from './states/state.ts'

/** The accessibility tree as text, reviewed like code: it is what many visitors have of the widget. */
describe('the accessibility tree', () => {
  const on = useScene()

  describe.each(SAME_EACH_TIME)('$name', (episode) => {
    const { states } = episode
    let cast: Cast

    beforeAll(async () => {
      ;({ cast } = await stageEpisode(on, episode))
    })

    it.each(states.filter(({ isPassing }) => isPassing !== true))('$name', async (state) => {
      const at = states.indexOf(state)
      const before = states.slice(0, at).findLastIndex(({ isPassing }) => isPassing !== true)
      for (const { enter } of states.slice(before + 1, at + 1)) await enter(cast)
      expect(await treeOf(cast.tab)).toMatchSnapshot()
    })
  })
})

/** Without what is another one at each run. */
async function treeOf(tab: Tab): Promise<string> {
  const tree = await tab.page.locator('html').ariaSnapshot()
  return tree
    .replaceAll(/\d{1,2}:\d{2}\s[AP]M/g, 'TIME')
    .replaceAll(/(A long story\. ?)+/g, 'A long story. ')
    .replaceAll(/a{1000,}/g, 'aaa')
    .replaceAll(/(Its glass is blown[^.]*\. ?)+/g, 'Its glass is blown. ')
}
