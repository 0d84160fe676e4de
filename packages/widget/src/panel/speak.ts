/** The language of the panel: chosen at the start, changed while it is open. */
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Host } from '../api/host.ts'
import { launcherEn, panelEn, unreadEn } from '../i18n/en.ts'
import { chooseLanguage, type Language, languageOf, type OtherLanguage } from '../i18n/languages.ts'
import { overrideStrings } from '../i18n/override-strings.ts'
import type { LauncherStrings, PanelStrings, UnreadStrings } from '../i18n/strings.ts'
import { createTimeFormat, type TimeFormat } from './time-format.ts'

/** A language, with all that depends on it. */
export interface Speech {
  readonly language: Language
  readonly strings: Words
  readonly time: TimeFormat
}

/** Says everything in one language at a time. */
export interface Speaker {
  readonly speech: ReadonlySignal<Speech>
  /** Resolves when the language is spoken, or when it could not be had and the old one stays. */
  setLocale(locale: string | undefined): Promise<void>
}

type Words = LauncherStrings & UnreadStrings & PanelStrings

const ENGLISH: Words = { ...launcherEn, ...unreadEn, ...panelEn }

/** What the speaker needs of the host. */
type Listener = Pick<Host, 'options' | 'setStrings'>

/** @param host its launcher speaks along */
export function createSpeaker(
  host: Listener,
  fetchStrings: (language: OtherLanguage) => Promise<Words>,
): Speaker {
  const speech = signal(speechOf('en', ENGLISH, host))
  let wanted: Language = 'en'

  return {
    speech,
    async setLocale(locale) {
      const language = chooseLanguage(wantedTags(locale))
      wanted = language
      const strings = language === 'en' ? ENGLISH : await fetchStrings(language).catch(() => null)
      // Another one was chosen while this one was on its way.
      if (strings === null || wanted !== language) return
      speech.value = speechOf(language, strings, host)
      host.setStrings(speech.value.strings)
    },
  }
}

/** What the site says, or what its page is written in, or what the browser prefers. */
function wantedTags(locale: string | undefined): readonly string[] {
  if (locale !== undefined) return [locale]
  return [document.documentElement.lang, ...navigator.languages]
}

function speechOf(language: Language, strings: Words, host: Listener): Speech {
  // A region has its own times and dates.
  const regional = navigator.languages.find((tag) => languageOf(tag) === language)
  return {
    language,
    strings: overrideStrings(strings, host.options.strings),
    time: createTimeFormat(regional ?? language, Date.now),
  }
}
