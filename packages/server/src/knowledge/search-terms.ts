/**
 * Turns what people write into words to look for: lower case, without accents, without the words
 * that every question has, and with endings cut so that "returning" finds "returns", and
 * "Lieferungen" finds "liefern". Both engines store and look up these terms, so both find the same.
 */
import { foldWord, type Language, STOP_WORDS, splitWords } from './language.ts'

/** Part of every article's hash: to be raised when terms or titles are made otherwise, so that folders are read anew. */
export const TERMS_VERSION = 3

/** A longer word is no word, and PostgreSQL would not take it. */
const LONGEST_TERM = 64

/** The word as it is looked up, or null for one that says nothing about the subject. */
function toSearchTerm(word: string, language: Language): string | null {
  const plain = foldWord(word)
  if (plain === '' || plain.length > LONGEST_TERM || STOP_WORDS[language].has(plain)) return null
  return toToken(
    language === 'de' ? stem(fromVerb(fromTranscription(plain)), GERMAN) : stem(plain, ENGLISH),
  )
}

/** The terms of a text, with repetitions, in its order. */
export function allTerms(text: string, language: Language): string[] {
  return splitWords(text).flatMap((word) => toSearchTerm(word, language) ?? [])
}

/** The distinct terms of a text, in the order in which they first appear. */
export function searchTerms(text: string, language: Language): readonly string[] {
  return [...new Set(allTerms(text, language))]
}

/** "ae" for "ä", as it is written where there is no such key; not in "neue" or "Quelle". */
function fromTranscription(word: string): string {
  return word.replaceAll(/(?<![aeq])([aou])e/g, '$1')
}

/** "Zurückgeben" is what "Rückgabe" is about. */
function fromVerb(word: string): string {
  return word.replace(/^zuruck(?=.{3})/, 'ruck')
}

/**
 * The engines do not agree on what is a letter beyond these, so other scripts are looked up by
 * their code points.
 */
function toToken(term: string): string {
  return /^[a-z0-9]+$/.test(term) ? term : `0u${Buffer.from(term).toString('hex')}`
}

type Endings = readonly (readonly [RegExp, string])[]

// Light on purpose: a wrong stem only costs a little precision, since both sides are cut alike.
const ENGLISH: Endings = [
  [/(?:ies|ied)$/, 'y'],
  [/(?:sses|shes|ches|xes)$/, ''],
  [/(?:ing|ings|ed|er|ers|ment|ly)$/, ''],
  [/(?<!s)s$/, ''],
  [/(?<=.{3})e$/, ''],
]

const GERMAN: Endings = [
  [/(?:barkeit|lichkeit|igkeit|heit|keit)(?:en)?$/, ''],
  [/(?:ungen|ung|bar|bare|baren|barer|bares)$/, ''],
  [/(?<=er|el)n$/, ''],
  [/(?:em|en|er|es|e|s)$/, ''],
  [/(?<=.{4})(?:est|et)$|(?<=.{5})(?:st|t)$/, ''],
]

const SHORTEST_STEM = 3

function stem(word: string, endings: Endings): string {
  for (const [ending, replacement] of endings) {
    const cut = word.replace(ending, replacement)
    if (cut !== word && cut.length >= SHORTEST_STEM) return undouble(cut)
  }
  return word
}

/** "Shipping" loses its ending as "shipp"; "ship" has one p. */
function undouble(word: string): string {
  return /([bdgklmnprt])\1$/.test(word) ? word.slice(0, -1) : word
}
