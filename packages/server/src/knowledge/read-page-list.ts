/** A list of pages: in each line an address, and the file that holds its page. */
import path from 'node:path'
import { ARTICLE_MAX_BYTES, type ArticleFile } from './read-article.ts'
import { readBounded } from './read-bounded.ts'

/** It is the name of the page within its source, too. */
export const ADDRESS_MAX_CHARACTERS = 1_000

export type PageList =
  | { readonly kind: 'pages'; readonly pages: readonly ArticleFile[] }
  /** The first line that is no address with a file behind it. */
  | { readonly kind: 'malformed'; readonly line: number }
  /** The first line whose address is too long. */
  | { readonly kind: 'too_long'; readonly line: number }
  | { readonly kind: 'too_large' }

/** Files are looked for beside the list. Empty lines, and those that begin with `#`, are left out. */
export async function readPageList(file: string): Promise<PageList> {
  const read = await readBounded(file, ARTICLE_MAX_BYTES)
  if (read.kind === 'too_large') return { kind: 'too_large' }
  if (read.kind === 'missing') return { kind: 'malformed', line: 1 }
  const pages: ArticleFile[] = []
  for (const [n, line] of read.bytes.toString('utf8').split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue
    const text = line.trim()
    const [url = ''] = /^\S+/.exec(text) ?? []
    const page = text.slice(url.length).trim()
    if (page === '' || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
      return { kind: 'malformed', line: n + 1 }
    }
    if (Math.max(url.length, new URL(url).href.length) > ADDRESS_MAX_CHARACTERS) {
      return { kind: 'too_long', line: n + 1 }
    }
    pages.push({ url, name: url, file: path.resolve(path.dirname(file), page) })
  }
  return { kind: 'pages', pages }
}
