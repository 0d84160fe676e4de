import { describe, expect, it } from 'vitest'
import { launcherEn, panelEn, unreadEn } from './en.ts'
import { OTHER_LANGUAGES, type OtherLanguage } from './languages.ts'
import { markupEn } from './markup-en.ts'
import { moreEn } from './more-en.ts'
import { restoreEn } from './restore-en.ts'
import type { Strings } from './strings.ts'
import { strings as german } from './translations/de.ts'

const english: Strings = {
  ...launcherEn,
  ...unreadEn,
  ...panelEn,
  ...moreEn,
  ...markupEn,
  ...restoreEn,
}

/** Of each plural category of each language there is one; the last is `many` in French. */
const NUMBERS = [0, 1, 2, 3, 5, 11, 21, 100, 1.5, 1_000_000]
const counts = NUMBERS.map((count) => [count])

/** Every form that a text with arguments can take. */
const ARGUMENTS: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  unread: counts,
  unreadMessages: counts,
  back: counts,
  offline: counts,
  connecting: counts,
  clearWaiting: counts,
  deleteDetail: counts,
  counter: NUMBERS.map((length) => [length, 10_000]),
  refusal: ['too_long', 'full', 'not_stored'].map((why) => [why, 10_000]),
  delivery: [
    ...['offline', 'turn', 'busy', 'session'].map((why) => [{ state: 'waiting', why }]),
    ...['sending', 'held', 'sent', 'read'].map((state) => [{ state }]),
    [{ state: 'sent', mayBeTwice: true }],
    ...['invalid', 'not_found', 'permission_denied', 'quota_limit_exceeded'].map((code) => [
      { state: 'failed', code },
    ]),
  ],
  trouble: ['token', 'storage', 'outdated', 'signed_out', 'load'].map((kind) => [kind]),
  change: ['edit', 'withdraw', 'late'].map((kind) => [kind]),
  status: ['new', 'open', 'pending', 'on_hold', 'resolved'].map((status) => [status]),
  score: [1, 2, 3, 4, 5].map((score) => [score]),
  task: [[true], [false]],
  dialog: [['Łódź'], ['']],
  personFrom: [
    ['Łucja', 'Łódź'],
    ['Łucja', ''],
  ],
  writing: [['Łucja']],
  typing: [['Łucja']],
  said: [['Łucja', '42']],
  nextTry: [['10:42']],
  awayUntil: [['10:42']],
  transcriptTitle: [
    ['Łódź', '2026-03-04'],
    ['', '2026-03-04'],
  ],
  showImage: [['łódź.example']],
  openImage: [['łódź.example']],
  restoreAsked: [['łucja@łódź.example']],
  restored: [[0], [1], [5]],
  restoreProblem: [
    ...['expired', 'used', 'invalid', 'too_many', 'unreachable', 'unavailable'].map((why) => [why]),
  ],
}
const COUNTED = Object.keys(ARGUMENTS).filter((name) => ARGUMENTS[name] === counts)

/** Texts of things to press, which have their place beside others. */
const PRESSED = [
  ...['send', 'retry', 'edit', 'discard', 'withdraw', 'copy', 'sendAsNew', 'cancel', 'save'],
  ...['newMessages', 'newConversation', 'helpfulYes', 'helpfulNo', 'askPeople', 'score'],
  ...['rateSend', 'detailsSend', 'transcript', 'clearWaiting', 'downloadData', 'deleteData'],
  ...['deleteConfirm', 'keep', 'showImage', 'openImage', 'restore', 'restoreSend'],
]

interface Form {
  readonly name: string
  readonly values: readonly unknown[]
  readonly text: string
}

async function stringsOf(language: OtherLanguage): Promise<Strings> {
  return (await import(`./translations/${language.toLowerCase()}.ts`)).strings
}

function formsOf(strings: Strings): readonly Form[] {
  return Object.entries(strings).flatMap(([name, text]: [string, unknown]) => {
    if (typeof text !== 'function') return { name, values: [], text: String(text) }
    const known = ARGUMENTS[name]
    if (known === undefined) throw new Error(`the forms of ${name} are not known`)
    return known.map((values) => ({ name, values, text: text(...values) }))
  })
}

describe.each(OTHER_LANGUAGES)('the words of %s', (language) => {
  it('are there in each of their forms', async () => {
    const own = await stringsOf(language)
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort())
    const odd = formsOf(own).filter(
      // A `#` is a number's place that was left open. Nothing is said louder than the rest.
      ({ text }) =>
        typeof text !== 'string' || /^\s*$|undefined|\bnull\b|NaN|\[object|[#!！¡]/.test(text),
    )
    expect(odd).toEqual([])
  })

  it('tell apart what English tells apart', async () => {
    const own = formsOf(await stringsOf(language))
    const formCount = (forms: readonly Form[], wanted: string) =>
      new Set(forms.filter(({ name }) => name === wanted).map(({ text }) => text)).size
    const ofEnglish = formsOf(english)
    const blurred = Object.keys(ARGUMENTS)
      // How many forms a number has is the language's own affair.
      .filter((name) => !COUNTED.includes(name))
      .filter((name) => formCount(own, name) < formCount(ofEnglish, name))
    expect(blurred).toEqual([])
  })

  it('are not English', async () => {
    const said = formsOf(english).map(({ text }) => text)
    const left = formsOf(await stringsOf(language)).filter(({ name, values, text }) => {
      const words = values.reduce<string>((rest, value) => rest.replace(String(value), ''), text)
      if (/\b(the|you|your|this|that|and|our|with|not|sent|again|waiting)\b/i.test(words))
        return true
      if (/^(ar|he|ja|zh)/.test(language)) return /[a-z]/i.test(words.replace(/^AI$/, ''))
      const isSentence = /\p{L} \p{L}/u.test(words)
      return isSentence && said.includes(text) && name !== 'said'
    })
    expect(left).toEqual([])
  })

  it('have a form for each plural category, with the number in it or in words', async () => {
    const rules = new Intl.PluralRules(language)
    const { pluralCategories } = rules.resolvedOptions()
    expect([...new Set(NUMBERS.map((count) => rules.select(count)))].sort()).toEqual(
      pluralCategories.sort(),
    )
    // Words can say none, one and two; 1.5 is `one` where everything below two is.
    const isInWords = (count: number) => count === 0 || ['one', 'two'].includes(rules.select(count))
    const without = formsOf(await stringsOf(language))
      .filter(({ name }) => COUNTED.includes(name))
      .filter(({ values: [count], text }) => {
        const number = Number(count)
        return !isInWords(number) && !text.includes(number.toLocaleString(language))
      })
    expect(without).toEqual([])
  })

  it('fit where the German ones do', async () => {
    const own = formsOf(await stringsOf(language))
    const place = formsOf(german)
    const tooLong = own.filter(({ name, values, text }) => {
      if (!PRESSED.includes(name)) return false
      const like = place.find(
        (other) => other.name === name && JSON.stringify(other.values) === JSON.stringify(values),
      )
      return [...text].length > 1.8 * [...(like?.text ?? '')].length
    })
    expect(tooLong).toEqual([])
  })
})

describe('what is counted', () => {
  const forms = async (language: OtherLanguage, counts: readonly number[]) => {
    const { unread } = await stringsOf(language)
    return counts.map((count) => unread(count))
  }

  it('is singular in French below two', async () => {
    expect(await forms('fr', [0, 1, 1.5, 2])).toEqual([
      '0 message non lu',
      '1 message non lu',
      '1,5 message non lu',
      '2 messages non lus',
    ])
  })

  it('has four forms in Polish, by the last digits', async () => {
    expect(await forms('pl', [1, 2, 5, 12, 22, 25, 1.5])).toEqual([
      '1 nieprzeczytana wiadomość',
      '2 nieprzeczytane wiadomości',
      '5 nieprzeczytanych wiadomości',
      '12 nieprzeczytanych wiadomości',
      '22 nieprzeczytane wiadomości',
      '25 nieprzeczytanych wiadomości',
      '1,5 nieprzeczytanej wiadomości',
    ])
  })

  it('has a dual in Arabic, and a plural for few only', async () => {
    expect(await forms('ar', [0, 1, 2, 3, 10, 11, 100, 103])).toEqual([
      'لا رسائل غير مقروءة',
      'رسالة واحدة غير مقروءة',
      'رسالتان غير مقروءتين',
      '3 رسائل غير مقروءة',
      '10 رسائل غير مقروءة',
      '11 رسالة غير مقروءة',
      '100 رسالة غير مقروءة',
      '103 رسائل غير مقروءة',
    ])
  })

  it('has a dual in Hebrew', async () => {
    expect(await forms('he', [1, 2, 3, 20])).toEqual([
      'הודעה אחת שלא נקראה',
      'שתי הודעות שלא נקראו',
      '3 הודעות שלא נקראו',
      '20 הודעות שלא נקראו',
    ])
  })
})

describe.each(['ar', 'he'] as const)('in %s, which is read from right to left', (language) => {
  it('a name, a time and a date keep their own direction within a sentence', async () => {
    const names = /^(Łucja|Łódź|10:42|2026-03-04|łódź\.example)$/
    const bare = formsOf(await stringsOf(language))
      // Spoken, never drawn.
      .filter(({ name }) => name !== 'said')
      .filter(({ values, text }) =>
        values.some(
          (value) =>
            typeof value === 'string' &&
            names.test(value) &&
            text !== value &&
            !text.includes(`\u2068${value}\u2069`),
        ),
      )
    expect(bare).toEqual([])
  })
})
