/**
 * The terms of a project's sections in one language, and how many sections have each: what a
 * question's terms are compared with, and weighed by. Small enough for the memory, where the texts
 * are not.
 */
import { editDistance } from './edit-distance.ts'
import { FIELDS, splitFields } from './indexed-section.ts'
import type { Language } from './language.ts'

/** Terms of the index that a term of a question stands for, each with how sure that is, 0 to 1. */
export type Expansion = ReadonlyMap<string, number>

export interface Vocabulary {
  readonly sections: number
  /** Terms of an average title, heading and body. */
  readonly averageLengths: readonly number[]
  /** In how many sections a term of the index stands. */
  frequencyOf(term: string): number
  /** One for each term; empty when nothing in the index is like it. */
  expand(terms: readonly string[]): readonly Expansion[]
}

/** Shorter terms begin or end too many others. */
const SHORTEST_PREFIX = 4
const SHORTEST_SUFFIX = 5
const SHORTEST_FUZZY = 6
const SHORTEST_COMPOUND = 8

/** Each is compared with the whole vocabulary, letter by letter; a question has few slips. */
const MAX_FUZZY = 8

const PREFIX_WEIGHT = 0.5
const SUFFIX_WEIGHT = 0.4
const COMPOUND_WEIGHT = 0.4
const FUZZY_WEIGHT = 0.3

/** @param texts the terms of each section, as they are stored */
export function createVocabulary(texts: readonly string[], language: Language): Vocabulary {
  const frequencies = new Map<string, number>()
  const lengths = Array.from({ length: FIELDS }, () => 0)
  for (const text of texts) {
    const fields = splitFields(text)
    fields.forEach((terms, n) => {
      lengths[n] = (lengths[n] ?? 0) + terms.length
    })
    for (const term of new Set(fields.flat())) {
      frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
    }
  }
  const known = [...frequencies.keys()]

  function expand(terms: readonly string[]): readonly Expansion[] {
    let unknown = 0
    return terms.map((term) => {
      const found = expandKnown(term)
      if (found.size > 0 || term.length < SHORTEST_FUZZY || unknown === MAX_FUZZY) return found
      unknown += 1
      return findSimilar(term)
    })
  }

  function expandKnown(term: string): Expansion {
    const found = new Map<string, number>()
    if (frequencies.has(term)) found.set(term, 1)
    for (const other of known) {
      if (other === term) continue
      const share = term.length / other.length
      if (term.length >= SHORTEST_PREFIX && other.startsWith(term)) {
        found.set(other, PREFIX_WEIGHT * share)
      } else if (isGermanTail(term, other)) {
        found.set(other, SUFFIX_WEIGHT * share)
      }
    }
    if (found.size > 0 || language !== 'de') return found
    return new Map(splitCompound(term).map((part) => [part, COMPOUND_WEIGHT]))
  }

  /** German joins words: "Lieferzeit" ends with "Zeit", and is one. */
  function isGermanTail(term: string, other: string): boolean {
    return language === 'de' && term.length >= SHORTEST_SUFFIX && other.endsWith(term)
  }

  function findSimilar(term: string): Expansion {
    const limit = Math.round(term.length * 0.2)
    const similar = known.flatMap((other): [string, number][] => {
      if (other.startsWith('0u')) return []
      const distance = editDistance(term, other, limit)
      return distance === null
        ? []
        : [[other, (FUZZY_WEIGHT * term.length) / (term.length + distance)]]
    })
    return new Map(similar)
  }

  function splitCompound(term: string): readonly string[] {
    if (term.length < SHORTEST_COMPOUND) return []
    for (let cut = term.length - SHORTEST_PREFIX; cut >= SHORTEST_PREFIX; cut -= 1) {
      const tail = term.slice(cut)
      if (!frequencies.has(tail)) continue
      const head = HEAD_ENDINGS.map((ending) => withoutEnd(term.slice(0, cut), ending)).find(
        (part) => part !== null && frequencies.has(part),
      )
      if (head !== undefined && head !== null) return [head, tail]
    }
    return []
  }

  return {
    sections: texts.length,
    averageLengths: lengths.map((length) => length / Math.max(1, texts.length)),
    frequencyOf: (term) => frequencies.get(term) ?? 0,
    expand,
  }
}

/** What stands between the parts of a German word, or is cut from the first one by itself. */
const HEAD_ENDINGS = ['', 's', 'n', 'en', 'e', 'er', 'es', 'ung', 'ungs'] as const

function withoutEnd(text: string, ending: string): string | null {
  return text.endsWith(ending) ? text.slice(0, text.length - ending.length) : null
}
