import { describe, expect, it } from 'vitest'
import { panelEn } from './en.ts'
import { chooseLanguage, isRightToLeft, OTHER_LANGUAGES } from './languages.ts'
import { moreEn } from './more-en.ts'

describe('the language', () => {
  it.each([
    [['de'], 'de'],
    [['de-AT'], 'de'],
    [['DE_ch'], 'de'],
    [['sv', 'de', 'en'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['', 'de'], 'de'],
    [['sv'], 'en'],
    [['deu'], 'en'],
    [[], 'en'],
  ])('of %j is %s', (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language)
  })

  it.each([
    ['ar', true],
    ['he', true],
    ['de', false],
    ['en', false],
  ])('%s is written from right to left: %j', (language, is) => {
    expect(isRightToLeft(language)).toBe(is)
  })
})

/** Every form that a text of one argument can take. */
const ARGUMENTS: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  delivery: [
    ...['offline', 'turn', 'busy', 'session'].map((why) => [{ state: 'waiting', why }]),
    ...['sending', 'held', 'sent', 'read'].map((state) => [{ state }]),
    ...['invalid', 'not_found', 'permission_denied', 'quota_limit_exceeded'].map((code) => [
      { state: 'failed', code },
    ]),
  ],
  refusal: ['too_long', 'full', 'not_stored'].map((why) => [why, 10_000]),
  trouble: ['token', 'storage', 'outdated', 'signed_out', 'load'].map((kind) => [kind]),
  change: ['edit', 'withdraw', 'late'].map((kind) => [kind]),
  status: ['new', 'open', 'pending', 'on_hold', 'resolved'].map((status) => [status]),
  score: [1, 2, 3, 4, 5].map((score) => [score]),
  personFrom: [
    ['Maja', ''],
    ['Maja', 'Shop'],
  ],
}
const NUMBERS = [0, 1, 2, 3, 5, 11, 21, 100].map((count) => [count, 10_000])

describe.each(OTHER_LANGUAGES)('the words of %s', (language) => {
  it('are there in each of their forms, and are not English', async () => {
    const { strings } = await import(`./translations/${language}.ts`)
    for (const [name, english] of Object.entries({ ...panelEn, ...moreEn })) {
      const own = strings[name]
      expect(typeof own, name).toBe(typeof english)
      if (typeof own !== 'function' || typeof english !== 'function') continue
      for (const values of ARGUMENTS[name] ?? NUMBERS) {
        const text = own(...values)
        expect([name, values, typeof text]).toEqual([name, values, 'string'])
        expect(text, name).not.toMatch(/undefined|NaN|^$/)
      }
    }
    const sentences = Object.entries({ ...panelEn, ...moreEn }).filter(
      ([, text]) => typeof text === 'string' && text.includes(' '),
    )
    const same = sentences.filter(([name, text]) => strings[name] === text)
    expect(same).toEqual([])
  })
})
