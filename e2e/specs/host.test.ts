/** What a page that has the chat on it notices of it: nothing it did not ask for. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chatOn } from '../fixtures/chat.ts'
import { launchChromium } from '../fixtures/chromium.ts'
import { eventually } from '../fixtures/eventually.ts'
import { type OwnPages, startOwnPages } from '../fixtures/own-pages.ts'
import { countTraces, traces, whatBelongsToThePage } from '../fixtures/page-traces.ts'
import { WIDGET_TOKEN } from '../fixtures/server.ts'
import { type Stage, setStage, type Visitor } from '../fixtures/stage.ts'

const README = new URL('../../packages/widget/README.md', import.meta.url)

/** The functions of a page that a test reaches into. */
interface Chat {
  (command: string, ...values: unknown[]): Promise<unknown>
  destroy(): Promise<void>
  sendMessage(text: string): Promise<{ kind: string } | null>
}
declare global {
  interface Window {
    porchlight: Chat
  }
}

describe('the page of a host', () => {
  let stage: Stage
  let visitor: Visitor
  let pages: OwnPages

  beforeAll(async () => {
    stage = await setStage()
    visitor = await stage.visitor()
    visitor.context.setDefaultTimeout(8_000)
    pages = await startOwnPages()
  })
  afterAll(async () => {
    await pages.close()
    await visitor.close()
    await stage.close()
  })

  const tag = (attributes = '') =>
    `<script async src="${stage.proxy.origin}/porchlight.js" data-token="${WIDGET_TOKEN}" data-debug="false" ${attributes}></script>`

  const snippet = () => {
    const [code = ''] = /<script>\(u=>.*?<\/script>/s.exec(readFileSync(README, 'utf8')) ?? []
    const address = `${stage.proxy.origin}/porchlight.js?site=${WIDGET_TOKEN}`
    return code.replace(/'https:[^']*'/, `'${address}'`)
  }

  /** Opens a page with this in its head, and notes what it throws and complains of. */
  async function openPage(head: string, body = '<main><h1>Lamps</h1></main>') {
    const page = await visitor.context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (line) => {
      if (line.type() === 'error') errors.push(line.text())
    })
    const html = `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body>${body}</body></html>`
    await page.goto(pages.add(html))
    return { page, errors, chat: chatOn(page) }
  }

  it('loses no call that it makes before the script has come, with the snippet', async () => {
    const { page, chat, errors } = await openPage(
      `${snippet()}<script>
        porchlight.prefill('About order 1042')
        porchlight('open')
        window.early = porchlight.sendMessage('Sent early')
      </script>`,
    )
    await chat.message('Sent early').waitFor()
    expect(await chat.composer.inputValue()).toBe('About order 1042')
    expect(await page.evaluate('window.early')).toMatchObject({ kind: 'stored' })
    expect(errors).toEqual([])
    await page.close()
  })

  it('loses none either when there is no network for the script at first', async () => {
    const page = await visitor.context.newPage()
    let isCut = true
    await page.route(`${stage.proxy.origin}/**`, (route) =>
      isCut ? route.abort('internetdisconnected') : route.continue(),
    )
    const failures: string[] = []
    page.on('requestfailed', (request) => failures.push(request.url()))
    const early = "window.early = porchlight.sendMessage('Sent while offline')"
    await page.goto(
      pages.add(`<!doctype html><title>Shop</title>${snippet()}<script>${early}</script>`),
    )
    await eventually(() => failures.length, 1)
    isCut = false
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await chatOn(page).message('Sent while offline').waitFor()
    expect(await page.evaluate('window.early')).toMatchObject({ kind: 'stored' })
    await page.close()
  })

  it('is as it was before, once the chat is destroyed', async () => {
    const { page, chat } = await openPage(`<script>(${countTraces})()</script>`)
    const before = await traces(page)
    await page.evaluate(
      ([src, token]) => {
        const script = document.createElement('script')
        Object.assign(script, { src })
        Object.assign(script.dataset, { token, debug: 'false', customLauncher: 'h1' })
        document.head.append(script)
        script.onload = () => script.remove()
      },
      [`${stage.proxy.origin}/porchlight.js`, WIDGET_TOKEN] as const,
    )
    await page.locator('h1[aria-expanded]').click()
    await chat.composer.waitFor()
    await chat.send('Before it goes')
    await page.getByText('Sent').first().waitFor()
    await page.evaluate(() => window.porchlight.destroy())
    // A fetch that was cut lets go of its timer when it notices.
    await eventually(async () => (await traces(page)).timers, before.timers)
    expect(await traces(page)).toEqual(before)
    await page.close()
  })

  it('keeps title, history, prototypes and scroll, and hears no unload listener', async () => {
    const { page, chat, errors } = await openPage(
      `<script>(${countTraces})()</script>${tag()}`,
      '<div style="height:3000px">Lamps</div>',
    )
    const before = await page.evaluate(whatBelongsToThePage)
    await chat.open()
    await chat.send('A quiet message')
    await page.keyboard.press('Escape')
    expect(await page.evaluate(whatBelongsToThePage)).toEqual(before)
    expect(await page.evaluate(() => document.title)).toBe('Shop')
    const { listeners } = await traces(page)
    expect(listeners.filter((name) => name.includes('unload'))).toEqual([])
    expect(errors).toEqual([])
    await page.close()
  })

  it('[HC-011] does not move when the chat comes and opens', async () => {
    const { page, chat } = await openPage(
      `<script>window.shift = 0
        new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shift += value })
          .observe({ type: 'layout-shift', buffered: true })
        window.largest = []
        new PerformanceObserver((list) => { for (const { element } of list.getEntries()) window.largest.push(element?.localName) })
          .observe({ type: 'largest-contentful-paint', buffered: true })</script>${tag()}`,
    )
    await chat.open()
    await chat.send('Nothing moves')
    expect(await page.evaluate('window.shift')).toBe(0)
    expect(await page.evaluate('[...new Set(window.largest)]')).toEqual(['h1'])
    await page.close()
  })

  it('keeps its chat when it replaces its body, or writes itself anew', async () => {
    const { page, chat, errors } = await openPage(tag())
    await chat.open()
    await page.evaluate(() => {
      const next = document.createElement('body')
      next.append('Another page')
      document.body.replaceWith(next)
    })
    await chat.send('After another body')
    await page.evaluate(() => {
      document.documentElement.replaceChildren(
        document.createElement('head'),
        document.createElement('body'),
      )
    })
    await chat.send('After everything was replaced')
    await page.evaluate(() => {
      document.open()
      document.write('<!doctype html><title>Anew</title><p>Anew')
      document.close()
    })
    await chat.composer.waitFor()
    await chat.send('After the page wrote itself anew')
    expect(errors).toEqual([])
    await page.close()
  })

  it('has one chat, however often and in whatever version the script is there', async () => {
    const { page, chat, errors } = await openPage(tag() + tag('data-name="Second"') + snippet())
    await chat.open()
    expect(await page.locator('porchlight-root').count()).toBe(1)
    expect(errors).toEqual([])
    await page.close()
  })

  it.each([
    ['wide', 1280],
    ['narrow', 390],
  ])('can have it in a box of its own, on a %s screen', async (_what, width) => {
    const { page, chat, errors } = await openPage(
      tag('data-container="#chat"'),
      '<h1>Help</h1><div id="chat" style="width:340px;height:520px"></div><p>After</p>',
    )
    await page.setViewportSize({ width, height: 800 })
    await chat.composer.waitFor()
    const boxOf = (selector: string) => page.locator(selector).boundingBox()
    expect(await boxOf('[part~="panel"]')).toEqual(await boxOf('#chat'))
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body')
    await chat.send(`From the ${width} box`)
    expect(await page.getByRole('button', { name: 'Close chat' }).count()).toBe(0)
    expect(errors).toEqual([])
    await page.close()
  })

  it('has its chat still when the visitor comes back to it from another page', async () => {
    const browser = await launchChromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] })
    const page = await browser.newPage()
    const chat = chatOn(page)
    await page.goto(pages.add(`<!doctype html><title>Shop</title>${tag()}`))
    await chat.open()
    await chat.send('Before another page')
    await page.getByText('Sent').first().waitFor()
    await page.evaluate('window.wasKept = true')
    await page.goto(pages.add('<!doctype html><title>Elsewhere</title>'))
    await page.goBack({ waitUntil: 'commit' })
    await chat.send('After another page')
    const rest = "(({ waiting, connection }) => waiting + ' ' + connection)(porchlight('status'))"
    await eventually(() => page.evaluate(rest), '0 online')
    expect(await page.evaluate('window.wasKept')).toBe(true)
    await browser.close()
  })

  it('is printed without the chat', async () => {
    const { page, chat } = await openPage(tag())
    await chat.launcher.waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await chat.launcher.isVisible()).toBe(false)
    await page.close()
  })

  it.each([
    [
      'options of any kind',
      '<script>window.porchlightSettings={position:{},strings:7,theme:"{",zIndex:"x",onEvent:1,container:"((",customLauncher:"((",getIdentity:{},traits:[],suggestions:{}}</script>',
    ],
    [
      'no settings but a thrower',
      '<script>Object.defineProperty(window,"porchlightSettings",{get(){throw 1}})</script>',
    ],
    [
      'a name that is taken',
      '<script>Object.defineProperty(window,"porchlight",{value:1})</script>',
    ],
    [
      'no storage',
      '<script>for (const name of ["localStorage","sessionStorage","indexedDB"]) Object.defineProperty(window,name,{get(){throw new DOMException("denied","SecurityError")}})</script>',
    ],
  ])('notices nothing with %s', async (_what, head) => {
    const { page, errors } = await openPage(head + tag())
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)))
    await page.evaluate(() => window.porchlight?.sendMessage?.('Hello'))
    expect(errors).toEqual([])
    await page.close()
  })

  it('notices nothing of a token that there is none of', async () => {
    const { page, errors } = await openPage(
      `<script async src="${stage.proxy.origin}/porchlight.js?site=none" data-debug="false"></script>`,
    )
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)))
    expect(errors).toEqual([])
    await page.close()
  })
})
