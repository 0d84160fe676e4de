import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, setScene } from '../attacks/scene.ts'
import { launchChromium } from '../fixtures/chromium.ts'
import { enter, type Tab } from '../fixtures/stage.ts'
import { ARTICLE, QUESTION, STATES } from './states.ts'

/** The accessibility tree as text, reviewed like code: it is what many visitors have of the widget. */
describe('the accessibility tree', () => {
  let scene: Scene
  let browser: Awaited<ReturnType<typeof launchChromium>>
  let tab: Tab

  beforeAll(async () => {
    ;[scene, browser] = await Promise.all([
      setScene(() => ({ 'pear.md': ARTICLE })),
      launchChromium(),
    ])
    scene.site.page('/', { tag: `data-suggestions="${QUESTION}" data-name="Lamps"`, body: '' })
    tab = await (await enter(browser, scene.site.origin)).tab()
  })
  afterAll(async () => {
    await browser.close()
    await scene.close()
  })

  it.each(STATES.filter(({ isPassing }) => isPassing !== true))('$name', async (state) => {
    const ticket = (): Promise<string> => scene.team.ticketWith(QUESTION)
    const cast = { tab, team: scene.team, ticket }
    const before = STATES[STATES.indexOf(state) - 1]
    if (before?.isPassing) await before.enter(cast)
    await state.enter(cast)
    expect(await treeOf(tab)).toMatchSnapshot()
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
