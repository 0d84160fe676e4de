import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { settled } from '../../test/settled.ts'
import { leavePage, start, stateOf } from '../../test/start-chat.ts'

beforeEach(() => localStorage.clear())
afterEach(async () => {
  vi.restoreAllMocks()
  await leavePage()
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
    chat.setLocale('de')
    chat.setTheme({ radius: '3px', surface: 'red; } * { display: none' })
    await expect
      .poll(() => find('textarea')?.getAttribute('aria-label'))
      .toBe('Nachricht schreiben')
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

  it('is told of words that are not read, and is thrown nothing', async () => {
    const throws = (): never => {
      throw new Error('hostile')
    }
    const words = { send: 'Go', unread: throws, offline: () => 7, close: () => 'x', back: 'Back' }
    const strings = Object.defineProperty(words, 'greeting', { get: throws, enumerable: true })
    const { chat, lines } = await told({ token: 't', strings })
    chat.update({ strings: { unread: (count) => `${count} new`, send: null as never } })
    chat.update(Object.defineProperty({}, 'strings', { get: throws, enumerable: true }))
    const isFunction = 'It is to be a function that returns a string.'
    expect(lines()).toEqual([
      `Porchlight: malformed option \`strings.unread\`. ${isFunction}`,
      `Porchlight: malformed option \`strings.offline\`. ${isFunction}`,
      'Porchlight: malformed option `strings.close`. It is to be of the type string.',
      `Porchlight: malformed option \`strings.back\`. ${isFunction}`,
      'Porchlight: malformed option `strings.greeting`. It is to be of the type string.',
      'Porchlight: malformed option `strings`. It is to be of the type object.',
    ])
  })

  it('is told of nothing in production, whatever the words do', async () => {
    const unread = (): never => {
      throw new Error('hostile')
    }
    const { chat, lines, fake } = await told({ token: 't', strings: { unread } }, false)
    chat.open()
    fake.setStatus({ unread: 2 })
    await settled()
    expect(lines()).toEqual([])
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
