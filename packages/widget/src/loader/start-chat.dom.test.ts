import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { THREAD_ID } from '../../test/fake-sync.ts'
import { createTestFiles } from '../../test/lazy-files.ts'
import { settled } from '../../test/settled.ts'
import type { Chat } from '../api/chat.ts'
import { createApi } from '../api/create-api.ts'
import type { LazyFiles } from '../api/host.ts'
import * as arabic from '../i18n/translations/ar.ts'
import { markKey } from './mark.ts'

const chats: Chat[] = []

async function start(options: Record<string, unknown> = {}, test = createTestFiles()) {
  const element = document.createElement('porchlight-root')
  const given = { token: 't', apiHost: 'https://chat.example', ...options }
  const chat = createApi({ sources: [{ debug: false }, given], files: test.files, element })
  chats.push(chat)
  const heard: string[] = []
  for (const event of ['ready', 'opened', 'closed', 'shown', 'hidden', 'error'] as const) {
    chat.on(event, () => heard.push(event))
  }
  await settled()
  const find = (selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector)
  return { ...test, chat, element, heard, find, launcher: find('.launcher') }
}

beforeEach(() => localStorage.clear())
afterEach(async () => {
  vi.useRealTimers()
  for (const chat of chats.splice(0)) await chat.destroy()
})

describe('the launcher', () => {
  it('is a named button at the end of the document, and asks for nothing by itself', async () => {
    const { launcher, element, asked, heard } = await start()
    expect({
      label: launcher?.getAttribute('aria-label'),
      expanded: launcher?.getAttribute('aria-expanded'),
      parent: element.parentElement,
      stored: localStorage.length,
      asked,
      heard,
    }).toEqual({
      label: 'Open chat',
      expanded: 'false',
      parent: document.documentElement,
      stored: 0,
      asked: [],
      heard: ['ready'],
    })
  })

  it('fetches both files when the pointer comes near, and starts nothing', async () => {
    const { launcher, asked } = await start()
    launcher?.dispatchEvent(new Event('pointerenter'))
    launcher?.dispatchEvent(new Event('focusin'))
    await settled()
    expect(asked).toEqual(['fetch panel', 'fetch core'])
  })

  it('opens the panel and starts the core with a click, each once', async () => {
    const { launcher, asked, heard, find } = await start()
    launcher?.click()
    await settled()
    expect({
      asked,
      heard,
      label: launcher?.getAttribute('aria-label'),
      expanded: launcher?.getAttribute('aria-expanded'),
      panels: find('[data-open] > .panel')?.getAttribute('role'),
    }).toEqual({
      asked: ['fetch core', 'fetch panel', 'start'],
      heard: ['ready', 'opened'],
      label: 'Close chat',
      expanded: 'true',
      panels: 'dialog',
    })
    launcher?.click()
    launcher?.click()
    await settled()
    expect(asked).toEqual(['fetch core', 'fetch panel', 'start'])
  })

  it('puts the focus into the composer, and back when Escape closes', async () => {
    const { chat, find, element, launcher } = await start()
    chat.open()
    await settled()
    expect(element.shadowRoot?.activeElement).toBe(find('textarea'))
    find('textarea')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await settled()
    expect([chat.status().isOpen, element.shadowRoot?.activeElement]).toEqual([false, launcher])
  })

  it('shows unread messages in its badge and in its name', async () => {
    const { chat, fake, find, launcher } = await start()
    await chat.identify({ name: 'Ada' })
    fake.setStatus({ unread: 120 })
    expect([find('.badge')?.dataset.count, launcher?.getAttribute('aria-label')]).toEqual([
      '99+',
      'Open chat, 120 unread messages',
    ])
    fake.setStatus({ unread: 0 })
    expect(find('.badge')?.hidden).toBe(true)
  })

  it('joins its name and what is unread as the language does', async () => {
    const test = createTestFiles()
    const byName: LazyFiles['byName'] = () => Promise.resolve(arabic as never)
    const files = { ...test.files, byName }
    const { chat, fake, launcher } = await start({ locale: 'ar' }, { ...test, files })
    await chat.open()
    await chat.close()
    fake.setStatus({ unread: 1 })
    await expect
      .poll(() => launcher?.getAttribute('aria-label'))
      .toBe('فتح الدردشة، رسالة واحدة غير مقروءة')
  })

  it('starts the core on a page where messages wait, and opens nothing', async () => {
    localStorage.setItem(markKey('t'), 'Infinity')
    const { asked, chat } = await start()
    expect([asked, chat.status().isOpen]).toEqual([['fetch core', 'start'], false])
  })

  it.each([
    ['there is a database', async () => [{ name: 'shop' }], ['fetch core', 'start']],
    ['there is none', async () => [], []],
    [
      'nobody may ask',
      () => Promise.reject(new DOMException('no', 'SecurityError')),
      ['fetch core', 'start'],
    ],
    ['nobody can tell', undefined, ['fetch core', 'start']],
  ])('looks for a note of the last page, and holds no page up for none: %s', async (...given) => {
    const [, databases, expected] = given
    const getItem = vi.fn(() => 'Infinity')
    vi.stubGlobal('localStorage', { getItem })
    vi.stubGlobal('indexedDB', { databases })
    onTestFinished(() => void vi.unstubAllGlobals())
    const { asked } = await start()
    expect([asked, getItem.mock.calls.length > 0]).toEqual([expected, expected.length > 0])
  })

  it('begins nothing for a chat that was closed while it looked', async () => {
    localStorage.setItem(markKey('t'), 'Infinity')
    let answer = (_: readonly unknown[]): void => {}
    const databases = () =>
      new Promise<readonly unknown[]>((resolve) => {
        answer = resolve
      })
    vi.stubGlobal('indexedDB', { databases })
    onTestFinished(() => void vi.unstubAllGlobals())
    const { asked, chat } = await start()
    await chat.destroy()
    answer([{ name: 'shop' }])
    await settled()
    expect(asked).toEqual([])
  })

  it('comes back when a page removes it', async () => {
    const { element } = await start()
    element.remove()
    await settled()
    expect(element.isConnected).toBe(true)
  })

  it('comes back when a page puts another root in the place of its own, also from there', async () => {
    const { element } = await start()
    const root = document.documentElement
    const other = document.createElement('html')
    root.remove()
    document.append(other)
    await settled()
    element.remove()
    await settled()
    const { parentElement } = element
    other.remove()
    document.append(root)
    expect(parentElement).toBe(other)
  })

  it('says that a part could not be loaded, and tries again with the next click', async () => {
    const { setMissing, launcher, heard, chat, find } = await start()
    setMissing(true)
    launcher?.click()
    await settled()
    const words = 'The chat could not load. Try again'
    expect([
      chat.status().isOpen,
      launcher?.getAttribute('aria-label'),
      launcher?.textContent,
      heard,
    ]).toEqual([false, words, words, ['ready', 'opened', 'closed', 'error', 'error']])
    setMissing(false)
    launcher?.click()
    await settled()
    expect([find('[data-open] > .panel') === null, launcher?.textContent]).toEqual([false, ''])
  })

  it('asks again for a core that could not be had, while the panel is open', async () => {
    const test = createTestFiles()
    let isMissing = true
    const core = () => (isMissing ? Promise.reject(new Error('no network')) : test.files.core())
    const files = { ...test.files, core }
    const { chat, find } = await start({}, { ...test, files })
    vi.useFakeTimers()
    chat.open()
    await vi.advanceTimersByTimeAsync(29_000)
    const said = find('.notice')?.textContent
    isMissing = false
    await vi.advanceTimersByTimeAsync(1_500)
    expect([said, find('.notice') ?? null, chat.status().connection]).toEqual([
      'A part of the chat could not be loaded. We will try again.',
      null,
      'online',
    ])
  })

  it('is not there when a site brings its own button, which gets the focus back', async () => {
    const { launcher, chat, find, element } = await start({ hideLauncher: true })
    const button = document.createElement('button')
    document.body.append(button)
    button.focus()
    chat.open()
    await settled()
    const focused = element.shadowRoot?.activeElement
    chat.close()
    expect([launcher?.hidden, focused, document.activeElement]).toEqual([
      true,
      find('textarea'),
      button,
    ])
    button.remove()
  })
})

describe('the public object', () => {
  it('sends in the name of the visitor, and tells what became of it', async () => {
    const { chat } = await start()
    const result = await chat.sendMessage('Hello')
    expect([result, chat.status().isOpen]).toEqual([
      { kind: 'stored', id: 'sent-1', thread: THREAD_ID },
      true,
    ])
  })

  it('tells that nothing was stored when the core cannot be loaded', async () => {
    const { chat, setMissing } = await start()
    setMissing(true)
    expect(await chat.sendMessage('Hello')).toBe(null)
  })

  it('prefills a composer that is not there yet', async () => {
    const { chat, find, asked } = await start()
    chat.prefill('About order 1042')
    await settled()
    expect(asked).toEqual([])
    chat.open()
    await settled()
    expect(find('textarea')).toMatchObject({ value: 'About order 1042' })
  })

  it('hides and shows all of it, and opening shows it', async () => {
    const { chat, element, heard } = await start()
    chat.hide()
    expect(element.hidden).toBe(true)
    chat.open()
    expect([element.hidden, chat.status().isVisible]).toEqual([false, true])
    expect(heard).toEqual(['ready', 'hidden', 'shown', 'opened'])
  })

  it('tells traits to the core', async () => {
    const { chat, fake } = await start()
    await chat.identify({ name: 'Ada' })
    expect(fake.calls).toEqual([['setTraits', { name: 'Ada' }]])
  })

  it('tells how things are', async () => {
    const { chat, fake } = await start()
    const before = chat.status()
    await chat.identify({})
    fake.setStatus({ connection: 'offline', waiting: 2, failed: 1, unread: 3 })
    const idle = { isOpen: false, isVisible: true }
    expect([before, chat.status()]).toEqual([
      { ...idle, connection: 'idle', unread: 0, waiting: 0, failed: 0 },
      { ...idle, connection: 'offline', unread: 3, waiting: 2, failed: 1 },
    ])
  })

  it('takes everything off the page when it is destroyed, and does nothing after', async () => {
    const { chat, element, fake, asked } = await start()
    chat.open()
    await settled()
    await chat.destroy()
    expect([element.isConnected, element.shadowRoot?.childNodes.length]).toEqual([false, 0])
    expect(fake.calls.at(-1)).toEqual(['close'])
    const before = [...asked]
    chat.open()
    await chat.sendMessage('Hello')
    await settled()
    expect([asked, element.isConnected]).toEqual([before, false])
  })
})
