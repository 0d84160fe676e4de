/**
 * What a project's assistant knows: articles kept in the database, with a full-text index of their
 * sections. The index finds candidates; `rank-sections.ts` puts them in order, alike on SQLite and on
 * PostgreSQL.
 */
import type { ReadTx, Store } from '../store/store.ts'
import { type Candidate, findCandidates } from './find-candidates.ts'
import type { HelpArticle, HelpSection } from './help-sections.ts'
import type { Language } from './language.ts'
import { rankSections, weighTerms } from './rank-sections.ts'
import { searchTerms } from './search-terms.ts'
import { claimStart, readStarted, type StartClaim } from './start-claim.ts'
import { createVocabularies } from './vocabularies.ts'
import type { Vocabulary } from './vocabulary.ts'
import { type ArticlePlace, removeArticle, replaceArticle } from './write-article.ts'

/** A section that was found. */
export interface KnowledgeHit {
  readonly section: HelpSection
  readonly language: Language
  /** How much of the question the section speaks about, 0 to 1. */
  readonly coverage: number
  /** Whether its title or heading names what the question is about. */
  readonly isNamed: boolean
  /** What hits are ordered by. */
  readonly rank: number
}

export interface ListedArticle {
  readonly source: string
  readonly name: string
  readonly title: string
  readonly url: string | null
  readonly language: Language
  readonly sections: number
}

/** Whose knowledge, what is asked, and how many sections are wanted. */
export interface KnowledgeQuestion {
  readonly project: number
  readonly text: string
  readonly limit: number
}

export interface KnowledgeIndex {
  /**
   * Adds an article, or puts it in the place of the one of that name. All of it or nothing.
   *
   * @param hash of what it was made of; an article with the same one is left as it is
   */
  replace(
    place: ArticlePlace,
    article: HelpArticle,
    hash: string,
  ): Promise<'added' | 'replaced' | 'unchanged'>
  /** Removes articles of a source: those named, or all. @returns how many */
  remove(source: Omit<ArticlePlace, 'name'>, names?: readonly string[]): Promise<number>
  /** Begins to read the folder of a start: whoever has begun before writes nothing of it any more. */
  claimStart(): Promise<StartClaim>
  /** What names the articles of the last start; null while they are being read, and before the first. */
  startedWith(): Promise<string | null>
  /** All articles of a project by source and name. */
  list(project: number): Promise<readonly ListedArticle[]>
  /** Whether there is nothing to search in: in a project, or, for null, in any. */
  isEmpty(project: number | null): Promise<boolean>
  /**
   * Calls the listener after articles have changed, here or in another process; now and then also
   * when none have. @returns the undo
   */
  onChange(listener: () => void): () => void
  /** The best first; none for a question without a word that says something. */
  search(question: KnowledgeQuestion): Promise<readonly KnowledgeHit[]>
}

/** @param store used by each call; nothing is read before the first one */
export function createKnowledgeIndex(store: Store): KnowledgeIndex {
  const vocabularies = createVocabularies(store)

  /** A question is understood in each language there are articles in; the wrong one finds little. */
  async function searchIn(
    tx: ReadTx,
    { project, text }: KnowledgeQuestion,
    [language, vocabulary]: readonly [Language, Vocabulary],
  ): Promise<KnowledgeHit[]> {
    const asked = weighTerms(searchTerms(text, language).slice(0, MAX_TERMS), vocabulary)
    const terms = rarestFirst(asked, vocabulary)
    if (terms.length === 0) return []
    const candidates = await findCandidates(tx, { project, language, terms })
    const ranked = rankSections(candidates, asked, vocabulary.averageLengths)
    return ranked.map(({ section, coverage, isNamed, rank }) => ({
      section: toSection(section),
      isNamed,
      language,
      coverage,
      rank,
    }))
  }

  const list = (project: number): Promise<ListedArticle[]> =>
    store.lookUp((tx) => listArticles(tx, project))

  return {
    replace: (place, article, hash) =>
      store.write((tx) => replaceArticle(tx, place, { article, hash })),
    remove: (source, names) =>
      store.write(async (tx) => {
        const articles = await tx.db
          .selectFrom('knowledge_articles')
          .select('name')
          .where('project_id', '=', source.project)
          .where('source', '=', source.source)
          .execute()
        const gone = articles.filter(({ name }) => names === undefined || names.includes(name))
        for (const { name } of gone) await removeArticle(tx, { ...source, name })
        return gone.length
      }),
    claimStart: () => claimStart(store, list),
    startedWith: () => store.lookUp(readStarted),
    list,
    isEmpty: (project) => store.lookUp((tx) => hasNoSection(tx, project)),
    async search(question) {
      const known = await vocabularies.find(question.project)
      return await store.read(async (tx) => {
        const hits: KnowledgeHit[] = []
        for (const entry of known) hits.push(...(await searchIn(tx, question, entry)))
        return hits.sort((a, b) => b.rank - a.rank).slice(0, question.limit)
      })
    },
    onChange: (listener) => store.wakeUps.subscribe('knowledge', listener),
  }
}

/** A longer question is understood by its first words. */
const MAX_TERMS = 40

/** So many sections are ranked at most, give or take those of one term. */
const MAX_CANDIDATES = 400

/**
 * Terms to look for: a word that half of the sections have adds nothing that a rarer one of the
 * question has not found, so the most frequent are left out where there are too many sections.
 */
function rarestFirst(
  asked: ReturnType<typeof weighTerms>,
  vocabulary: Vocabulary,
): readonly string[] {
  const terms = [...new Set(asked.flatMap(({ expansion }) => [...expansion.keys()]))]
  terms.sort((a, b) => vocabulary.frequencyOf(a) - vocabulary.frequencyOf(b) || (a < b ? -1 : 1))
  let sections = 0
  const end = terms.findIndex((term) => {
    sections += vocabulary.frequencyOf(term)
    return sections > MAX_CANDIDATES
  })
  return end === -1 ? terms : terms.slice(0, end + 1)
}

function toSection({ name, title, heading, body, url }: Candidate): HelpSection {
  return { id: name, article: title, heading, body, url }
}

async function hasNoSection(tx: ReadTx, project: number | null): Promise<boolean> {
  const row = await tx.db
    .selectFrom('knowledge_sections')
    .select('id')
    .$if(project !== null, (query) => query.where('project_id', '=', project))
    .limit(1)
    .executeTakeFirst()
  return row === undefined
}

async function listArticles(tx: ReadTx, project: number): Promise<ListedArticle[]> {
  const rows = await tx.db
    .selectFrom('knowledge_articles as article')
    .leftJoin('knowledge_sections as section', 'section.article_id', 'article.id')
    .where('article.project_id', '=', project)
    .groupBy('article.id')
    .orderBy('article.source')
    .orderBy('article.name')
    .select(({ fn }) => [
      'article.source',
      'article.name',
      'article.title',
      'article.url',
      'article.language',
      fn.count<number>('section.id').as('sections'),
    ])
    .execute()
  return rows.map((row) => ({ ...row, sections: Number(row.sections) }))
}
