/** Which languages there are, and which one a visitor reads. */

/** In files of their own, named in lower case; English is part of the panel. */
export const OTHER_LANGUAGES = [
  'ar',
  'de',
  'es',
  'fr',
  'he',
  'it',
  'ja',
  'nl',
  'pl',
  'pt-BR',
  'zh-Hans',
] as const

export type OtherLanguage = (typeof OTHER_LANGUAGES)[number]
export type Language = 'en' | OtherLanguage

// Its readers have another script. CLDR lets `zh-Hant` fall back to no other Chinese, so the next
// language that the visitor wants comes before ours of the wrong script.
const TRADITIONAL_CHINESE = /^zh-(?!.*\bhans\b).*\b(hant|tw|hk|mo)\b/

/**
 * @param tag BCP 47, or with underscores
 * @returns the language of ours that its reader reads, whatever the region: `pt-PT` finds `pt-BR`
 */
export function languageOf(tag: string): Language | undefined {
  const wanted = tag.toLowerCase().replaceAll('_', '-')
  if (TRADITIONAL_CHINESE.test(wanted)) return undefined
  const [language] = wanted.split('-')
  // The old code, which some engines still give.
  const code = language === 'iw' ? 'he' : language
  return (['en', ...OTHER_LANGUAGES] as const).find((known) => known.split('-')[0] === code)
}

/**
 * @param wanted tags, the most wanted first
 * @returns the first that there is, and English where there is none
 */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = languageOf(tag)
    if (language !== undefined) return language
  }
  return 'en'
}

/** Whether a language is written from right to left. */
export function isRightToLeft(language: string): boolean {
  return /^(ar|he)\b/.test(language)
}
