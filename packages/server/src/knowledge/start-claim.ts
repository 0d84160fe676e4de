/**
 * Several processes may each read a folder at their start, into one source. The one that begins last
 * wins, whole: from then on those that began before write nothing any more, and can see it.  [SV215]
 */
import { createHash } from 'node:crypto'
import { readMeta, writeMeta } from '../store/meta.ts'
import type { ReadTx, Store, Tx } from '../store/store.ts'
import type { HelpArticle } from './help-sections.ts'
import { type ArticlePlace, removeArticle, replaceArticle } from './write-article.ts'

/** An article by its name in its source, and what its text is known by. */
export interface NamedArticle {
  readonly name: string
  readonly hash: string
}

/** The source of a start. */
export type StartSource = Omit<ArticlePlace, 'name'>

/** Where the articles of a folder are put. */
export interface ArticleShelf {
  /** `overtaken`: another process has begun to read the same source, and nothing was written. */
  replace(
    place: ArticlePlace,
    article: HelpArticle,
    hash: string,
  ): Promise<'added' | 'replaced' | 'unchanged' | 'overtaken'>
  remove(source: StartSource, names: readonly string[]): Promise<number>
  list(project: number): Promise<readonly Pick<ArticlePlace, 'source' | 'name'>[]>
}

/** The right to write a source, until another process begins. */
export interface StartClaim {
  /** Writes nothing once somebody else has begun. */
  readonly articles: ArticleShelf
  /**
   * All is read.
   *
   * @param read what the files were, whatever the source has beside it
   * @returns what names these articles; null when another process has begun since
   */
  finish(read: readonly NamedArticle[]): Promise<string | null>
}

/** As `meta` has it. */
interface Started {
  readonly claim: string
  /** Names the articles by what they are; null while they are being read. */
  readonly articles: string | null
}

export async function claimStart(store: Store, list: ArticleShelf['list']): Promise<StartClaim> {
  const claim = await store.write(async (tx) => {
    const id = tx.createId()
    await writeStarted(tx, { claim: id, articles: null })
    return id
  })
  return {
    articles: {
      list,
      replace: (place, article, hash) =>
        store.write(async (tx) =>
          (await isOurs(tx, claim))
            ? await replaceArticle(tx, place, { article, hash })
            : 'overtaken',
        ),
      remove: (of, names) =>
        store.write(async (tx) => {
          if (!(await isOurs(tx, claim))) return 0
          for (const name of names) await removeArticle(tx, { ...of, name })
          return names.length
        }),
    },
    finish: (read) =>
      store.write(async (tx) => {
        if (!(await isOurs(tx, claim))) return null
        const articles = nameArticles(read)
        await writeStarted(tx, { claim, articles })
        tx.wake('knowledge')
        return articles
      }),
  }
}

/** What names the articles of the last start; null while they are being read, and before the first. */
export async function readStarted(tx: ReadTx): Promise<string | null> {
  const text = await readMeta(tx, 'start_articles')
  return text === null ? null : (JSON.parse(text) as Started).articles
}

async function writeStarted(tx: Tx, started: Started): Promise<void> {
  await writeMeta(tx, 'start_articles', JSON.stringify(started))
}

/** Whoever begins waits for those who are writing by it, so that nothing of theirs comes after. */
async function isOurs(tx: Tx, claim: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'start_articles')
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  return row !== undefined && (JSON.parse(row.value) as Started).claim === claim
}

/** @returns the same for the same articles, and for no others */
export function nameArticles(articles: readonly NamedArticle[]): string {
  const lines = articles.map(({ name, hash }) => JSON.stringify([name, hash])).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
