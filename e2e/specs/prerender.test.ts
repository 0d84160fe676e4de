/** Chromium makes a page ready for somebody who may never come: a real one, which no driver attaches to. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type Scene, setScene } from '../attacks/scene.ts'
import { drawn } from '../attacks/watch.ts'
import { startUndriven } from '../fixtures/chromium-process.ts'
import { eventually, until } from '../fixtures/eventually.ts'
import { type Prompter, startPrompter } from '../fixtures/prompter.ts'
import { count, openPanel, say } from '../fixtures/widget-page.ts'

const ARTICLE = '# Pear\n\nA pear lamp is made of brass, and its glass can be ordered again.\n'

const RULES = JSON.stringify({ prerender: [{ urls: ['/lamp'], eagerness: 'immediate' }] })

describe('a page that was made ready beforehand', () => {
  let scene: Scene
  let prompter: Prompter

  beforeEach(async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'porchlight-prerender-'))
    onTestFinished(() => rm(profile, { recursive: true, force: true }))
    scene = await setScene(() => ({ 'pear.md': ARTICLE }))
    onTestFinished(() => scene.close())
    prompter = await startPrompter()
    onTestFinished(() => prompter.close())
    const { site } = scene
    // On localhost a file comes along that tells developers of their mistakes.
    site.page('/lamp', { head: prompter.head('lamp'), tag: 'data-debug="false"' })
    const shelf = site.page('/', {
      head: `${prompter.head('shelf')}<script type="speculationrules">${RULES}</script>`,
      tags: '',
    })
    const browser = startUndriven(profile, shelf)
    onTestFinished(() => browser.kill())
    // Its scripts run by now, and nobody sees it.
    expect(await lamp().run(() => Reflect.get(document, 'prerendering'))).toBe(true)
    await until(
      () => lamp().run(() => 'destroy' in Object(window.porchlight)),
      'the script on a page that nobody sees',
    )
  })

  const lamp = () => prompter.page('lamp')
  const requests = () => scene.proxy.seen.map(({ method, path }) => `${method} ${path}`)

  /** Somebody follows the link to it. */
  async function come(): Promise<void> {
    prompter.page('shelf').tell(() => document.querySelector('a')?.click())
    await until(() => lamp().run(() => !Reflect.get(document, 'prerendering')), 'somebody')
    const wasReady = await lamp().run(() => {
      const [entry] = performance.getEntriesByType('navigation')
      return Reflect.get(entry ?? {}, 'activationStart') > 0
    })
    expect(wasReady).toBe(true)
  }

  /** Has waited for longer than a launcher waits for a page that is busy. */
  const rested = () =>
    lamp().run(async () => {
      for (let turns = 0; turns < 3; turns++) {
        await new Promise((done) => requestIdleCallback(done, { timeout: 1_000 }))
      }
      return {
        roots: document.querySelectorAll('porchlight-root').length,
        stored: localStorage.length,
        databases: await indexedDB.databases(),
        cookies: document.cookie,
      }
    })

  const NOTHING = { roots: 0, stored: 0, databases: [], cookies: '' }

  it('[EM-005] shows, keeps and sends nothing until somebody comes, and then it is a chat', async () => {
    expect(await rested()).toEqual(NOTHING)
    expect(requests()).toEqual([expect.stringMatching(/^GET \/porchlight\.js/)])
    await come()
    await openPanel(lamp())
    await say(lamp(), 'pear')
    await eventually(async () => {
      const [question, answer] = await drawn(lamp())
      return [question?.text.trim(), answer?.text.includes('ordered again')]
    }, ['pear', true])
  })

  it('[EM-005] does what it calls for once somebody comes, and not before', async () => {
    await lamp().run(() => void window.porchlight?.('open'))
    expect(await rested()).toEqual(NOTHING)
    expect(requests()).toEqual([expect.stringMatching(/^GET \/porchlight\.js/)])
    await come()
    await until(async () => (await count(lamp(), '[data-open] textarea')) === 1, 'a composer')
  })
})
