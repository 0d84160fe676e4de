import { beforeAll, describe, expect, it } from 'vitest'
import { useScene } from '../attacks/use-scene.ts'
import type { Tab } from '../fixtures/stage.ts'
import { EPISODES } from './states/episodes.ts'
import { type Cast, stageEpisode } from './states/state.ts'

/** The accessibility tree as text, reviewed like code: it is what many visitors have of the widget. */
describe('the accessibility tree', () => {
  const on = useScene()

  describe.each(EPISODES)('$name', (episode) => {
    let cast: Cast

    beforeAll(async () => {
      ;({ cast } = await stageEpisode(on, episode))
    })

    it.each(episode.states)('$name', async (state) => {
      await state.enter(cast)
      const tree = await treeOf(cast.tab)
      expect(state.isPassing === true ? withoutAnswer(tree) : tree).toMatchSnapshot()
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
    .replaceAll(/: Some( are[^\n]*)?$/gm, ': Some are round')
    .replaceAll(/ada-\d+@/g, 'ada@')
    .replaceAll(/(\n[^\n]*Another page\.)+/g, '$1')
}

/** What has come of an answer by now is chance. */
function withoutAnswer(tree: string): string {
  return tree.replace(/(Assistant AI\n.*TIME\n)[\s\S]*?(?=\n {4}- status)/, '$1      - ANSWER')
}
