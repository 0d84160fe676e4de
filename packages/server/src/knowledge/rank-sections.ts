/**
 * Which of the sections that the index found answer a question, and how surely. By a formula of our
 * own, so that the order is the same on both engines.
 */
import { type IndexedSection, splitFields } from './indexed-section.ts'
import type { Expansion, Vocabulary } from './vocabulary.ts'

export interface Ranked<S extends IndexedSection> {
  readonly section: S
  readonly coverage: number
  /** Whether title or heading has a word of the question that few sections have. */
  readonly isNamed: boolean
  readonly rank: number
}

/** One term of the question, with what it stands for in the index. */
export interface AskedTerm {
  readonly expansion: Expansion
  /** A term that stands nowhere counts most, and one that stands in every section least. */
  readonly weight: number
  /** Whether it tells a section from most others. */
  readonly isTelling: boolean
}

/** A word counts most where a section says what it is about. */
const BOOSTS = [2, 3, 1]

// BM25+ as it is commonly set: how soon repetition stops to count, how much length does, and what
// any occurrence is worth.
const SATURATION = 1.2
const LENGTH_SHARE = 0.7
const OCCURRENCE = 0.5

/** A word tells when one section of so many has it. */
const TELLING_SHARE = 4

const NOTHING_LIKE_IT: Expansion = new Map()

/** Weighs the terms of a question. */
export function weighTerms(terms: readonly string[], vocabulary: Vocabulary): AskedTerm[] {
  const expansions = vocabulary.expand(terms)
  return terms.map((term, n) => {
    const expansion = expansions[n] ?? NOTHING_LIKE_IT
    const frequencies = [...expansion.keys()].map((each) => vocabulary.frequencyOf(each))
    const frequency = Math.max(vocabulary.frequencyOf(term) || Math.max(0, ...frequencies), 0.5)
    return {
      expansion,
      weight: Math.log(1 + vocabulary.sections / frequency),
      isTelling: frequency * TELLING_SHARE <= vocabulary.sections,
    }
  })
}

/**
 * The best first. Relevance alone likes one word in a title better than the whole question in a
 * text, so it is weighed by how much of the question a section covers.
 */
export function rankSections<S extends IndexedSection>(
  sections: readonly S[],
  asked: readonly AskedTerm[],
  averageLengths: readonly number[],
): Ranked<S>[] {
  const total = asked.reduce((sum, { weight }) => sum + weight, 0)
  const ranked = sections.map((section) => {
    const fields = splitFields(section.terms).map((terms, n) => readField(terms, averageLengths[n]))
    const names = fields.slice(0, -1)
    let covered = 0
    let score = 0
    let isNamed = false
    for (const { expansion, weight, isTelling } of asked) {
      let best = 0
      for (const [term, similarity] of expansion) {
        best = Math.max(best, similarity * scoreOf(term, fields))
      }
      if (best > 0) covered += weight
      isNamed ||= isTelling && [...expansion.keys()].some((term) => isIn(term, names))
      score += weight * best
    }
    const coverage = total === 0 ? 0 : covered / total
    return { section, coverage, isNamed, rank: score * coverage }
  })
  return ranked
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || a.section.id - b.section.id)
}

interface Field {
  readonly counts: ReadonlyMap<string, number>
  /** What a count is weighed against: more in a long field. */
  readonly norm: number
}

function readField(terms: readonly string[], averageLength: number | undefined): Field {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  const relativeLength = terms.length / (averageLength || 1)
  return { counts, norm: SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * relativeLength) }
}

function isIn(term: string, fields: readonly Field[]): boolean {
  return fields.some(({ counts }) => counts.has(term))
}

function scoreOf(term: string, fields: readonly Field[]): number {
  return fields.reduce((sum, { counts, norm }, n) => {
    const count = counts.get(term)
    if (count === undefined) return sum
    const saturated = (count * (SATURATION + 1)) / (count + norm)
    return sum + (BOOSTS[n] ?? 1) * (OCCURRENCE + saturated)
  }, 0)
}
