/** A folder of help articles becomes a source of the index, and stays what it was made of. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { KnowledgeIndex } from './knowledge-index.ts'
import { type ArticleRefusal, articleName, readArticle } from './read-article.ts'

/** Where the folder's articles belong, and how they are addressed. */
export interface FolderSource {
  readonly project: number
  readonly source: string
  readonly folder: string
  /** What relative addresses in front matter resolve against; null leaves them out. */
  readonly baseUrl: string | null
}

/** What became of a folder. */
export interface Ingested {
  readonly added: number
  readonly replaced: number
  readonly unchanged: number
  /** Articles whose files are there no more. */
  readonly removed: number
  /** Files that are no articles; what the index had under their names stays. */
  readonly refused: readonly { readonly file: string; readonly refusal: ArticleRefusal }[]
}

/**
 * Reads the articles directly inside a folder, in the order of their names. Each is a transaction of
 * its own: one that is broken off leaves whole articles, and doing it again does the rest.
 *
 * @throws what the file system throws when the folder cannot be read
 */
export async function ingestFolder(
  index: KnowledgeIndex,
  { project, source, folder, baseUrl }: FolderSource,
): Promise<Ingested> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort()
  const counts = { added: 0, replaced: 0, unchanged: 0 }
  const refused: { file: string; refusal: ArticleRefusal }[] = []
  for (const file of files) {
    const read = await readArticle(path.join(folder, file), baseUrl)
    if (read.kind === 'refused') {
      // A file of headings alone is a draft, and no news to anybody.
      if (read.refusal.kind !== 'empty') refused.push({ file, refusal: read.refusal })
      continue
    }
    const place = { project, source, name: articleName(file) }
    counts[await index.replace(place, read.article, read.hash)] += 1
  }
  const present = new Set(files.map(articleName))
  const gone = (await index.list(project))
    .filter((article) => article.source === source && !present.has(article.name))
    .map(({ name }) => name)
  const removed = gone.length === 0 ? 0 : await index.remove({ project, source }, gone)
  return { ...counts, removed, refused }
}
