import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildMessage, buildThread, THREAD_ID } from '../../test/fake-sync.ts'
import { createTestFiles } from '../../test/lazy-files.ts'
import { settled } from '../../test/settled.ts'
import { consentKey, draftsKey } from '../loader/mark.ts'
import type { CallableChat } from './chat.ts'
import { giveConsent } from './consent.ts'
import { createApi } from './create-api.ts'

const chats: CallableChat[] = []

async function start(
  given: Record<string, unknown> = { token: 't' },
  isDeveloped = false,
  test = createTestFiles(),
) {
  const element = document.createElement('porchlight-root')
  const ours = { apiHost: 'https://chat.example', debug: isDeveloped }
  const chat = createApi({ sources: [ours, given], files: test.files, element })
  chats.push(chat)
  await settled()
  const find = (selector: string) =>
    element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null
  return { ...test, chat, element, find }
}

/** What an operation settles on, or `waits`. */
async function stateOf(operation: Promise<unknown>): Promise<unknown> {
  return await Promise.race([operation, settled().then(() => 'waits')])
}

beforeEach(() => localStorage.clear())
afterEach(async () => {
  vi.restoreAllMocks()
  for (const chat of chats.splice(0)) await chat.destroy()
  document.body.replaceChildren()
})

describe('the public object', () => {
  it('does the same by name and by method', async () => {
    const { chat } = await start()
    chat('open')
    const byName = chat.status().isOpen
    chat.close()
    expect([byName, chat('status'), Object.keys(chat).includes('then')]).toEqual([
      true,
      chat.status(),
      false,
    ])
  })

  it.each(['toString', '__proto__', 'constructor', 'bind', undefined, 7, Symbol('x')])(
    'does nothing for the unknown command %s',
    async (command) => {
      const { chat, asked } = await start()
      expect(Reflect.apply(chat, null, [command])).toBe(undefined)
      await settled()
      expect(asked).toEqual([])
    },
  )

  it('resolves what it could do with undefined, and what it could not with null', async () => {
    const { chat, setMissing } = await start()
    setMissing(true)
    const without = await chat.setCustomAttributes({ plan: 'trial' })
    setMissing(false)
    expect([without, await chat.setCustomAttributes({ plan: 'trial' })]).toEqual([null, undefined])
  })

  it('is ready once the launcher is there, also for who asks later', async () => {
    const { chat } = await start()
    const heard: string[] = []
    await chat.ready(() => heard.push('first'))
    await chat.ready()
    expect(heard).toEqual(['first'])
  })

  it('starts with a token that comes later, and anew with another one', async () => {
    const { chat, find, asked } = await start({})
    const before = find('.launcher')
    chat.update({ token: 't' })
    const afterUpdate = find('.launcher')
    chat.boot({ token: 't' })
    await settled()
    const first = find('.launcher')
    chat.boot({ token: 'u' })
    await settled()
    expect([before, afterUpdate, first === null, find('.launcher') === first, asked]).toEqual([
      null,
      null,
      false,
      false,
      [],
    ])
  })

  it('does nothing while it is shut down, and goes on after boot', async () => {
    const { chat, element } = await start()
    await chat.shutdown()
    chat.open()
    const whileShut = [element.isConnected, await chat.sendMessage('Hello'), chat.status()]
    chat.boot()
    await settled()
    chat.open()
    expect([whileShut, element.isConnected, chat.status().isOpen]).toEqual([
      [
        false,
        null,
        { isOpen: false, isVisible: true, connection: 'idle', unread: 0, waiting: 0, failed: 0 },
      ],
      true,
      true,
    ])
  })

  it('does nothing for ever once it is destroyed', async () => {
    const { chat, element } = await start()
    await chat.destroy()
    chat.boot({ token: 't' })
    chat.update({ name: 'Shop' })
    await settled()
    expect([element.isConnected, await chat.identify({}), await chat.logout()]).toEqual([
      false,
      null,
      null,
    ])
  })

  it('changes what it looks like without beginning anew', async () => {
    const { chat, find, element } = await start({ token: 't', name: 'Shop' })
    chat.open()
    await settled()
    const [panel, launcher] = [find('.panel'), find('.launcher')]
    chat.update({ name: 'Porch', launcherLabel: 'Ask us', hideLauncher: true })
    chat.setColorScheme('dark')
    chat.setTheme({ radius: '3px', surface: 'red; } * { display: none' })
    await settled()
    expect({
      panel: find('.panel') === panel && find('.launcher') === launcher,
      title: find('.header-title')?.textContent,
      isHidden: launcher?.hidden,
      scheme: element.dataset.scheme,
      radius: element.style.getPropertyValue('--pl-radius'),
    }).toEqual({ panel: true, title: 'Porch', isHidden: true, scheme: 'dark', radius: '3px' })
    chat.setTheme({})
    expect(element.style.getPropertyValue('--pl-radius')).toBe('')
  })

  it('[EM-005] waits with everything until somebody comes to a page that was made ready before', async () => {
    Object.assign(document, { prerendering: true })
    const { chat, element, asked } = await start()
    const sending = chat.sendMessage('Hello')
    const before = [element.isConnected, await stateOf(sending), [...asked]]
    Object.assign(document, { prerendering: false })
    document.dispatchEvent(new Event('prerenderingchange'))
    expect([before, (await sending)?.kind]).toEqual([[false, 'waits', []], 'stored'])
    Reflect.deleteProperty(document, 'prerendering')
  })

  it('tells the option onEvent of what happens', async () => {
    const told: unknown[] = []
    const { chat } = await start({ token: 't', onEvent: (event: string) => told.push(event) })
    chat.open()
    await chat.sendMessage('Hello')
    await settled()
    expect(told).toEqual([
      'ready',
      'opened',
      'route-changed',
      'conversation-started',
      'message-queued',
    ])
  })
})

describe('what waits', () => {
  const failed = { state: 'failed', code: 'invalid', detail: '' } as const
  const waiting = { state: 'waiting', why: 'offline' } as const

  async function withMessages() {
    const files = createTestFiles()
    files.fake.sync.exportData = () =>
      Promise.resolve({ exportedAt: '', threads: [{ id: THREAD_ID, thread: null, messages: [] }] })
    const test = await start({ token: 't' }, false, files)
    await test.chat.setCustomAttributes({})
    test.fake.setThread({
      messages: [
        buildMessage({ id: 'sent' }),
        buildMessage({ id: 'w', delivery: waiting }),
        buildMessage({ id: 'f', delivery: failed }),
        buildMessage({ id: 'other', author: 'agent' }),
      ],
    })
    return test
  }

  it('is listed, with where it is and why it waits', async () => {
    const { chat } = await withMessages()
    const pending = (await chat.getPendingMessages()) ?? []
    expect(pending.map(({ id, thread, delivery }) => [id, thread, delivery])).toEqual([
      ['w', THREAD_ID, waiting],
      ['f', THREAD_ID, failed],
    ])
  })

  it('is sent again, taken back and looked after', async () => {
    const { chat, fake } = await withMessages()
    const results = [
      await chat.retryMessage('f'),
      await chat.retryAll(),
      await chat.discardMessage('w'),
      await chat.syncNow(),
    ]
    expect([results, fake.calls.slice(1)]).toEqual([
      [true, 1, 'done', 0],
      [
        ['retry', 'f'],
        ['retry', 'f'],
        ['discard', 'w'],
        ['flush', 2_000],
      ],
    ])
  })
})

describe('conversations', () => {
  it('are begun with a text that the visitor may send', async () => {
    const { chat, find } = await start()
    await chat.showNewMessage('About order 1042')
    await settled()
    expect([chat.status().isOpen, find('textarea')]).toMatchObject([
      true,
      { value: 'About order 1042' },
    ])
  })

  it('are shown by their id, if they are the visitor’s', async () => {
    const { chat, fake } = await start()
    chat.open()
    await settled()
    fake.setThreads([buildThread()])
    expect([await chat.showConversation(THREAD_ID), await chat.showConversation('x')]).toEqual([
      true,
      false,
    ])
  })

  it('get what a page sends, with the panel as it is when the page wants that', async () => {
    const { chat, fake } = await start()
    await chat.sendMessage('Hello', { open: false })
    expect([chat.status().isOpen, fake.calls]).toEqual([false, [['send', 'Hello']]])
  })
})

describe('signing out', () => {
  it('sends what waits first, or nothing at all', async () => {
    const { chat, fake } = await start()
    await chat.logout()
    await chat.reset()
    expect(fake.calls).toEqual([
      ['signOut', { flushMs: 2_000 }],
      ['signOut', { flushMs: 0 }],
    ])
  })

  it('begins anew for the next visitor, at once when the chat is open', async () => {
    const { chat, fake, asked, find } = await start()
    const heard: string[] = []
    chat.on('reset', () => heard.push('reset'))
    chat.on('error', ({ kind }) => heard.push(kind))
    chat.open()
    await settled()
    const field = find('textarea') as HTMLTextAreaElement
    field.value = 'What the last visitor wrote'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    fake.setStatus({ trouble: 'signed_out' })
    fake.setStatus({ trouble: null })
    await settled()
    expect([asked.filter((what) => what === 'start').length, heard]).toEqual([2, ['reset']])
  })

  it('waits for the next interaction when it is closed', async () => {
    const { chat, fake, asked } = await start()
    await chat.setCustomAttributes({})
    fake.setStatus({ trouble: 'signed_out' })
    await settled()
    const before = asked.filter((what) => what === 'start').length
    chat.open()
    await settled()
    expect([before, asked.filter((what) => what === 'start').length]).toEqual([1, 2])
  })

  it('may be asked for when the chat is ready, and makes it ready no second time', async () => {
    const { chat, fake } = await start()
    let times = 0
    chat.on('ready', () => {
      times++
      void chat.reset().then(() => fake.setStatus({ trouble: 'signed_out' }))
    })
    await settled()
    await settled()
    expect([times, fake.calls]).toEqual([1, [['signOut', { flushMs: 0 }]]])
  })
})

describe('with consent required', () => {
  const options = { token: 't', consent: 'required' }

  it('nothing is started before the visitor says yes, and what was asked for waits', async () => {
    const { chat, asked, element } = await start(options)
    const sending = chat.sendMessage('Hello')
    chat.open()
    const before = [await stateOf(sending), asked.includes('start'), localStorage.length]
    const heard: unknown[] = []
    chat.on('consent-changed', (detail) => heard.push(detail))
    const emit = (event: string, detail: unknown) =>
      element.dispatchEvent(new CustomEvent(`porchlight:${event}`, { detail }))
    giveConsent({ options: { token: 't', apiHost: '' }, emit } as never)
    expect([before, (await sending)?.kind, heard]).toEqual([
      ['waits', false, 0],
      'stored',
      [{ consent: 'given' }],
    ])
  })

  it.each(['reset', 'logout'] as const)(
    'the visitor is forgotten at once, with what an earlier page has left: %s',
    async (forget) => {
      localStorage.setItem(draftsKey('t'), '{"":"My card is 4"}')
      const { chat, asked } = await start(options)
      const heard: string[] = []
      chat.on('reset', () => heard.push('reset'))
      const result = await stateOf(chat[forget]())
      expect([result, heard, asked.includes('start'), localStorage.length]).toEqual([
        { discarded: 0 },
        ['reset'],
        false,
        0,
      ])
      const sending = chat.sendMessage('Hello')
      chat.update({ consent: 'given' })
      expect((await sending)?.kind).toBe('stored')
    },
  )

  it('who has agreed is signed out where the yes could not be kept', async () => {
    const { chat, fake, element } = await start(options)
    const sending = chat.sendMessage('Hello')
    const emit = (event: string, detail: unknown) =>
      element.dispatchEvent(new CustomEvent(`porchlight:${event}`, { detail }))
    giveConsent({ options: { token: 't', apiHost: '' }, emit } as never)
    await sending
    // Full, or emptied by the page.
    localStorage.clear()
    await chat.reset()
    expect(fake.calls).toContainEqual(['signOut', { flushMs: 0 }])
  })

  it('the site may say yes for the visitor', async () => {
    const { chat } = await start(options)
    const sending = chat.sendMessage('Hello')
    const before = await stateOf(sending)
    chat.update({ consent: 'given' })
    expect([before, (await sending)?.kind]).toEqual(['waits', 'stored'])
  })

  it('a yes is remembered, and forgotten with the visitor', async () => {
    localStorage.setItem(consentKey('t'), 'given')
    const { chat, fake } = await start(options)
    expect((await chat.sendMessage('Hello'))?.kind).toBe('stored')
    fake.setStatus({ trouble: 'signed_out' })
    await settled()
    expect(localStorage.getItem(consentKey('t'))).toBe(null)
  })

  it('what was asked for ends with the chat', async () => {
    const { chat } = await start(options)
    const sending = chat.sendMessage('Hello')
    await settled()
    await chat.shutdown()
    expect(await sending).toBe(null)
  })
})

describe('a site’s own launcher', () => {
  it('opens the chat, whenever it comes, and tells whether it is open', async () => {
    document.body.innerHTML = '<a class="help" href="#x"><b>Help</b></a>'
    const { chat, find } = await start({ token: 't', customLauncher: '.help' })
    const first = document.querySelector<HTMLElement>('.help b')
    first?.click()
    const opened = [chat.status().isOpen, first?.parentElement?.getAttribute('aria-expanded')]
    const later = document.createElement('button')
    later.className = 'help'
    later.setAttribute('aria-expanded', 'mixed')
    document.body.append(later)
    await settled()
    const found = later.getAttribute('aria-expanded')
    later.click()
    expect([opened, found, chat.status().isOpen, find('.launcher')?.hidden]).toEqual([
      [true, 'true'],
      'true',
      false,
      true,
    ])
    await chat.destroy()
    expect([
      first?.parentElement?.hasAttribute('aria-expanded'),
      later.getAttribute('aria-expanded'),
    ]).toEqual([false, 'mixed'])
  })

  it('is nothing where the selector is none', async () => {
    const { chat, find } = await start({ token: 't', customLauncher: '((' })
    document.body.click()
    expect([chat.status().isOpen, find('.launcher') === null]).toEqual([false, false])
  })
})

describe('a chat with a place of its own', () => {
  it('is shown there at once, and begins when the visitor reaches into it', async () => {
    document.body.innerHTML = '<main><section id="chat"></section></main>'
    const { element, find, asked, chat } = await start({ token: 't', container: '#chat' })
    const before = [
      element.parentElement?.id,
      find('[data-open] > .panel') !== null,
      asked.includes('start'),
      element.shadowRoot?.activeElement,
    ]
    element.dispatchEvent(new Event('pointerdown'))
    await settled()
    expect([before, asked.includes('start'), chat.status().isOpen]).toEqual([
      ['chat', true, false, null],
      true,
      true,
    ])
  })

  it('waits for its place, and moves to the one that takes its stead', async () => {
    const { element } = await start({ token: 't', container: '#chat' })
    const before = element.isConnected
    document.body.innerHTML = '<div id="chat"></div>'
    await settled()
    const first = element.parentElement
    document.body.innerHTML = '<p><span id="chat"></span></p>'
    await settled()
    expect([before, first?.localName, element.parentElement?.localName]).toEqual([
      false,
      'div',
      'span',
    ])
  })
})

describe('the developer of a page', () => {
  async function told(given: Record<string, unknown>, isDeveloped = true) {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const test = await start(given, isDeveloped)
    return { ...test, lines: () => warn.mock.calls.map(([line]) => line) }
  }

  it('is told of what is unknown or malformed, with what was probably meant', async () => {
    const { chat, lines } = await told({
      token: 't',
      colour: 'red',
      api_host: 'x',
      position: 'top',
      offsetX: 'wide',
      wibble: 1,
    })
    chat('sendMesage' as 'sendMessage', 'Hello')
    chat.update({ colorSheme: 'dark' } as never)
    expect(lines()).toEqual([
      'Porchlight: unknown option `colour`. Did you mean `color`?',
      'Porchlight: unknown option `api_host`. Did you mean `apiHost`?',
      'Porchlight: malformed option `position`. It is to be "bottom-right" or "bottom-left" or "top-right" or "top-left".',
      'Porchlight: malformed option `offsetX`. It is to be of the type number.',
      'Porchlight: unknown option `wibble`.',
      'Porchlight: unknown command `sendMesage`. Did you mean `sendMessage`?',
      'Porchlight: unknown option `colorSheme`. Did you mean `colorScheme`?',
    ])
  })

  it('is told that there is no token', async () => {
    const { lines } = await told({})
    expect(lines()).toEqual([
      'Porchlight: no token. The chat starts with one: `data-token`, or `boot({ token })`.',
    ])
  })

  it('is told once what keeps the chat from its work', async () => {
    const { chat, lines, fake } = await told({ token: 't' })
    chat.open()
    await settled()
    fake.setStatus({ connection: 'offline' })
    fake.setStatus({ connection: 'online' })
    fake.setStatus({ connection: 'offline' })
    for (const trouble of ['token', null, 'token', 'storage', 'signed_out'] as const) {
      fake.setStatus({ trouble })
    }
    expect(lines()).toEqual([
      expect.stringContaining('the server cannot be reached'),
      'Porchlight: the server does not know this token.',
      expect.stringContaining('may not store anything'),
    ])
  })

  it('is told nothing where all is well, and visitors are never told anything', async () => {
    const well = await told({ token: 't', name: 'Shop' })
    const visitors = await told({ colour: 'red' }, false)
    expect([well.lines(), visitors.lines(), visitors.asked]).toEqual([[], [], []])
  })
})
