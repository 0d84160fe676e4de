/** What an assistant says when people answer from here on: why, who, and when. */
import { type Language, languageOf } from '../knowledge/language.ts'
import type { Away } from './assistant.ts'

/** Why it hands over, where it says so itself. */
export type HandOverCause = 'visitorRequest' | 'nothingFound' | 'unknown' | 'unavailable'

type Parts = Readonly<Record<HandOverCause | 'waiting' | 'never', string>> & {
  readonly locale: string
  readonly back: (when: string) => string
  readonly today: (time: string) => string
  readonly later: (day: string, time: string) => string
}

// Where somebody may be there, cause and promise are one sentence.
const PROMISES: Readonly<Record<Language, Readonly<Record<HandOverCause, string>>>> = {
  en: {
    visitorRequest: 'A person from our team will answer you here.',
    nothingFound: 'I found nothing about this in our help pages, so a person will answer you here.',
    unknown: 'I do not know this, so a person from our team will answer you here.',
    unavailable: 'I cannot answer at the moment, so a person from our team will answer you here.',
  },
  de: {
    visitorRequest: 'Jemand aus unserem Team antwortet Ihnen hier.',
    nothingFound:
      'Dazu habe ich in unseren Hilfeseiten nichts gefunden; jemand aus unserem Team antwortet Ihnen hier.',
    unknown: 'Das weiß ich nicht; jemand aus unserem Team antwortet Ihnen hier.',
    unavailable: 'Ich kann gerade nicht antworten; jemand aus unserem Team antwortet Ihnen hier.',
  },
}

const PARTS: Readonly<Record<Language, Parts>> = {
  en: {
    visitorRequest: '',
    nothingFound: 'I found nothing about this in our help pages. ',
    unknown: 'I do not know this. ',
    unavailable: 'I cannot answer at the moment. ',
    back: (when) => `Our team is back ${when} and will answer you here.`,
    never: 'Nobody of our team is here now; somebody will answer you here.',
    waiting: 'You can close the chat; the answer will be waiting.',
    locale: 'en-GB',
    today: (time) => `today at ${time}`,
    later: (day, time) => `on ${day} at ${time}`,
  },
  de: {
    visitorRequest: '',
    nothingFound: 'Dazu habe ich in unseren Hilfeseiten nichts gefunden. ',
    unknown: 'Das weiß ich nicht. ',
    unavailable: 'Ich kann gerade nicht antworten. ',
    back: (when) => `Unser Team ist ${when} wieder da und antwortet Ihnen hier.`,
    never: 'Von unserem Team ist gerade niemand da; Sie bekommen hier eine Antwort.',
    waiting: 'Sie können den Chat schließen; die Antwort wartet dann auf Sie.',
    locale: 'de-DE',
    today: (time) => `heute um ${time}`,
    later: (day, time) => `am ${day} um ${time}`,
  },
}

/** What is asked, which gives the language, and when. */
export interface Asking {
  readonly questions: readonly string[]
  readonly away: Away | undefined
  readonly nowMs: number
}

/** In the language of what was asked. Outside the hours it says when people are back. */
export function handOverSentence(cause: HandOverCause, asking: Asking): string {
  const language = languageOf(asking.questions.join('\n'))
  const parts = PARTS[language]
  const back = backSentence(asking)
  const promise = back === null ? PROMISES[language][cause] : `${parts[cause]}${back}`
  return `${promise} ${parts.waiting}`
}

/** When people are back, for behind what a model has said by itself; null while they may be there. */
export function backSentence({ questions, away, nowMs }: Asking): string | null {
  if (away === undefined) return null
  const parts = PARTS[languageOf(questions.join('\n'))]
  const { opensAtMs, timeZone } = away
  if (opensAtMs === null) return parts.never
  const format = (at: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(parts.locale, { timeZone, ...options }).format(at)
  const time = format(opensAtMs, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
  const dayOf = (at: number): string =>
    format(at, { weekday: 'long', day: 'numeric', month: 'long' })
  const day = dayOf(opensAtMs)
  return parts.back(day === dayOf(nowMs) ? parts.today(time) : parts.later(day, time))
}
