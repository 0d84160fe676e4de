import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EnginePage } from '../fixtures/engine-page.ts'
import { ENGINES, type Engine } from '../fixtures/engines.ts'
import { eventually, until } from '../fixtures/eventually.ts'
import type { Team } from '../fixtures/team.ts'
import { count, openPanel, press, readable, say } from '../fixtures/widget-page.ts'
import { EXFIL_CASES } from './exfil-cases.ts'
import { HTML_CASES } from './html-cases.ts'
import { aimAt } from './message-case.ts'
import { RICH_CASES } from './rich-cases.ts'
import { type Scene, setScene } from './scene.ts'
import { STREAM_CASES } from './stream-cases.ts'
import { TEXT_CASES } from './text-cases.ts'
import { URL_CASES } from './url-cases.ts'
import { type Drawn, drawn, WATCH, watched } from './watch.ts'

/** Who answers has a name like this, and the conversation is called like that. */
const NAME = `Ann <img src=none onerror=trap('name')>`
const TITLE = `<b onpointerenter=trap('title')>Bills</b> \${trap('title')}`

const AREAS = [
  { area: 'markup in a message', cases: HTML_CASES },
  { area: 'an address in a message', cases: URL_CASES },
  { area: 'a message that wants to tell of its reader', cases: EXFIL_CASES },
  { area: 'a document that no editor writes', cases: RICH_CASES },
  { area: 'a text that wants too much', cases: TEXT_CASES },
]

describe('hostile messages', () => {
  let scene: Scene
  let colleague: Team

  beforeAll(async () => {
    scene = await setScene((sink) =>
      Object.fromEntries(
        aimAt(sink.origin, STREAM_CASES).map(({ word, content }) => [
          `${word}.md`,
          `---\nurl: ${sink.origin}/help\ntitle: <i onclick=trap('source')>${word}</i>\n---\n## ${word}\n\n${content}\n`,
        ]),
      ),
    )
    colleague = await scene.colleague(NAME)
    scene.site.page('/', { head: WATCH })
  })
  afterAll(() => scene.close())

  describe.each(ENGINES.filter(({ isHere }) => isHere))('in $name', (kind) => {
    let engine: Engine
    let page: EnginePage
    const title = `${TITLE} ${kind.name}`

    beforeAll(async () => {
      engine = await kind.launch()
      page = await engine.page()
      await page.goto(scene.site.origin)
      await openPanel(page)
      await page.run(() => window.inspectAlways?.())
    })
    afterAll(() => engine.close())

    /** What has run, was fetched, or is on the page and should not be. */
    async function harm(): Promise<unknown> {
      return { ...(await watched(page)), reached: scene.sink.reached }
    }
    const noHarm = (): unknown => ({
      sprung: [],
      errors: [],
      violations: [],
      forbidden: [],
      address: `${scene.site.origin}/`,
      reached: [],
    })

    it.each(STREAM_CASES)('an answer that grows: $title', async ({ word, shows }) => {
      await say(page, word)
      const answer = async (): Promise<string> => {
        const last = (await drawn(page)).at(-1)
        return last?.author === 'assistant' ? last.text : ''
      }
      await until(async () => (await answer()).includes(shows), 'the end of the answer')
      await eventually(() => count(page, '[aria-busy="true"]'), 0)
      expect(await harm()).toEqual(noHarm())
    })

    describe.each(AREAS)('$area', ({ cases }) => {
      let seen: readonly Drawn[]

      beforeAll(async () => {
        const first = `${title} ${cases.length}`
        await beginThread(page)
        await say(page, first)
        const ticket = await scene.team.ticketWith(first)
        for (const { content, rich } of aimAt(scene.sink.origin, cases)) {
          await colleague.reply(ticket, content, rich)
        }
        const areThere = async (): Promise<boolean> => {
          seen = (await drawn(page)).filter(({ author }) => author === 'agent')
          return seen.length === cases.length
        }
        await until(areThere, 'all messages')
        await touchEverything(page)
      })

      it('does nothing', async () => {
        expect(await harm()).toEqual(noHarm())
      })

      it.each(cases)('$title', (one) => {
        const { content, shows, links } = aimAt(scene.sink.origin, one)
        const shown = seen[cases.indexOf(one)]
        expect(asRead(shown?.text ?? '')).toContain(asRead(shows ?? content))
        expect(shown?.links).toEqual(links ?? expect.anything())
        expect(shown?.fits).toBe(true)
      })
    })

    it('[RH-035] [RH-037] shows names and titles as text', async () => {
      expect(await readable(page, '.group-agent .group-name')).toContain(NAME)
      await press(page, '.header-back')
      await eventually(() => count(page, '.thread'), AREAS.length + 1)
      await until(async () => (await readable(page, '.thread-title')).includes(title), 'the title')
      await touchEverything(page)
      expect(await harm()).toEqual(noHarm())
    })

    it('does nothing with what comes from the store', async () => {
      await page.reload()
      await openPanel(page)
      await page.run(() => window.inspectAlways?.())
      for (const place of [1, 2, 3, 4, 5]) {
        await until(() => press(page, '.header-back'), 'the way back')
        await until(() => press(page, `li:nth-child(${place}) > .thread`), 'a thread')
        await until(async () => (await count(page, '[part~="bubble"]')) > 5, 'messages')
        await touchEverything(page)
      }
      expect(await harm()).toEqual(noHarm())
    })

    it('would have been noticed', async () => {
      await page.run((address) => {
        const image = document.createElement('img')
        image.setAttribute('onerror', "trap('image')")
        image.src = address
        const root = document.querySelector('porchlight-root')?.shadowRoot
        root?.querySelector('[part~="bubble"]')?.append(image)
      }, `${scene.sink.origin}/noticed`)
      await eventually(async () => (await watched(page)).sprung, ['image'])
      expect((await watched(page)).forbidden).toEqual(['<img>'])
      expect(scene.sink.reached).toEqual(['connection', 'GET /noticed'])
      scene.sink.forget()
    })
  })
})

async function beginThread(page: EnginePage): Promise<void> {
  await until(() => press(page, '.header-back'), 'the way back')
  await until(() => press(page, '.button-main'), 'the way to a new thread')
  await until(async () => (await count(page, '[part~="bubble"]')) === 0, 'a new thread')
}

/** White space is the style sheet's matter; Firefox gives no marks of direction. */
function asRead(text: string): string {
  return text
    .replaceAll(/[\u202a-\u202e]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** What a pointer or the focus would set off, everywhere. */
async function touchEverything(page: EnginePage): Promise<void> {
  await page.run(() => {
    const root = document.querySelector('porchlight-root')?.shadowRoot
    for (const element of root?.querySelectorAll('[part~="bubble"] *, .group-name *, .thread *') ??
      []) {
      for (const type of [
        'pointerover',
        'pointerenter',
        'mouseover',
        'focus',
        'toggle',
        'load',
        'error',
      ]) {
        element.dispatchEvent(new Event(type))
      }
    }
  })
}
