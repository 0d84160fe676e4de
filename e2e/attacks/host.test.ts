import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { EnginePage } from '../fixtures/engine-page.ts'
import { ENGINES, type Engine } from '../fixtures/engines.ts'
import { until } from '../fixtures/eventually.ts'
import { type Site, startSite } from '../fixtures/site.ts'
import { count, openPanel, press, readable, say } from '../fixtures/widget-page.ts'
import { HOST_SCRIPTS, type Outcome } from './host-scripts.ts'
import { type Scene, setScene } from './scene.ts'
import { drawn, WATCH, watched } from './watch.ts'

const ARTICLE = '# Pear\n\nA pear lamp is made of brass, and its glass can be ordered again.\n'

/** What the driver of the browser leaves on a page, and how Angular's zones note who listens to it. */
const NOT_OURS = /^window\.(__p|__zone_symbol__)/

/** The launcher, once its panel could not be had. */
const FAILED = '.launcher[aria-label^="The chat could not load"]'

describe('a page whose scripts', () => {
  let scene: Scene

  beforeAll(async () => {
    scene = await setScene(() => ({ 'pear.md': ARTICLE }))
  })
  afterAll(() => scene.close())

  describe.each(ENGINES.filter(({ isHere }) => isHere))('in $name', (kind) => {
    let engine: Engine
    let page: EnginePage
    let site: Site | undefined

    beforeAll(async () => {
      engine = await kind.launch()
      page = await engine.page()
    })
    afterEach(() => site?.close())
    afterAll(() => engine.close())

    it.each(HOST_SCRIPTS)('make $title', async (one) => {
      const { script, outcome = 'works', leaves = [] } = one
      // An origin of its own, so that it finds nothing of what others have left behind.
      site = await startSite(scene.proxy.origin)
      const address = site.page('/', {
        head: `${WATCH}<script>${script}</script><script>keepInMind()</script>`,
      })
      await page.goto(address)
      expect(await tryOut(outcome)).toBe(outcome)
      const { errors, forbidden } = await watched(page)
      expect({ errors, forbidden }).toEqual({ errors: [], forbidden: [] })
      const left = outcome === 'stays off' ? leaves : [...leaves, 'window.porchlight']
      const changed = (await page.run(() => window.changed?.())) ?? []
      expect(changed.filter((name) => !NOT_OURS.test(name)).sort()).toEqual(left)
    })

    /** Opens the panel and asks, as far as that goes. @returns how far it went */
    async function tryOut(outcome: Outcome): Promise<Outcome> {
      if (outcome === 'stays off') {
        await page.run(() => new Promise((done) => setTimeout(done, 1_500)))
        return (await count(page, '*')) === 0 ? 'stays off' : 'works'
      }
      if (outcome === 'cannot load') {
        await until(() => press(page, '.launcher'), 'a launcher', 8_000)
        await until(async () => (await count(page, FAILED)) === 1, 'a failure to load', 15_000)
        return 'cannot load'
      }
      await openPanel(page)
      await say(page, 'pear')
      const isNoticed = async (): Promise<boolean> => (await readable(page, '.notice')) !== ''
      const isDone = outcome === 'works' ? isAnswered : isNoticed
      await until(isDone, outcome, 10_000)
      await until(async () => (await count(page, '[aria-busy="true"]')) === 0, 'the end')
      return (await isNoticed()) ? 'waits' : 'works'
    }

    async function isAnswered(): Promise<boolean> {
      const [question, answer] = await drawn(page)
      return question?.text.trim() === 'pear' && answer?.text.includes('ordered again') === true
    }
  })
})
