import { describe, expect, it } from 'vitest'
import { type ComposerKey, isOfInputMethod, isSendKey } from './composer-keys.ts'

function buildKey(given: Partial<ComposerKey> = {}): ComposerKey {
  return {
    key: 'Enter',
    keyCode: 13,
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    isComposing: false,
    ...given,
  }
}

describe('keys in the composer', () => {
  it('sends with Enter', () => {
    expect(isSendKey(buildKey())).toBe(true)
  })

  it.each(['shiftKey', 'altKey', 'ctrlKey', 'metaKey'] as const)(
    'leaves Enter with %s to the browser',
    (modifier) => {
      expect(isSendKey(buildKey({ [modifier]: true }))).toBe(false)
    },
  )

  it('leaves every other key to the browser', () => {
    expect(isSendKey(buildKey({ key: 'a', keyCode: 65 }))).toBe(false)
  })

  it('leaves Enter to an input method that is choosing a word', () => {
    expect(isSendKey(buildKey({ isComposing: true }))).toBe(false)
  })

  it('knows the Enter that ends a composition in Safari by its old code', () => {
    const key = buildKey({ keyCode: 229 })
    expect([isSendKey(key), isOfInputMethod(key)]).toEqual([false, true])
  })
})
