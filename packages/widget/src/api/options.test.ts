import { describe, expect, it } from 'vitest'
import { allKinds, optionNames } from './all-options.ts'
import { resolveOptions } from './options.ts'
import { createReader } from './read-options.ts'

const read = (...sources: unknown[]) => createReader(sources)(allKinds)

describe('options', () => {
  it('are read from the attributes of a script tag, where everything is text', () => {
    expect(
      read({
        token: 'plw_1',
        apiHost: 'https://chat.example',
        suggestions: 'Where is my order?|Do you ship to Norway?',
        offsetX: '24',
        hideLauncher: '',
        debug: 'false',
        traits: '{"plan":"trial"}',
      }),
    ).toEqual({
      token: 'plw_1',
      apiHost: 'https://chat.example',
      suggestions: ['Where is my order?', 'Do you ship to Norway?'],
      offsetX: 24,
      hideLauncher: true,
      debug: false,
      traits: { plan: 'trial' },
    })
  })

  it('have no suggestion that says nothing', () => {
    expect(read({ suggestions: ' |One?|' })).toEqual({ suggestions: ['One?'] })
  })

  it('are read from an object of the page', () => {
    const given = {
      token: 'plw_1',
      suggestions: ['One?'],
      position: 'top-left',
      zIndex: 5,
      enabled: false,
      consent: 'required',
      onEvent: () => undefined,
    }
    expect(read(given)).toEqual(given)
  })

  it('leave out what is unknown or malformed', () => {
    expect(
      read({
        color: 7,
        position: 'top',
        offsetX: 'wide',
        offsetY: Number.NaN,
        zIndex: Number.POSITIVE_INFINITY,
        colour: 'red',
        traits: '{',
        strings: null,
        onEvent: 'alert(1)',
        name: 'Shop',
      }),
    ).toEqual({ name: 'Shop' })
  })

  it('are what was given last, and what was given before where it is malformed', () => {
    const ours = { name: 'Shop', color: '#123456', greeting: 'Hello' }
    expect(read(ours, { name: 'Porch', color: 7 }, { greeting: undefined })).toEqual({
      name: 'Porch',
      color: '#123456',
      greeting: 'Hello',
    })
  })

  it.each([null, undefined, '@@porchlight-site@@', 7, ['token']])(
    'are none where there is no object: %j',
    (source) => {
      expect(read(source)).toEqual({})
    },
  )

  it('survive an object that throws', () => {
    const hostile = new Proxy(
      {},
      {
        get() {
          throw new Error('hostile')
        },
      },
    )
    expect(read(hostile, { name: 'Shop' })).toEqual({ name: 'Shop' })
  })

  it('have these names', () => {
    expect(optionNames).toEqual([
      'token',
      'apiHost',
      'enabled',
      'color',
      'position',
      'colorScheme',
      'hideLauncher',
      'launcherLabel',
      'strings',
      'customLauncher',
      'container',
      'offsetX',
      'offsetY',
      'zIndex',
      'nonce',
      'onEvent',
      'debug',
      'name',
      'greeting',
      'presence',
      'placeholder',
      'suggestions',
      'locale',
      'theme',
      'requireEmail',
      'playSound',
      'notifications',
      'titleBadge',
      'traits',
      'consent',
      'getIdentity',
      'transport',
      'configHost',
      'distinctId',
      'project',
    ])
  })
})

describe('the options of a chat', () => {
  const resolve = (...sources: unknown[]) => resolveOptions(createReader(sources))

  it('are those that the launcher knows', () => {
    const ours = { apiHost: 'https://chat.example' }
    expect(resolve(ours, { token: 't', name: 'Porch', offsetX: 3 })).toEqual({
      apiHost: 'https://chat.example',
      token: 't',
      offsetX: 3,
    })
  })

  it.each([{}, { token: '' }, { token: 't', enabled: 'false' }])('are none with %j', (given) => {
    expect(resolve(given)).toBe(null)
  })
})
