import { describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { WIDGET_TOKEN } from '../fixtures/server.ts'
import { type SitePage, widgetTag } from '../fixtures/site.ts'
import { enter, type Tab, type Visitor } from '../fixtures/stage.ts'
import { useScene } from './use-scene.ts'
import { WATCH } from './watch.ts'

/** Privacy, storage and embedding: what the widget takes, tells and survives on somebody's page. */
describe('the widget as a guest', () => {
  const on = useScene()

  async function visit(page: SitePage, suffix = ''): Promise<{ visitor: Visitor; tab: Tab }> {
    on.scene.site.page('/', { ...page, head: WATCH + (page.head ?? '') })
    const visitor = await enter(on.browser, on.scene.site.origin)
    return { visitor, tab: await visitor.tab(`/${suffix}`) }
  }
  const errorsOf = (tab: Tab) => tab.page.evaluate(() => window.watched?.().errors)
  const roots = (tab: Tab): Promise<number> => tab.page.locator('porchlight-root').count()

  it('[PR-004] [PR-007] [PR-008] speaks to one origin in a whole session, and never tells query or fragment', async () => {
    on.scene.site.page('/', { head: WATCH, tag: `data-traits='{"plan":"trial"}'` })
    const visitor = await enter(on.browser, on.scene.site.origin)
    const asked: string[] = []
    visitor.context.on('request', (request) => {
      asked.push(`${request.url()} ${request.postData() ?? ''} ${request.headers().referer ?? ''}`)
    })
    const tab = await visitor.tab('/?token=SECRET1&mail=ada@shop.example#access=SECRET2')
    await tab.chat.open()
    await tab.chat.send('pear')
    await tab.page.locator('.citation').waitFor()
    const ticket = await on.scene.team.ticketWith('pear')
    const agent = await on.scene.colleague('Grace')
    await agent.reply(ticket, 'Good morning.')
    await tab.chat.message('Good morning.').waitFor()
    const origins = new Set(asked.map((one) => new URL(one.split(' ')[0] ?? '').origin))
    expect([...origins].filter((one) => one !== 'null').sort()).toEqual(
      [on.scene.proxy.origin, on.scene.site.origin].sort(),
    )
    const ours = asked.filter((one) => one.startsWith(on.scene.proxy.origin))
    expect(ours.join('\n')).not.toMatch(/SECRET|ada@shop|\/pictures\//)
    const told = (await on.scene.team.tickets()).find(({ id }) => id === ticket)
    expect(JSON.stringify(told)).not.toMatch(/SECRET|ada@shop/)
    // The page tells these and no more; of the visitor, only what the site has listed.
    expect(told?.session_context).toEqual({
      current_url: `${on.scene.site.origin}/`,
      referrer: null,
      page_title: 'Shop',
      language: 'en-US',
    })
    expect(told?.anonymous_traits).toEqual({ plan: 'trial' })
    // Nothing of a colleague but the name: no mail address, no picture.
    const drawn = await tab.page.locator('.panel').innerHTML()
    expect(drawn).toContain('Grace')
    expect(drawn).not.toMatch(/team\.example|\/pictures\//)
    await visitor.close()
  })

  it('[ST-011] takes nothing for itself but one database and one note, under the name of the site', async () => {
    const { visitor, tab } = await visit({})
    await tab.chat.open()
    await tab.chat.send('pear')
    await tab.page.locator('.citation').waitFor()
    const stored = await tab.page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map(({ name }) => name),
      local: Object.keys(localStorage),
      session: sessionStorage.length,
      caches: (await caches.keys()).length,
      cookies: document.cookie,
      secrets: Object.values(localStorage).filter((value) => /pl[arw]_/.test(value)),
    }))
    expect(stored).toMatchObject({ session: 0, caches: 0, cookies: '', secrets: [] })
    for (const name of [...stored.databases, ...stored.local]) {
      expect(name).toMatch(/^porchlight/)
      expect(name).toContain(WIDGET_TOKEN)
    }
    await visitor.close()
  })

  it.each([
    ['closed', `Object.defineProperty(window, 'indexedDB', { get() { throw new Error('no') } })`],
    ['missing', `Object.defineProperty(window, 'indexedDB', { value: undefined })`],
    ['broken', `IDBFactory.prototype.open = () => { throw new DOMException('x', 'UnknownError') }`],
    [
      'closed in every form',
      `for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('x', 'SecurityError') } })
      }`,
    ],
  ])('[ST-001] says what it can and cannot do where storage is %s', async (_how, script) => {
    const { visitor, tab } = await visit({ head: `<script>${script}</script>` })
    await tab.chat.open()
    await tab.chat.composer.fill('pear')
    await tab.chat.composer.press('Enter')
    const isShown = async (): Promise<boolean> =>
      (await tab.chat.texts()).includes('pear') ||
      ((await tab.chat.composer.inputValue()) === 'pear' &&
        (await tab.page.locator('.notice, .composer-note[data-bad="true"]').count()) > 0)
    await eventually(isShown, true)
    expect(await errorsOf(tab)).toEqual([])
    expect(tab.errors).toEqual([])
    await visitor.close()
  })

  it('[RS-001] [RS-004] draws the conversation around rows and drafts that somebody has poisoned', async () => {
    const { visitor, tab } = await visit({})
    await tab.chat.open()
    await tab.chat.send('pear')
    await tab.page.locator('.citation').waitFor()
    expect(await tab.page.evaluate(poison)).toBeGreaterThan(0)
    await tab.page.reload()
    await tab.chat.open()
    await tab.chat.message('pear').waitFor()
    const seen = await tab.page.evaluate(() => window.watched?.())
    expect(seen).toMatchObject({ sprung: [], errors: [], forbidden: [] })
    expect(await tab.chat.composer.inputValue()).toBe('')
    await visitor.close()
  })

  it('[RH-040] keeps a draft and a pasted text as text', async () => {
    const { visitor, tab } = await visit({})
    await tab.chat.open()
    await tab.chat.composer.focus()
    await tab.page.evaluate(() => {
      const clipboard = new DataTransfer()
      clipboard.setData('text/html', '<img src=none onerror="trap(\'paste\')"><b>bold</b>')
      clipboard.setData('text/plain', 'bold')
      const root = document.querySelector('porchlight-root')?.shadowRoot
      root
        ?.querySelector('textarea')
        ?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, composed: true }),
        )
    })
    const draft = `<img src=none onerror="trap('draft')">`
    await tab.chat.composer.fill(draft)
    await tab.page.reload()
    await tab.chat.open()
    expect(await tab.chat.composer.inputValue()).toBe(draft)
    const seen = await tab.page.evaluate(() => window.watched?.())
    expect(seen).toMatchObject({ sprung: [], errors: [], forbidden: [] })
    await visitor.close()
  })

  it('[HJ-011] is there once where its tag is there three times', async () => {
    const tag = widgetTag(on.scene.proxy.origin)
    const before = on.scene.proxy.seen.filter(({ path }) => path.endsWith('/session')).length
    const { visitor, tab } = await visit({ tags: tag + tag + tag.replace('async', 'defer') })
    await tab.chat.open()
    await tab.chat.send('pear')
    await tab.page.locator('.citation').waitFor()
    expect(await roots(tab)).toBe(1)
    const sessions = on.scene.proxy.seen.filter(
      ({ path, method }) => path.endsWith('/session') && method === 'POST',
    )
    expect(sessions.length - before).toBeLessThanOrEqual(1)
    await visitor.close()
  })

  it.each([
    ['replaces its body', () => document.body.replaceWith(document.createElement('body'))],
    [
      'replaces all children of its root',
      () => document.documentElement.replaceChildren(document.head, document.createElement('body')),
    ],
    ['removes it', () => document.querySelector('porchlight-root')?.remove()],
  ])('[HJ-014] comes back with its draft when the page %s', async (_how, wipe) => {
    const { visitor, tab } = await visit({})
    await tab.chat.open()
    await tab.chat.composer.fill('Half a sen')
    await tab.page.evaluate(wipe)
    await eventually(() => roots(tab), 1, 1_000)
    expect(await tab.chat.composer.inputValue()).toBe('Half a sen')
    expect(await tab.chat.composer.isVisible()).toBe(true)
    expect(await errorsOf(tab)).toEqual([])
    await visitor.close()
  })

  it('[HJ-020] [HJ-021] does not listen to messages of other windows, and is moved by none', async () => {
    const { visitor, tab } = await visit({
      head: `<script>
        window.listened = []
        const { addEventListener } = EventTarget.prototype
        EventTarget.prototype.addEventListener = function (type, ...rest) {
          if (this === window) listened.push(type)
          return addEventListener.call(this, type, ...rest)
        }
      </script>`,
      body: '<main></main><iframe srcdoc="<p>An advertisement</p>"></iframe>',
    })
    await tab.chat.open()
    const frame = tab.page.frames().at(-1)
    await frame?.evaluate(() => {
      for (const command of ['open', 'close', 'destroy', 'sendMessage', 'identify', 'boot']) {
        parent.postMessage({ porchlight: command, type: command, event: command, args: ['x'] }, '*')
        parent.postMessage(`porchlight:${command}`, '*')
      }
    })
    await tab.page.evaluate(() => new Promise((done) => setTimeout(done, 100)))
    const listened = await tab.page.evaluate(
      () => (window as unknown as { listened: string[] }).listened,
    )
    expect(listened).not.toContain('message')
    expect(listened).not.toContain('unload')
    expect(await tab.chat.composer.isVisible()).toBe(true)
    expect(await tab.chat.texts()).toEqual([])
    await visitor.close()
  })

  it("[HJ-016] leaves the page's shortcuts alone while one types in it", async () => {
    const { visitor, tab } = await visit({
      head: `<script>
        window.shortcuts = []
        document.addEventListener('keydown', (event) => shortcuts.push(event.key))
      </script>`,
    })
    await tab.chat.open()
    await tab.page.keyboard.type('/sj?')
    expect(await tab.chat.composer.inputValue()).toBe('/sj?')
    const heard = await tab.page.evaluate(
      () => (window as unknown as { shortcuts: string[] }).shortcuts,
    )
    expect(heard).toEqual([])
    await visitor.close()
  })

  it('[HJ-017] does not fight for the focus with a dialog that keeps it', async () => {
    const { visitor, tab } = await visit({
      body: '<div id="modal" role="dialog" tabindex="-1"><button>Yes</button></div>',
      head: `<script>
        window.moves = 0
        document.addEventListener('focusin', (event) => {
          moves++
          if (!event.target.closest('#modal')) document.querySelector('#modal button').focus()
        })
      </script>`,
    })
    await tab.chat.open()
    await tab.chat.composer.click()
    await tab.page.evaluate(() => new Promise((done) => setTimeout(done, 200)))
    expect(
      await tab.page.evaluate(() => (window as unknown as { moves: number }).moves),
    ).toBeLessThan(20)
    expect(await errorsOf(tab)).toEqual([])
    await visitor.close()
  })

  it('[HC-009] is not printed', async () => {
    const { visitor, tab } = await visit({})
    await tab.chat.open()
    await tab.page.emulateMedia({ media: 'print' })
    expect(await tab.page.locator('.panel').isVisible()).toBe(false)
    expect(await tab.page.locator('.launcher').isVisible()).toBe(false)
    await visitor.close()
  })
})

/** Runs in the page. Turns stored texts into objects that are shaped like elements. @returns how many */
async function poison(): Promise<number> {
  const element = {
    type: 'img',
    props: { src: 'none', onerror: "trap('row')", dangerouslySetInnerHTML: { __html: 'x' } },
    key: null,
    ref: null,
    __v: 1,
  }
  const [info] = await indexedDB.databases()
  const opening = indexedDB.open(info?.name ?? '')
  const database = await new Promise<IDBDatabase>((done) => {
    opening.onsuccess = () => done(opening.result)
  })
  const changing = database.transaction('messages', 'readwrite')
  const store = changing.objectStore('messages')
  const reading = store.getAll()
  let poisoned = 0
  reading.onsuccess = () => {
    for (const row of reading.result) {
      if (row.author === 'visitor') continue
      store.put({ ...row, content: element, authorName: element })
      poisoned++
    }
  }
  await new Promise((done) => {
    changing.oncomplete = done
  })
  database.close()
  for (const key of Object.keys(localStorage)) {
    if (key.endsWith(':drafts')) localStorage.setItem(key, JSON.stringify({ '': element }))
  }
  return poisoned
}
