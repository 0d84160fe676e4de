/**
 * Turns what people write into words to look for: lower case, without accents, without the words
 * that every question has, and with English endings cut so that "returning" finds "returns".
 */

const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about after again all already also am an and any anyone are as at back be because been before being but by
  can cannot could did do does doing done down each even ever every few for from get gets getting give go goes going
  good got had has have having he hello help her here hey hi him his how i if in into is it its just know
  let like ll long look make many may me might more most much must my myself need needs no nor not now of off ok okay on
  once one only or other our out over own please possible question re really regarding same say see seem shall she
  should so some something still such suitable take tell than thank thanks that the their them then there these they thing
  this those to today too under until up us use ve very want was way we welcome well were what when where whether
  which while who whom whose why will with would yes yet you your yours yourself`.split(/\s+/),
)

/** The word as it is looked up, or null for one that says nothing about the subject. */
export function toSearchTerm(word: string): string | null {
  const plain = word
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
  if (plain === '' || STOP_WORDS.has(plain)) return null
  return stem(plain)
}

/** The distinct terms of a text, in the order in which they first appear. */
export function searchTerms(text: string): readonly string[] {
  const terms = splitWords(text).map(toSearchTerm)
  return [...new Set(terms.filter((term) => term !== null))]
}

/** Words as the index and the question both see them. An apostrophe ends a word: "what's". */
export function splitWords(text: string): string[] {
  return text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '')
}

// Light on purpose: a wrong stem only costs a little precision, since both sides are cut alike.
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/(?:ies|ied)$/, 'y'],
  [/(?:sses|shes|ches|xes)$/, ''],
  [/(?:ing|ings|ed|er|ers|ment|ly)$/, ''],
  [/(?<!s)s$/, ''],
  [/(?<=.{3})e$/, ''],
]

const SHORTEST_STEM = 3

function stem(word: string): string {
  for (const [ending, replacement] of ENDINGS) {
    const cut = word.replace(ending, replacement)
    if (cut !== word && cut.length >= SHORTEST_STEM) return undouble(cut)
  }
  return word
}

/** "Shipping" loses its ending as "shipp"; "ship" has one p. */
function undouble(word: string): string {
  return /([bdgklmnprt])\1$/.test(word) ? word.slice(0, -1) : word
}
