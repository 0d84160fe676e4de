import { describe, expect, it } from 'vitest'
import { startOwnPages } from '../fixtures/own-pages.ts'
import type { SitePage } from '../fixtures/site.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'
import { useScene } from './use-scene.ts'
import { WATCH } from './watch.ts'

/** So long somebody may read a page and not touch the chat. */
const READING = '05:00'

/** Runs in the page. */
async function stored(): Promise<unknown> {
  return {
    databases: (await indexedDB.databases()).length,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: (await caches.keys()).length,
    cookies: document.cookie,
  }
}
const NOTHING = { databases: 0, local: [], session: [], caches: 0, cookies: '' }

describe('what is around the widget', () => {
  const on = useScene()

  async function visit(page: SitePage): Promise<{ visitor: Visitor; tab: Tab }> {
    on.scene.site.page('/', { ...page, head: WATCH + (page.head ?? '') })
    const visitor = await enter(on.browser, on.scene.site.origin)
    return { visitor, tab: await visitor.tab() }
  }
  const sprung = (tab: Tab) => tab.page.evaluate(() => window.watched?.().sprung)

  it('[PR-001] a page that nobody touches keeps nothing and tells nothing, however long it is read', async () => {
    // On localhost advice to developers would be fetched.
    on.scene.site.page('/', { head: WATCH, tag: 'data-debug="false"' })
    const visitor = await enter(on.browser, on.scene.site.origin)
    const page = await visitor.context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
    await page.clock.install()
    await page.goto(on.scene.site.origin)
    await page.locator('.launcher').waitFor()
    await page.clock.runFor(READING)
    expect(await page.evaluate(stored)).toEqual(NOTHING)
    expect(await visitor.context.cookies()).toEqual([])
    const ours = asked.filter((one) => one.includes(on.scene.proxy.origin))
    expect(ours).toEqual([`GET ${on.scene.proxy.origin}/porchlight.js`])
    await visitor.close()
  })

  it('[PR-005] a browser that asks not to be followed has the same chat', async () => {
    on.scene.site.page('/', {
      head: `${WATCH}<script>
        Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })
        Object.defineProperty(navigator, 'doNotTrack', { value: '1' })
      </script>`,
    })
    const visitor = await enter(on.browser, on.scene.site.origin, {
      extraHTTPHeaders: { 'Sec-GPC': '1', DNT: '1' },
    })
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.send('pear')
    await tab.page.locator('.citation').waitFor()
    expect(tab.errors).toEqual([])
    await visitor.close()
  })

  it('[RH-038] a clipboard with markup gives its text', async () => {
    const { visitor, tab } = await visit({})
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await tab.chat.open()
    await tab.page.evaluate(() =>
      navigator.clipboard.write([
        new ClipboardItem({
          'text/html': new Blob([`<img src=none onerror="trap('paste')"><b>hi</b>`], {
            type: 'text/html',
          }),
          'text/plain': new Blob(['hi'], { type: 'text/plain' }),
        }),
      ]),
    )
    await tab.chat.composer.focus()
    await tab.page.keyboard.press('Control+V')
    expect(await tab.chat.composer.inputValue()).toBe('hi')
    expect(await sprung(tab)).toEqual([])
    await visitor.close()
  })

  it('[HJ-016] a thief of keys takes those of the keyboard, and nothing that is put in, nor sending', async () => {
    const { visitor, tab } = await visit({
      head: `<script>
        document.addEventListener('keydown', (event) => {
          if (!/INPUT|TEXTAREA/.test(event.target.tagName)) event.preventDefault()
        }, true)
      </script>`,
    })
    await tab.chat.open()
    await tab.page.keyboard.insertText('Put in')
    await tab.page.keyboard.press('Enter')
    await tab.chat.message('Put in').waitFor()
    expect(await tab.chat.composer.inputValue()).toBe('')
    expect(tab.errors).toEqual([])
    await visitor.close()
  })

  it('[HJ-019] a script that plays the visitor says what a visitor could, as text', async () => {
    const { visitor, tab } = await visit({})
    await tab.chat.open()
    const forged = `<b onclick="trap('forged')">Transfer money</b>`
    await tab.page.evaluate((text) => {
      const root = document.querySelector('porchlight-root')?.shadowRoot
      const field = root?.querySelector('textarea')
      if (!field) throw new Error('no composer')
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    }, forged)
    const ticket = await on.scene.team.ticketWith(forged)
    const [message] = await on.scene.team.messages(ticket)
    expect(message).toMatchObject({ author_type: 'customer', content: forged })
    expect(await sprung(tab)).toEqual([])
    await visitor.close()
  })

  it('[EM-001] a frame in which somebody is made to click gets no yes by that', async () => {
    const address = on.scene.site.page('/', { head: WATCH, tag: 'data-consent="required"' })
    const elsewhere = await startOwnPages()
    const visitor = await enter(on.browser, elsewhere.origin)
    const page = await visitor.context.newPage()
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url())
    })
    await page.goto(
      elsewhere.add(
        `<iframe src="${address}" style="opacity:0.01;width:800px;height:700px"></iframe>`,
      ),
    )
    const frame = page.frameLocator('iframe')
    await frame.locator('.launcher').click()
    await frame.locator('.question').waitFor()
    expect(await page.frames().at(-1)?.evaluate(stored)).toEqual(NOTHING)
    expect(sent).toEqual([])
    await visitor.close()
    await elsewhere.close()
  })

  it('[EM-002] a page of the server cannot be framed', async () => {
    const pages = await Promise.all(
      ['/', '/inbox', '/inbox/', '/inbox/none', '/demo/', '/none'].map(async (path) => {
        const { headers } = await fetch(on.scene.server.origin + path)
        const isPage = headers.get('content-type')?.startsWith('text/html') === true
        return isPage
          ? `${headers.get('x-frame-options')} ${headers.get('content-security-policy')}`
          : null
      }),
    )
    const policies = pages.filter((policy) => policy !== null)
    expect(policies.length).toBeGreaterThan(0)
    expect(policies.filter((one) => !/^DENY .*frame-ancestors 'none'/.test(one))).toEqual([])
  })
})
