/** The package as an app uses it, in a real browser: nothing of it is left out but the server. */
import { afterEach, expect, it, vi } from 'vitest'
import { type Chat, createChat } from './index.ts'

const chats: Chat[] = []

afterEach(async () => {
  for (const chat of chats.splice(0)) await chat.destroy()
  vi.restoreAllMocks()
})

/** A chat whose server cannot be reached, with all that it puts on the page. */
async function openChat(name: string, options: object = {}) {
  const before = new Set(document.querySelectorAll('porchlight-root'))
  const token = crypto.randomUUID()
  const chat = createChat({
    token,
    apiHost: 'https://chat.invalid',
    name,
    debug: false,
    ...options,
  })
  chats.push(chat)
  chat.open()
  const element = [...document.querySelectorAll('porchlight-root')].find((one) => !before.has(one))
  const find = (selector: string) => element?.shadowRoot?.querySelector<HTMLElement>(selector)
  await expect.poll(() => find('[data-open] textarea')).toBeTruthy()
  const texts = () =>
    [...(element?.shadowRoot?.querySelectorAll('.bubble') ?? [])].map((one) => one.textContent)
  return { chat, find, texts, token }
}

it('two chats on one page know nothing of each other', async () => {
  const one = await openChat('Lamps')
  const two = await openChat('Books')
  const heard: string[] = []
  two.chat.on('message-queued', ({ text }) => heard.push(text))
  one.chat.prefill('Only here')
  await one.chat.sendMessage('To the lamps')
  await expect.poll(one.texts).toEqual(['To the lamps'])
  await one.chat.update({ locale: 'de', color: '#123456' })
  await expect.poll(() => one.find('textarea')?.ariaLabel).toBe('Nachricht schreiben')
  expect({
    titles: [one, two].map(({ find }) => find('.header-title')?.textContent),
    texts: two.texts(),
    field: two.find('textarea')?.ariaLabel,
    draft: (two.find('textarea') as HTMLTextAreaElement).value,
    waiting: [one, two].map(({ chat }) => chat.status().waiting),
    heard,
  }).toEqual({
    titles: ['Lamps', 'Books'],
    texts: [],
    field: 'Write a message',
    draft: '',
    waiting: [1, 0],
    heard: [],
  })
  await one.chat.destroy()
  await two.chat.sendMessage('To the books')
  await expect.poll(two.texts).toEqual(['To the books'])
  expect(two.chat.status().isOpen).toBe(true)
})

it('a chat that is destroyed has left no trace: neither listeners, observers, timers, elements nor names', async () => {
  // What is fetched once and kept is fetched before.
  const first = await openChat('Lamps', { playSound: true, notifications: true, titleBadge: true })
  await first.chat.sendMessage('Hello')
  await first.chat.destroy()
  const traces = keepAccount()
  const before = traces.now()
  const { chat, find, texts } = await openChat('Lamps', {
    playSound: true,
    notifications: true,
    titleBadge: true,
    customLauncher: 'body',
  })
  await chat.sendMessage('Hello')
  await expect.poll(texts).toEqual(['Hello'])
  find('textarea')?.focus()
  const during = traces.now()
  expect(during.listeners.length).toBeGreaterThan(before.listeners.length)
  expect(during.observers).toBeGreaterThan(before.observers)
  await chat.destroy()
  // A fetch that was cut lets go of its timer when it notices.
  await expect.poll(() => traces.now()).toEqual(before)
})

/** Keeps account of what is added to the page from now on. */
function keepAccount() {
  const listeners = new Map<string, number>()
  const keys = new WeakMap<object, number>()
  let lastKey = 0
  let observers = 0
  const timers = new Set<unknown>()
  const keyOf = (object: object): number => {
    const key = keys.get(object) ?? ++lastKey
    keys.set(object, key)
    return key
  }
  /** What goes with its element is no trace; these stay. */
  const kept: readonly (readonly [string, EventTarget])[] = [
    ['window', window],
    ['document', document],
    ['viewport', visualViewport ?? window],
    ['html', document.documentElement],
    ['body', document.body],
  ]
  const nameOf = (target: EventTarget): string | undefined =>
    target instanceof MediaQueryList
      ? `query ${keyOf(target)}`
      : kept.find(([, one]) => one === target)?.[0]
  const entryOf = (name: string, type: string, listener: object, options: unknown): string => {
    const capture = typeof options === 'object' ? Reflect.get(options ?? {}, 'capture') : options
    return `${name} ${type} ${keyOf(listener)} ${Boolean(capture)}`
  }
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype
  vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (
    this: EventTarget | undefined,
    type,
    listener,
    options,
  ) {
    const target = this ?? window
    const name = nameOf(target)
    if (name !== undefined && listener !== null) {
      const entry = entryOf(name, type, listener, options)
      listeners.set(entry, 1)
      const isOnce = typeof options === 'object' && options.once === true
      if (isOnce) add.call(target, type, () => listeners.delete(entry), { once: true })
      const signal = typeof options === 'object' ? options.signal : undefined
      if (signal) add.call(signal, 'abort', () => listeners.delete(entry))
    }
    add.call(target, type, listener, options)
  })
  vi.spyOn(EventTarget.prototype, 'removeEventListener').mockImplementation(function (
    this: EventTarget | undefined,
    type,
    listener,
    options,
  ) {
    const target = this ?? window
    const name = nameOf(target)
    if (name !== undefined && listener !== null) {
      listeners.delete(entryOf(name, type, listener, options))
    }
    remove.call(target, type, listener, options)
  })
  for (const Observer of [MutationObserver, ResizeObserver, IntersectionObserver]) {
    const observing = new WeakSet<object>()
    const { observe, disconnect } = Observer.prototype
    vi.spyOn(Observer.prototype, 'observe').mockImplementation(function (
      this: object,
      ...values: unknown[]
    ) {
      if (!observing.has(this)) observers++
      observing.add(this)
      return Reflect.apply(observe, this, values)
    })
    vi.spyOn(Observer.prototype, 'disconnect').mockImplementation(function (this: object) {
      if (observing.delete(this)) observers--
      Reflect.apply(disconnect, this, [])
    })
  }
  const { setTimeout: set, clearTimeout: clear, setInterval: repeat } = window
  vi.spyOn(window, 'setTimeout').mockImplementation(((run: () => void, ms?: number) => {
    const id = set(() => {
      timers.delete(id)
      run()
    }, ms)
    // The test's own waiting is none of the chat's.
    if (!/vitest/.test(new Error('').stack?.split('\n')[2] ?? '')) timers.add(id)
    return id
  }) as typeof setTimeout)
  vi.spyOn(window, 'setInterval').mockImplementation(((run: () => void, ms?: number) => {
    const id = repeat(run, ms)
    timers.add(id)
    return id
  }) as typeof setInterval)
  const forget = (id: unknown): void => {
    timers.delete(id)
    clear(id as number)
  }
  vi.spyOn(window, 'clearTimeout').mockImplementation(forget)
  vi.spyOn(window, 'clearInterval').mockImplementation(forget)
  return {
    now: () => ({
      listeners: [...listeners.keys()].sort(),
      observers,
      timers: timers.size,
      html: document.documentElement.outerHTML.replace(/<(script|link|style).*?>/gs, ''),
      sheets: document.adoptedStyleSheets.length,
      names: Object.getOwnPropertyNames(window)
        .filter((name) => !/^\d+$|^__v/.test(name))
        .sort(),
      title: document.title,
    }),
  }
}
