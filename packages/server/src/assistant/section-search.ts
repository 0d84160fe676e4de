/** Full-text search over help sections: which one answers a question, and how surely. */
import MiniSearch from 'minisearch'
import type { HelpSection } from './help-sections.ts'
import { searchTerms, splitWords, toSearchTerm } from './search-terms.ts'

/** A section that was found. */
export interface SectionHit {
  readonly section: HelpSection
  /**
   * How much of the question the section speaks about, 0 to 1. Rare words count more than words
   * that stand in every section, and a word that stands nowhere counts most.
   */
  readonly coverage: number
}

/** An index over a fixed set of sections. */
export interface SectionSearch {
  /** The best section for a question, or null when no section has any of its words. */
  find(question: string): SectionHit | null
  /** Sections that have any of its words, the best first. */
  search(question: string, limit: number): readonly SectionHit[]
}

/** Builds the index; a few hundred sections take milliseconds. */
export function createSectionSearch(sections: readonly HelpSection[]): SectionSearch {
  const sectionsById = new Map(sections.map((section) => [section.id, section]))
  const frequencies = countSectionsByTerm(sections)
  const index = new MiniSearch<HelpSection>({
    fields: ['article', 'heading', 'body'],
    tokenize: splitWords,
    processTerm: toSearchTerm,
    searchOptions: {
      boost: { heading: 3, article: 2 },
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
      prefix: (term) => term.length > 3,
      weights: { fuzzy: 0.3, prefix: 0.5 },
    },
  })
  index.addAll(sections)

  function weightOf(term: string): number {
    return Math.log(1 + sections.length / (frequencies.get(term) ?? 0.5))
  }

  function coverageOf(terms: readonly string[], found: ReadonlySet<string>): number {
    const total = terms.reduce((sum, term) => sum + weightOf(term), 0)
    const covered = terms.reduce((sum, term) => sum + (found.has(term) ? weightOf(term) : 0), 0)
    return covered / total
  }

  // Relevance alone likes one word in a title better than the whole question in a text, so it is
  // weighed by how much of the question each candidate covers.
  function search(question: string, limit: number): readonly SectionHit[] {
    const terms = searchTerms(question)
    const ranked: (SectionHit & { rank: number })[] = []
    for (const found of index.search(terms.join(' '), CUT_ALREADY)) {
      const section = sectionsById.get(String(found.id))
      const coverage = coverageOf(terms, new Set(found.queryTerms))
      const rank = found.score * coverage
      if (section !== undefined && rank > 0) ranked.push({ section, coverage, rank })
    }
    ranked.sort((left, right) => right.rank - left.rank)
    return ranked.slice(0, limit).map(({ section, coverage }) => ({ section, coverage }))
  }

  return { find: (question) => search(question, 1)[0] ?? null, search }
}

// A question's terms are already cut; cutting them twice would find less.
const CUT_ALREADY = {
  tokenize: (text: string): string[] => text.split(' '),
  processTerm: (term: string): string => term,
}

function countSectionsByTerm(sections: readonly HelpSection[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { article, heading, body } of sections) {
    for (const term of searchTerms(`${article} ${heading ?? ''} ${body}`)) {
      counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  }
  return counts
}
