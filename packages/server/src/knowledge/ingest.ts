/** Files of help articles become articles of a source of the index. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import {
  type ArticleFile,
  type ArticleRefusal,
  articleName,
  isArticleFile,
  readArticle,
} from './read-article.ts'
import type { ArticleShelf, NamedArticle } from './start-claim.ts'

/** Where articles belong, and how they are addressed. */
export interface KnowledgeSource {
  readonly project: number
  readonly source: string
  /** What relative addresses in front matter resolve against; null leaves them out. */
  readonly baseUrl: string | null
  /** Whether its articles that no file is there for go. Default: they stay. */
  readonly removeOthers?: boolean
}

/** What became of the files of a source. */
export interface Ingested {
  readonly added: number
  readonly replaced: number
  readonly unchanged: number
  /** Articles that no file was there for. */
  readonly removed: number
  /** The same, of those that stay. */
  readonly left: number
  /** Files that are no articles; what the index had under their names stays. */
  readonly refused: readonly { readonly file: string; readonly refusal: ArticleRefusal }[]
  /** Files whose markup had to be guessed at, and in how many places. */
  readonly guessed: readonly { readonly file: string; readonly errors: number }[]
  /** The articles that the files are, whoever has put them into the index. */
  readonly read: readonly NamedArticle[]
}

/**
 * Adds these files to a source, in their order, or puts them in the place of those of their names. Each
 * is a transaction of its own: one that is broken off leaves whole articles, and doing it again does
 * the rest. Where another process has begun to read the same source, it reads on and writes no more.
 */
export async function ingest(
  index: ArticleShelf,
  { project, source, baseUrl, removeOthers = false }: KnowledgeSource,
  files: readonly ArticleFile[],
): Promise<Ingested> {
  const counts = { added: 0, replaced: 0, unchanged: 0 }
  const refused: { file: string; refusal: ArticleRefusal }[] = []
  const guessed: { file: string; errors: number }[] = []
  const articles: NamedArticle[] = []
  for (const from of files) {
    const read = await readArticle(from, baseUrl).catch(toRefusal)
    const file = path.basename(from.file)
    if (read.kind === 'refused') {
      refused.push({ file, refusal: read.refusal })
      continue
    }
    if (read.errors > 0) guessed.push({ file, errors: read.errors })
    const place = { project, source, name: from.name }
    articles.push({ name: from.name, hash: read.hash })
    const became = await index.replace(place, read.article, read.hash)
    if (became !== 'overtaken') counts[became] += 1
  }
  const present = new Set(files.map(({ name }) => name))
  const others = (await index.list(project))
    .filter((article) => article.source === source && !present.has(article.name))
    .map(({ name }) => name)
  if (!removeOthers || others.length === 0) {
    return { ...counts, removed: 0, left: others.length, refused, guessed, read: articles }
  }
  const removed = await index.remove({ project, source }, others)
  return { ...counts, removed, left: 0, refused, guessed, read: articles }
}

/** Whatever is wrong with one file, the others are articles all the same. */
function toRefusal(error: unknown): { kind: 'refused'; refusal: ArticleRefusal } {
  const reason = error instanceof Error ? error.message : String(error)
  return { kind: 'refused', refusal: { kind: 'unreadable', reason } }
}

/**
 * The articles directly inside a folder, in the order of their names.
 *
 * @throws what the file system throws when the folder cannot be read
 */
export async function listArticleFiles(folder: string): Promise<ArticleFile[]> {
  const names = (await readdir(folder)).filter(isArticleFile).sort()
  return names.map((name) => ({ file: path.join(folder, name), name: articleName(name) }))
}
