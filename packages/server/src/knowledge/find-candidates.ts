/** Asks the full-text index of either engine. */
import { type RawBuilder, sql } from 'kysely'
import type { ReadTx } from '../store/store.ts'
import type { IndexedSection } from './indexed-section.ts'
import type { Language } from './language.ts'

export interface Candidate extends IndexedSection {
  readonly name: string
  readonly title: string
  readonly heading: string | null
  readonly body: string
  readonly url: string | null
}

/** Rows that are read at most, in the order of their ids, so that both engines give the same. */
const MAX_ROWS = 1_000

/** @param terms as `search-terms.ts` makes them: letters and digits, so nothing needs quoting in them */
export async function findCandidates(
  { db, engine }: ReadTx,
  {
    project,
    language,
    terms,
  }: { readonly project: number; readonly language: Language; readonly terms: readonly string[] },
): Promise<Candidate[]> {
  return await db
    .selectFrom('knowledge_sections as section')
    .innerJoin('knowledge_articles as article', 'article.id', 'section.article_id')
    .where('section.project_id', '=', project)
    .where('section.language', '=', language)
    .where(engine === 'sqlite' ? matchesInSqlite(terms) : matchesInPostgres(terms))
    .orderBy('section.id')
    .limit(MAX_ROWS)
    .select([
      'section.id',
      'section.terms',
      'section.name',
      'article.title',
      'section.heading',
      'section.body',
      'section.url',
    ])
    .execute()
}

function matchesInSqlite(terms: readonly string[]): RawBuilder<boolean> {
  const query = terms.map((term) => `"${term}"`).join(' OR ')
  return sql`section.id in (
    select rowid from knowledge_search where knowledge_search match ${query}
  )`
}

function matchesInPostgres(terms: readonly string[]): RawBuilder<boolean> {
  const query = terms.map((term) => `'${term}'`).join(' | ')
  return sql`section.lexemes @@ ${query}::tsquery`
}
