/** A server that answers as another version of it would, or as none; and a page that sets things it cannot. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useScene } from '../attacks/use-scene.ts'
import { chatOn } from '../fixtures/chat.ts'
import { eventually } from '../fixtures/eventually.ts'
import type { SitePage } from '../fixtures/site.ts'
import { enter, type Visitor } from '../fixtures/stage.ts'

type Answer = Readonly<Record<string, unknown>>

describe('a chat whose server or settings are not as it knows them', () => {
  const on = useScene()

  /** Opens a page, and notes what it throws and what it tells the developer. */
  async function visit(
    page: SitePage,
    prepare: (page: Page) => Promise<void> = async () => undefined,
  ) {
    on.scene.site.page('/', page)
    const visitor: Visitor = await enter(on.browser, on.scene.site.origin)
    const tab = await visitor.context.newPage()
    const lines: string[] = []
    const errors: string[] = []
    tab.on('console', (line) => lines.push(line.text()))
    tab.on('pageerror', (error) => errors.push(String(error)))
    await prepare(tab)
    await tab.goto(on.scene.site.origin)
    return { visitor, page: tab, chat: chatOn(tab), lines, errors }
  }

  /** The server's own answer on its way to the browser, changed. */
  const answeringSessionsWith =
    (change: (answer: Answer) => unknown) =>
    async (page: Page): Promise<void> => {
      await page.route('**/v1/session', async (route) => {
        if (route.request().method() !== 'POST') return await route.fallback()
        try {
          const response = await route.fetch()
          const changed = change((await response.json()) as Answer)
          const body = typeof changed === 'string' ? changed : JSON.stringify(changed)
          await route.fulfill({ response, body })
        } catch {
          // The page went meanwhile, and nobody waits for the answer.
        }
      })
    }

  describe.each([
    ['is that of another version', () => ({ version: 9, tokens: ['x'] })],
    [
      'has settings that are none',
      (answer: Answer) => ({ ...answer, settings: { name: 7, hours: 'always', suggestions: {} } }),
    ],
    ['is a page', () => '<!doctype html><title>Welcome to this network</title>'],
  ])('where what the server answers %s', (_what, change) => {
    it('a visitor reads that it waits and when it goes, and loses nothing', async () => {
      const prepare = answeringSessionsWith(change)
      const { visitor, page, chat, lines, errors } = await visit(
        { tag: 'data-debug="false"' },
        prepare,
      )
      await chat.open()
      await chat.send('pear')
      await page.getByText(/^No connection\. We will send 1 message when it is back\.$/).waitFor()
      expect(await page.getByRole('heading', { name: 'Lamps' }).count()).toBe(1)
      expect([lines, errors]).toEqual([[], []])
      await page.unrouteAll()
      await page.reload()
      await chat.open()
      await page.locator('.delivery[data-state="sent"]').waitFor()
      expect((await chat.texts())[0]).toBe('pear')
      await visitor.close()
    })

    it('a developer reads one line of it', async () => {
      const prepare = answeringSessionsWith(change)
      const { visitor, chat, lines, errors } = await visit({ tag: 'data-debug="true"' }, prepare)
      await chat.open()
      await chat.send('pear')
      await eventually(
        () => lines,
        [
          expect.stringMatching(
            /^Porchlight: the server cannot be reached, or does not answer as one of ours\./,
          ),
        ],
      )
      expect(errors).toEqual([])
      await visitor.close()
    })
  })

  it('a newer server, which can and tells more, is no trouble', async () => {
    const prepare = answeringSessionsWith((answer) => ({
      ...answer,
      capabilities: [...(answer.capabilities as string[]), 'telepathy'],
      settings: { ...(answer.settings as Answer), mood: { colour: 'blue' } },
      region: 'north',
    }))
    const { visitor, page, chat, lines, errors } = await visit(
      { tag: 'data-debug="true"' },
      prepare,
    )
    await chat.open()
    await chat.send('pear')
    await page.locator('.delivery[data-state="sent"]').waitFor()
    expect([lines, errors]).toEqual([[], []])
    await visitor.close()
  })

  it.each([
    ['true', 4],
    ['false', 0],
  ])('options that do not parse are as if they were not there (debug %s)', async (debug, told) => {
    const { visitor, page, chat, lines, errors } = await visit({
      head: '<script>window.porchlightSettings = { suggestions: 7, zIndex: "high" }</script>',
      tag: `data-traits="{" data-position="middle" data-debug="${debug}"`,
    })
    await chat.open()
    await chat.send('pear')
    await page.locator('.delivery[data-state="sent"]').waitFor()
    await eventually(() => lines.length, told)
    expect(lines.filter((line) => !line.startsWith('Porchlight: malformed option'))).toEqual([])
    expect(errors).toEqual([])
    await visitor.close()
  })
})
