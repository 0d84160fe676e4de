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

describe.each(Object.entries(TABLES))('of %s', (_name, texts) => {
  it.each(Object.entries(texts))(
    '%s is replaced by the site’s own, and nothing else is',
    (key, text) => {
      const own: unknown = typeof text === 'function' ? () => 'Ours' : 'Ours'
      expect(overrideStrings(texts, { [key]: own })).toEqual({ ...texts, [key]: own })
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
