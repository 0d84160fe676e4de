/** How an article gets into the index and out of it, each in the transaction of its caller. */
import type { Tx } from '../store/store.ts'
import { toStorableText } from '../text.ts'
import type { HelpArticle, HelpSection } from './help-sections.ts'
import type { Language } from './language.ts'
import { allTerms } from './search-terms.ts'

/** Where an article belongs. */
export interface ArticlePlace {
  readonly project: number
  readonly source: string
  readonly name: string
}

/** Rows of one statement. */
const BATCH_ROWS = 100

export async function replaceArticle(
  tx: Tx,
  place: ArticlePlace,
  { article, hash }: { readonly article: HelpArticle; readonly hash: string },
): Promise<'added' | 'replaced' | 'unchanged'> {
  const before = await findArticle(tx, place)
  if (before?.hash === hash) return 'unchanged'
  if (before !== undefined) await deleteArticle(tx, before.id)
  const id = tx.createId()
  const { language } = article
  await tx.db
    .insertInto('knowledge_articles')
    .values({
      id,
      project_id: place.project,
      source: place.source,
      name: place.name,
      url: article.url,
      title: toStorableText(article.title),
      language,
      hash,
      created_at: tx.now,
    })
    .execute()
  const rows = article.sections.map((section, position) => ({
    article_id: id,
    project_id: place.project,
    language,
    position,
    name: toStorableText(section.id),
    heading: section.heading === null ? null : toStorableText(section.heading),
    body: toStorableText(section.body),
    url: section.url,
    terms: termsOf(section, language),
  }))
  for (let at = 0; at < rows.length; at += BATCH_ROWS) {
    await tx.db
      .insertInto('knowledge_sections')
      .values(rows.slice(at, at + BATCH_ROWS))
      .execute()
  }
  await countRevision(tx, place.project)
  return before === undefined ? 'added' : 'replaced'
}

/** @returns false when there is none of that name */
export async function removeArticle(tx: Tx, place: ArticlePlace): Promise<boolean> {
  const article = await findArticle(tx, place)
  if (article === undefined) return false
  await deleteArticle(tx, article.id)
  await countRevision(tx, place.project)
  return true
}

async function findArticle(
  tx: Tx,
  { project, source, name }: ArticlePlace,
): Promise<{ id: string; hash: string } | undefined> {
  return await tx.db
    .selectFrom('knowledge_articles')
    .select(['id', 'hash'])
    .where('project_id', '=', project)
    .where('source', '=', source)
    .where('name', '=', name)
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
}

async function deleteArticle(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('knowledge_sections').where('article_id', '=', id).execute()
  await tx.db.deleteFrom('knowledge_articles').where('id', '=', id).execute()
}

/** Every process that has read the articles before sees by it that they are others now. */
async function countRevision(tx: Tx, project: number): Promise<void> {
  await tx.db
    .insertInto('knowledge_states')
    .values({ project_id: project, revision: 1 })
    .onConflict((conflict) =>
      conflict
        .column('project_id')
        .doUpdateSet((eb) => ({ revision: eb('knowledge_states.revision', '+', 1) })),
    )
    .execute()
  tx.wake('knowledge')
}

function termsOf({ article, heading, body }: HelpSection, language: Language): string {
  const fields = [article, heading ?? '', body].map((text) => allTerms(text, language))
  return fields.flatMap((terms, n) => (n === 0 ? terms : ['|', ...terms])).join(' ')
}
