/** One article from a file: checked before it is read whole, and cut into its sections. */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { type HelpArticle, parseHelpArticle, parseHelpPage } from './help-sections.ts'
import { readBounded } from './read-bounded.ts'
import { TERMS_VERSION } from './search-terms.ts'

/** 1 MiB is a book of 200 pages; what is larger is no help article. */
export const ARTICLE_MAX_BYTES: number = 1_024 * 1_024

/** Sections of one article, so that a file of headings alone cannot fill the index. */
export const ARTICLE_MAX_SECTIONS = 2_000

export type ReadArticle =
  | {
      readonly kind: 'article'
      readonly article: HelpArticle
      readonly hash: string
      /** Places of a page whose markup had to be guessed at. */
      readonly errors: number
    }
  | { readonly kind: 'refused'; readonly refusal: ArticleRefusal }

/** Why a file is no article. */
export type ArticleRefusal =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'too_large'; readonly bytes: number }
  | { readonly kind: 'too_many_sections'; readonly sections: number }
  | { readonly kind: 'not_utf8' }
  | { readonly kind: 'empty' }

/** A file that holds one article. */
export interface ArticleFile {
  readonly file: string
  /** What it is called within its source. */
  readonly name: string
  /** Where its page is, for one that does not say so itself. */
  readonly url?: string
}

/** Endings of files that hold articles. */
export function isArticleFile(file: string): boolean {
  return /\.(?:md|html?)$/i.test(file)
}

/** Reads `.md` as markdown, everything else as HTML. */
export async function readArticle(from: ArticleFile, baseUrl: string | null): Promise<ReadArticle> {
  const read = await readBounded(from.file, ARTICLE_MAX_BYTES)
  if (read.kind !== 'bytes') return { kind: 'refused', refusal: read }
  const { bytes } = read
  const text = decode(bytes)
  if (text === null) return { kind: 'refused', refusal: { kind: 'not_utf8' } }
  const origin = { baseUrl, name: from.name, ...(from.url !== undefined && { url: from.url }) }
  const { article, errors } = /\.md$/i.test(from.file)
    ? { article: parseHelpArticle(text, origin), errors: 0 }
    : parseHelpPage(text, origin)
  const sections = article.sections.length
  if (sections === 0) return { kind: 'refused', refusal: { kind: 'empty' } }
  if (sections > ARTICLE_MAX_SECTIONS) {
    return { kind: 'refused', refusal: { kind: 'too_many_sections', sections } }
  }
  const told = JSON.stringify([TERMS_VERSION, baseUrl, from.url])
  const hash = createHash('sha256').update(told).update(bytes).digest('hex')
  return { kind: 'article', article, hash, errors }
}

/** What an article is called within a folder: its file, without the ending of markdown. */
export function articleName(file: string): string {
  return path.basename(file, '.md')
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
