import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { differingShare } from '../fixtures/compare-pictures.ts'
import type { EnginePage } from '../fixtures/engine-page.ts'
import { ENGINES, type Engine } from '../fixtures/engines.ts'
import { until } from '../fixtures/eventually.ts'
import { count, openPanel } from '../fixtures/widget-page.ts'
import { HOST_STYLES } from './host-styles.ts'
import { type Scene, setScene } from './scene.ts'
import { WATCH, watched } from './watch.ts'

/** Only the widget is compared, whatever becomes of the page. */
const BODY_AWAY = 'html > body:not(#never) { display: none !important }'

const MAX_SHARE = 0.001

describe('a page whose style', () => {
  let scene: Scene

  beforeAll(async () => {
    scene = await setScene()
  })
  afterAll(() => scene.close())

  describe.each(ENGINES.filter(({ isHere }) => isHere))('in $name', (kind) => {
    let engine: Engine
    let page: EnginePage
    let clean: Pictures

    beforeAll(async () => {
      engine = await kind.launch()
      page = await engine.page()
      clean = await take('')
    })
    afterAll(() => engine.close())

    interface Pictures {
      readonly closed: Buffer
      readonly open: Buffer
    }

    /** The launcher, and the open panel without its cursor. */
    async function take(css: string): Promise<Pictures> {
      const address = scene.site.page('/', {
        head: `${WATCH}<style>${css}${BODY_AWAY}</style>`,
        body: '<main></main>',
        tag: 'data-suggestions="Where is my order?" data-name="Lamps"',
      })
      await page.goto(address)
      await until(async () => (await count(page, '.launcher')) === 1, 'a launcher')
      await page.run(settled)
      const closed = await page.screenshot()
      await openPanel(page)
      await until(async () => (await count(page, '.chip')) === 1, 'the panel')
      await page.run(settled)
      return { closed, open: await page.screenshot() }
    }

    it.each(HOST_STYLES)('$title', async ({ css }) => {
      let shares = await differingShares(css)
      // A machine that is out of breath has not painted all of it yet.
      if (Math.max(...shares) >= MAX_SHARE) shares = await differingShares(css)
      expect(Math.max(...shares)).toBeLessThan(MAX_SHARE)
    })

    async function differingShares(css: string): Promise<readonly number[]> {
      const { closed, open } = await take(css)
      expect((await watched(page)).errors).toEqual([])
      return [
        await differingShare(page, closed, clean.closed),
        await differingShare(page, open, clean.open),
      ]
    }

    it('would have been seen', async () => {
      expect(await differingShare(page, clean.closed, clean.open)).toBeGreaterThan(0.01)
    })
  })
})

/** Runs in the page. Resolves when nothing moves, and nothing blinks. */
async function settled(): Promise<void> {
  const root = document.querySelector('porchlight-root')?.shadowRoot
  const at = root?.activeElement
  if (at instanceof HTMLElement) at.blur()
  await new Promise((done) => setTimeout(done, 300))
  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)))
}
