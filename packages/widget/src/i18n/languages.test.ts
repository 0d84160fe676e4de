import { describe, expect, it } from 'vitest'
import { chooseLanguage, isRightToLeft, languageOf, OTHER_LANGUAGES } from './languages.ts'

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
    [['pt'], 'pt-BR'],
    [['pt-PT'], 'pt-BR'],
    [['es-419'], 'es'],
    [['fr-CA', 'en'], 'fr'],
    [['iw'], 'he'],
    [['iw-IL'], 'he'],
    [['ar-EG-u-nu-latn'], 'ar'],
    [['no'], 'en'],
    [['zh'], 'zh-Hans'],
    [['zh-CN'], 'zh-Hans'],
    [['zh_CN'], 'zh-Hans'],
    [['zh-SG'], 'zh-Hans'],
    [['zh-Hans-SG'], 'zh-Hans'],
    [['zh-Hans-HK'], 'zh-Hans'],
  ])('of %j is %s', (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language)
  })

  it.each(['zh-TW', 'zh_TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-Hant-CN'])(
    'of %s, which has another script than our Chinese, is the next one wanted',
    (tag) => {
      expect(chooseLanguage([tag, 'ja', 'zh-CN'])).toBe('ja')
      expect(chooseLanguage([tag])).toBe('en')
    },
  )

  it.each(['en', ...OTHER_LANGUAGES])('%s finds itself', (language) => {
    expect(languageOf(language)).toBe(language)
  })

  it('that nobody translated is none, so that it is not taken for English', () => {
    expect([languageOf('sv'), languageOf('')]).toEqual([undefined, undefined])
  })

  it('is written from right to left in two of them', () => {
    expect(['en', ...OTHER_LANGUAGES].filter(isRightToLeft)).toEqual(['ar', 'he'])
  })
})
