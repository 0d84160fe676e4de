/** The libraries that change pages, time and requests, as their makers publish them. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chatOn } from '../fixtures/chat.ts'
import { eventually } from '../fixtures/eventually.ts'
import { libraryScript } from '../fixtures/library.ts'
import type { SitePage } from '../fixtures/site.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'
import { useScene } from './use-scene.ts'
import { WATCH } from './watch.ts'

const ROUTES = 100

const MAX_GROWTH_BYTES = 2_000_000

/** What a page loads its parts with, and how it goes to another one and knows that it is there. */
const LOADERS = [
  {
    name: 'Turbo',
    script: `${libraryScript('turbo')}
      window.go = (address) => new Promise((done) => {
        document.addEventListener('turbo:load', done, { once: true })
        Turbo.visit(address)
      })`,
  },
  {
    name: 'pjax, in the whole body',
    script: `${libraryScript('pjax')}
      addEventListener('DOMContentLoaded', () => {
        const pjax = new Pjax({ selectors: ['title', 'body'], cacheBust: false })
        window.go = (address) => new Promise((done) => {
          document.addEventListener('pjax:success', done, { once: true })
          pjax.loadUrl(location.origin + address)
        })
      })`,
  },
] as const

/** Before everything else: how many listeners the page and its document have. */
const COUNT_LISTENERS = `
  window.listening = 0
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target
    target.addEventListener = function (type, run, options) {
      if (options?.once !== true) listening++
      return addEventListener.call(this, type, run, options)
    }
    target.removeEventListener = function (type, run, options) {
      listening--
      return removeEventListener.call(this, type, run, options)
    }
  }`

describe('a page that is made with', () => {
  const on = useScene()

  async function visit(page: SitePage): Promise<{ visitor: Visitor; tab: Tab }> {
    on.scene.site.page('/', page)
    on.scene.site.page('/lamp', { ...page, body: '<main><h1>A lamp</h1></main>' })
    const visitor = await enter(on.browser, on.scene.site.origin)
    return { visitor, tab: await visitor.tab() }
  }

  /** Goes to and fro. */
  async function walk(page: Page, times: number): Promise<void> {
    await page.evaluate(async (count) => {
      const go = Reflect.get(window, 'go') as (address: string) => Promise<void>
      for (let n = 0; n < count; n++) await go(n % 2 === 0 ? '/lamp' : '/')
    }, times)
  }

  it.each(LOADERS)(
    '[HJ-014] $name keeps its chat on every page, and what is written there',
    async ({ script }) => {
      const { visitor, tab } = await visit({
        head: `${WATCH}<script>${COUNT_LISTENERS}</script><script>${script}</script>`,
      })
      const { page, chat } = tab
      const devtools = await visitor.context.newCDPSession(page)
      const heap = async (): Promise<number> => {
        await page.requestGC()
        return (await devtools.send('Runtime.getHeapUsage')).usedSize
      }
      const listening = (): Promise<unknown> => page.evaluate('window.listening')
      await chat.open()
      await chat.send('pear')
      await page.locator('.citation').waitFor()
      await chat.composer.fill('Half a sen')
      await walk(page, 10)
      await chat.composer.waitFor()
      const before = { heap: await heap(), listening: await listening() }
      await walk(page, ROUTES)
      await eventually(() => page.locator('porchlight-root').count(), 1, 1_000)
      expect(await page.evaluate(() => location.pathname)).toBe('/')
      expect(await chat.composer.inputValue()).toBe('Half a sen')
      await chat.message('pear').waitFor()
      expect(await listening()).toBe(before.listening)
      expect((await heap()) - before.heap).toBeLessThan(MAX_GROWTH_BYTES)
      await chat.composer.press('Enter')
      await chat.message('Half a sen').waitFor()
      expect(await page.evaluate(() => window.watched?.().errors)).toEqual([])
      expect(tab.errors).toEqual([])
      await visitor.close()
    },
  )

  it('[HJ-006] a zone has no work from a chat that is idle, open or not', async () => {
    // As Angular does: a zone of the app within that of the page, which looks for changes after each task.
    on.scene.site.page('/', {
      head: `<script>
        // What is begun outside of the app's zone is seen here alone.
        window.timersRun = 0
        for (const name of ['setTimeout', 'setInterval']) {
          const begin = window[name]
          window[name] = (act, ms, ...rest) => begin(() => { timersRun++; act(...rest) }, ms)
        }
      </script><script>${libraryScript('zone')}</script><script>
        window.ticks = 0
        window.app = Zone.current.fork({
          name: 'app',
          onInvokeTask(parent, current, target, task, self, args) {
            ticks++
            return parent.invokeTask(target, task, self, args)
          },
        })
        app.run(() => addEventListener('click', () => {}))
      </script>`,
    })
    const visitor = await enter(on.browser, on.scene.site.origin)
    const page = await visitor.context.newPage()
    await page.clock.install()
    await page.goto(on.scene.site.origin)
    const chat = chatOn(page)
    const ticks = (): Promise<unknown> => page.evaluate('window.ticks')
    const timersIn = async (span: string): Promise<number> => {
      const before = await page.evaluate<number>('window.timersRun')
      await page.clock.runFor(span)
      return (await page.evaluate<number>('window.timersRun')) - before
    }
    await chat.launcher.waitFor()
    await timersIn('00:10')
    expect(await timersIn('01:00')).toBe(0)
    expect(await ticks()).toBe(0)
    await chat.open()
    await chat.send('pear')
    await page.locator('.citation').waitFor()
    await timersIn('00:10')
    // Some look whether the line is alive and whether what is written as a time is still true.
    expect(await timersIn('01:00')).toBeLessThan(12)
    // The one click on the launcher is the app's own affair.
    expect(await ticks()).toBe(1)
    await visitor.close()
  })

  it('[HJ-006] a zone gets what its app asked to hear of, and nothing else of a chat begun outside of it', async () => {
    on.scene.site.page('/', {
      head: `<script>${libraryScript('zone')}</script><script>
        window.ticks = 0
        window.heard = []
        window.app = Zone.current.fork({
          name: 'app',
          onInvokeTask(parent, current, target, task, self, args) {
            ticks++
            return parent.invokeTask(target, task, self, args)
          },
        })
      </script>`,
    })
    const visitor = await enter(on.browser, on.scene.site.origin)
    const { page, chat } = await visitor.tab()
    await chat.launcher.waitFor()
    await page.evaluate(`app.run(() => {
      porchlight.on('message-sent', () => heard.push(Zone.current.name))
      app.parent.run(() => porchlight.open())
    })`)
    await chat.send('pear')
    await page.locator('.citation').waitFor()
    expect(await page.evaluate('[heard, ticks]')).toEqual([['app'], 1])
    await visitor.close()
  })

  it('[HJ-027] jQuery gets none of its headers into our requests, and its own are as they were', async () => {
    const { visitor, tab } = await visit({
      head: `<script>${libraryScript('jquery')}</script><script>
        $.ajaxSetup({ headers: { 'X-CSRF': 'secret' } })
        $.fn.extend({ open() { throw new Error('mine') } })
        $.Event.prototype.preventDefault = function () { throw new Error('mine') }
        jQuery.noConflict()
        window.$ = () => { throw new Error('somebody else') }
      </script>`,
    })
    const headers: Record<string, string>[] = []
    tab.page.on('request', (request) => headers.push(request.headers()))
    await tab.chat.open()
    await tab.chat.send('pear')
    await tab.page.locator('.citation').waitFor()
    expect(headers.length).toBeGreaterThan(2)
    expect(headers.filter((one) => 'x-csrf' in one)).toEqual([])
    expect(await tab.page.evaluate('jQuery.ajaxSettings.headers')).toEqual({ 'X-CSRF': 'secret' })
    expect(tab.errors).toEqual([])
    await visitor.close()
  })
})
