import { describe, expect, it } from 'vitest'
import { launcherEn, panelEn, unreadEn } from './en.ts'
import { markupEn } from './markup-en.ts'
import { moreEn } from './more-en.ts'
import { overrideStrings } from './override-strings.ts'
import { restoreEn } from './restore-en.ts'
import { strings as german } from './translations/de.ts'

const TABLES: Readonly<Record<string, object>> = {
  launcherEn,
  unreadEn,
  panelEn,
  moreEn,
  markupEn,
  restoreEn,
  german,
}

type Texts = Readonly<Record<string, string | (() => string)>>

describe.each(Object.entries(TABLES))('of %s', (_name, texts) => {
  it.each(Object.entries(texts))(
    '%s is replaced by the site’s own, and nothing else is',
    (key, text) => {
      const own: unknown = typeof text === 'function' ? () => 'Ours' : 'Ours'
      const { [key]: chosen, ...others } = { ...overrideStrings(texts, { [key]: own }) } as Texts
      const { [key]: _replaced, ...untouched } = texts as Texts
      expect([typeof chosen === 'function' ? chosen() : chosen, others]).toEqual([
        'Ours',
        untouched,
      ])
    },
  )

  it('nothing is replaced by what would break where it is used', () => {
    const broken = Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'function' ? 'Ours' : () => 'Ours',
    ])
    expect(overrideStrings(texts, Object.fromEntries(broken))).toEqual(texts)
    const odd = Object.keys(texts).map((key, n) => [key, [null, undefined, 7, {}, []][n % 5]])
    expect(overrideStrings(texts, Object.fromEntries(odd))).toEqual(texts)
  })

  it('no name is taken from a site that it does not have', () => {
    const own = { toString: 'Ours', another: 'Ours' }
    expect(overrideStrings(texts, own)).toEqual(texts)
  })
})

describe('our own word is read', () => {
  const ours = { send: 'Send', nextTry: (time: string) => `, next at ${time}` }
  const throws = (): never => {
    throw new Error('hostile')
  }

  it('where a getter of the site throws', () => {
    const own = Object.defineProperty({ nextTry: () => 'soon' }, 'send', { get: throws })
    const chosen = overrideStrings(ours, own)
    expect([chosen.send, chosen.nextTry('9:00')]).toEqual(['Send', 'soon'])
  })

  it.each<[string, () => unknown]>([
    ['throws', throws],
    ['gives a number', () => 7],
    ['gives an object', () => ({})],
    ['gives nothing', () => undefined],
    ['gives a promise', () => Promise.resolve('soon')],
  ])('where a function of the site %s', (_, nextTry) => {
    expect(overrideStrings(ours, { nextTry }).nextTry('9:00')).toBe(', next at 9:00')
  })

  it('where the site gives something else than an object', () => {
    for (const own of [null, undefined, 7, 'send']) {
      expect(overrideStrings(ours, own)).toEqual(ours)
    }
  })

  it('in the place of the last of several, and not of the first', () => {
    const language = { send: 'Senden', nextTry: () => 'gleich' }
    const chosen = overrideStrings(ours, language, { send: 7, nextTry: throws })
    expect([chosen.send, chosen.nextTry('9:00')]).toEqual(['Senden', 'gleich'])
  })
})
