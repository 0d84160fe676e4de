/** One article from a file: checked before it is read whole, and cut into its sections. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { type HelpArticle, parseHelpArticle } from './help-sections.ts'
import { TERMS_VERSION } from './search-terms.ts'

/** 1 MiB is a book of 200 pages; what is larger is no help article. */
export const ARTICLE_MAX_BYTES: number = 1_024 * 1_024

/** Sections of one article, so that a file of headings alone cannot fill the index. */
export const ARTICLE_MAX_SECTIONS = 2_000

export type ReadArticle =
  | { readonly kind: 'article'; readonly article: HelpArticle; readonly hash: string }
  | { readonly kind: 'refused'; readonly refusal: ArticleRefusal }

/** Why a file is no article. */
export type ArticleRefusal =
  | { readonly kind: 'missing' }
  | { readonly kind: 'too_large'; readonly bytes: number }
  | { readonly kind: 'too_many_sections'; readonly sections: number }
  | { readonly kind: 'not_utf8' }
  | { readonly kind: 'empty' }

/**
 * @param file a `.md` file
 * @param baseUrl what a relative address in front matter resolves against; null leaves it out
 */
export async function readArticle(file: string, baseUrl: string | null): Promise<ReadArticle> {
  const bytes = await readBounded(file)
  if ('kind' in bytes) return { kind: 'refused', refusal: bytes }
  const text = decode(bytes)
  if (text === null) return { kind: 'refused', refusal: { kind: 'not_utf8' } }
  const article = parseHelpArticle(text, { name: articleName(file), baseUrl })
  const sections = article.sections.length
  if (sections === 0) return { kind: 'refused', refusal: { kind: 'empty' } }
  if (sections > ARTICLE_MAX_SECTIONS) {
    return { kind: 'refused', refusal: { kind: 'too_many_sections', sections } }
  }
  const hash = createHash('sha256').update(`${TERMS_VERSION} ${baseUrl}\n`).update(bytes)
  return { kind: 'article', article, hash: hash.digest('hex') }
}

/** What an article is called within its source: its file without the ending. */
export function articleName(file: string): string {
  return path.basename(file, path.extname(file))
}

/** Never more than the limit and a byte, also of a file that grows or that tells no size. */
async function readBounded(file: string): Promise<Buffer | ArticleRefusal> {
  const handle = await open(file).catch(() => null)
  if (handle === null) return { kind: 'missing' }
  try {
    const stats = await handle.stat()
    if (stats.isDirectory()) return { kind: 'missing' }
    if (stats.size > ARTICLE_MAX_BYTES) return { kind: 'too_large', bytes: stats.size }
    const buffer = Buffer.alloc(ARTICLE_MAX_BYTES + 1)
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    if (length > ARTICLE_MAX_BYTES) return { kind: 'too_large', bytes: length }
    return buffer.subarray(0, length)
  } finally {
    await handle.close()
  }
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
