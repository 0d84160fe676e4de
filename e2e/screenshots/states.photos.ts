/** Photographs every state of the widget that the tests know, in each variant. */
import path from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { EPISODES } from '../a11y/states/episodes.ts'
import { type Cast, stageEpisode } from '../a11y/states/state.ts'
import { useScene } from '../attacks/use-scene.ts'
import type { Visitor } from '../fixtures/stage.ts'
import { VARIANTS } from './variants.ts'

/** Names of variants, all when there are none. */
const wanted = (process.env.SCREENSHOTS ?? '').split(' ').filter((name) => name !== '')

const folder = path.resolve(import.meta.dirname, '../../test-results/screenshots')

const ALL_STATES = EPISODES.flatMap(({ states }) => states)

describe('photographs', () => {
  const on = useScene()
  const variants = VARIANTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))

  describe.concurrent.each(variants)('$name', (variant) => {
    describe.sequential.each(EPISODES)('$name', (episode) => {
      let visitor: Visitor
      let cast: Cast

      beforeAll(async () => {
        ;({ visitor, cast } = await stageEpisode(on, episode, variant))
      })
      afterAll(() => visitor.close())

      it.each(episode.states)('$name', async (state) => {
        await state.enter(cast)
        const place = String(ALL_STATES.indexOf(state) + 1).padStart(2, '0')
        const name = `${place} ${episode.name}, ${state.name}`.replaceAll(/[^\w]+/g, '-')
        await cast.tab.page.screenshot({
          path: path.join(folder, variant.name, `${name}.png`),
          animations: 'disabled',
        })
      })
    })
  })
})
