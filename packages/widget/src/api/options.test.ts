import { describe, expect, it } from 'vitest'
import { optionNames, readOptions, resolveOptions } from './options.ts'

describe('options', () => {
  it('are read from the attributes of a script tag, where everything is text', () => {
    expect(
      readOptions({
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
    expect(readOptions({ suggestions: ' |One?|' })).toEqual({ suggestions: ['One?'] })
  })

  it('are read from an object of the page', () => {
    const given = {
      token: 'plw_1',
      suggestions: ['One?'],
      position: 'bottom-left',
      zIndex: 5,
      enabled: false,
    }
    expect(readOptions(given)).toEqual(given)
  })

  it('leave out what is unknown or malformed, and tell of it', () => {
    const told: string[] = []
    const read = readOptions(
      { color: 7, position: 'top', offsetX: 'wide', colour: 'red', traits: '{', name: 'Shop' },
      (text) => told.push(text),
    )
    expect(read).toEqual({ name: 'Shop' })
    expect(told).toEqual(
      ['color', 'position', 'offsetX', 'colour', 'traits'].map(
        (name) => `unknown or malformed option: ${name}`,
      ),
    )
  })

  it.each([null, undefined, '@@porchlight-site@@', 7, ['token']])(
    'are none where there is no object: %j',
    (source) => {
      expect(readOptions(source)).toEqual({})
    },
  )

  it('have these names', () => {
    expect(optionNames).toEqual([
      'token',
      'apiHost',
      'enabled',
      'name',
      'greeting',
      'presence',
      'placeholder',
      'suggestions',
      'color',
      'position',
      'colorScheme',
      'hideLauncher',
      'offsetX',
      'offsetY',
      'zIndex',
      'nonce',
      'locale',
      'traits',
      'strings',
      'debug',
    ])
  })
})

describe('the options of a chat', () => {
  const ours = { apiHost: 'https://chat.example', name: 'Shop' }

  it('are what was given, and ours where nothing was', () => {
    const given = { token: 't', name: 'Porch', greeting: undefined }
    expect(resolveOptions(given, ours, () => undefined)).toEqual({
      apiHost: 'https://chat.example',
      token: 't',
      name: 'Porch',
    })
  })

  it.each([{}, { token: '' }, { token: 't', enabled: 'false' }])('are none with %j', (given) => {
    expect(resolveOptions(given, ours, () => undefined)).toBe(null)
  })
})
