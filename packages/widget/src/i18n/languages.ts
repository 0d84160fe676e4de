/** Which languages there are, and which one a visitor reads. */

/** In files of their own; English is part of the panel. */
export const OTHER_LANGUAGES = ['de'] as const

export type OtherLanguage = (typeof OTHER_LANGUAGES)[number]
export type Language = 'en' | OtherLanguage

/**
 * @param wanted BCP 47 tags, the most wanted first
 * @returns the first that there is, by its language and then by nothing: `pt` finds `pt-BR`
 */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [language] = tag.toLowerCase().split(/[-_]/)
    // The old code, which some engines still give.
    const code = language === 'iw' ? 'he' : language
    const found = (['en', ...OTHER_LANGUAGES] as const).find(
      (known) => known.split('-')[0] === code,
    )
    if (found !== undefined) return found
  }
  return 'en'
}

/** Whether a language is written from right to left. */
export function isRightToLeft(language: string): boolean {
  return /^(ar|he)\b/.test(language)
}
