import { describe, expect, it } from 'vitest'
import { EPISODES } from '../a11y/states/episodes.ts'
import { stageEpisode } from '../a11y/states/state.ts'
import { eventually } from '../fixtures/eventually.ts'
import { strictPolicy } from '../fixtures/shop.ts'
import { NONCE, type SitePage } from '../fixtures/site.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'
import { useScene } from './use-scene.ts'
import { WATCH } from './watch.ts'

/** Between them they have all that a browser could be asked for: files, pictures, the clipboard. */
const WALKED = EPISODES.filter(({ name }) => /^one /.test(name))

describe('a page whose policy', () => {
  const on = useScene()

  async function visit(page: SitePage): Promise<{ visitor: Visitor; tab: Tab }> {
    on.scene.site.page('/', { ...page, head: WATCH + (page.head ?? '') })
    const visitor = await enter(on.browser, on.scene.site.origin)
    return { visitor, tab: await visitor.tab() }
  }
  const seenBy = (tab: Tab) => tab.page.evaluate(() => window.watched?.())

  /** Each as strict as a page can be that wants the chat at all. */
  const POLICIES: readonly (readonly [string, () => SitePage])[] = [
    [
      '[CS-002] lets in our origin and its own styles',
      () => ({
        headers: {
          'content-security-policy': `default-src 'self'; img-src data: https://shop.example; script-src 'nonce-${NONCE}' ${on.scene.proxy.origin}; style-src 'self'; connect-src ${on.scene.proxy.origin}`,
        },
      }),
    ],
    [
      '[CS-005] has a default for Trusted Types that throws',
      () => ({
        head: `<script nonce="${NONCE}">
          trustedTypes.createPolicy('default', {
            createHTML() { throw new Error('html') },
            createScript() { throw new Error('script') },
            createScriptURL() { throw new Error('address') },
          })
        </script>`,
        headers: { 'content-security-policy': "require-trusted-types-for 'script'" },
      }),
    ],
    [
      '[CS-008] denies everything a browser can do',
      () => ({
        headers: {
          'permissions-policy':
            'clipboard-write=(), microphone=(), geolocation=(), aria-notify=(), unload=(), autoplay=()',
        },
      }),
    ],
  ]

  describe.each(POLICIES)('%s', (_title, page) => {
    it.each(WALKED)('is not violated in any state, $name', async (episode) => {
      const around = page()
      const { visitor, cast } = await stageEpisode(on, episode, {
        page: { ...around, head: WATCH + (around.head ?? '') },
      })
      for (const state of episode.states) await state.enter(cast)
      expect(await seenBy(cast.tab)).toMatchObject({
        errors: [],
        violations: [],
        forbidden: [],
        sprung: [],
      })
      expect(cast.tab.errors).toEqual([])
      await visitor.close()
    })
  })

  describe.sequential.each(EPISODES)(
    'lets in nothing but a nonce and the API, $name',
    (episode) => {
      it('[CS-004] is not violated in any state, with no style, no picture and no markup from strings', async () => {
        // A picture that a visitor asks for is shown where the site lets its host in.
        const hasPictures = episode.states.some((state) => state.name === 'a picture that is shown')
        const policy = strictPolicy(on.scene.proxy.origin)
        const page: SitePage = {
          head: WATCH,
          icon: '',
          headers: {
            'content-security-policy': hasPictures
              ? `${policy}; img-src https://shop.example`
              : policy,
          },
        }
        const { visitor, cast } = await stageEpisode(on, episode, { page })
        const violations: string[] = []
        await visitor.context.exposeFunction('noteViolation', (one: string) => violations.push(one))
        await cast.tab.page.addInitScript(() => {
          document.addEventListener(
            'securitypolicyviolation',
            ({ violatedDirective, blockedURI }) =>
              Reflect.get(window, 'noteViolation')(`${violatedDirective} ${blockedURI}`),
          )
        })
        await cast.tab.page.reload()
        for (const state of episode.states) {
          await state.enter(cast)
          expect([state.name, violations]).toEqual([state.name, []])
        }
        expect(await seenBy(cast.tab)).toMatchObject({ violations: [], forbidden: [], sprung: [] })
        expect(cast.tab.errors).toEqual([])
        await visitor.close()
      })
    },
  )

  it('[CS-009] forgets the API has few violations, and a visitor who is told', async () => {
    const { visitor, tab } = await visit({
      headers: { 'content-security-policy': "connect-src 'self'" },
    })
    await tab.page.locator('.launcher').click()
    await tab.page.locator('textarea').fill('Hello')
    await tab.page.locator('textarea').press('Enter')
    await tab.page.locator('.notice').waitFor()
    const seen = await seenBy(tab)
    expect(seen?.errors).toEqual([])
    expect(seen?.violations.length).toBeLessThanOrEqual(3)
    await visitor.close()
  })

  it('[CS-010] only reports, has as little to report', async () => {
    const { visitor, tab } = await visit({
      headers: {
        'content-security-policy-report-only': `default-src 'none'; img-src data:; script-src 'nonce-${NONCE}' 'strict-dynamic'; connect-src ${on.scene.proxy.origin}`,
      },
    })
    await tab.chat.open()
    await tab.chat.send('pear')
    await eventually(() => tab.page.locator('.citation').count(), 1)
    expect((await seenBy(tab))?.violations).toEqual([])
    await visitor.close()
  })

  it('[CS-003] has no constructed sheets gets elements with its nonce', async () => {
    const { visitor, tab } = await visit({
      head: `<script nonce="${NONCE}">
        window.CSSStyleSheet = function () { throw new TypeError('Illegal constructor') }
      </script>`,
      headers: {
        'content-security-policy': `script-src 'nonce-${NONCE}' 'strict-dynamic'; style-src 'nonce-${NONCE}'`,
      },
    })
    await tab.chat.open()
    expect((await seenBy(tab))?.violations).toEqual([])
    const width = await tab.page.locator('.launcher').evaluate((one) => one.clientWidth)
    expect(width).toBeGreaterThan(40)
    await visitor.close()
  })
})
