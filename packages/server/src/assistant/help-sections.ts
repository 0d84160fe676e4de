/**
 * Help articles in markdown, cut into the pieces that the assistant answers with: one section for
 * each heading. The title of an article is its first heading; front matter may name its address.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** A piece of an article that makes sense by itself. */
export interface HelpSection {
  /** Unique among the sections that were read together. */
  readonly id: string
  readonly article: string
  /** Null for what stands before the first heading below the title. */
  readonly heading: string | null
  /** Markdown without the heading; never empty. */
  readonly body: string
  /** Absolute http(s) address with the section as fragment, or null when the article has none. */
  readonly url: string | null
}

/**
 * Every section of the `.md` files directly inside a folder, files in the order of their names.
 *
 * @param baseUrl what relative addresses in front matter resolve against; null leaves them out
 * @throws what the file system throws when the folder cannot be read
 */
export async function readHelpSections(
  folder: string,
  baseUrl: string | null,
): Promise<readonly HelpSection[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort()
  const articles = await Promise.all(
    names.map(async (name) =>
      parseHelpArticle(await readFile(path.join(folder, name), 'utf8'), {
        name: path.basename(name, '.md'),
        baseUrl,
      }),
    ),
  )
  return articles.flat()
}

/**
 * Cuts one article. An article without text has no sections.
 *
 * @param from.name what the ids begin with, and the title of an article without any heading
 */
export function parseHelpArticle(
  source: string,
  from: { readonly name: string; readonly baseUrl: string | null },
): readonly HelpSection[] {
  const { fields, text } = splitFrontMatter(source.replaceAll('\r\n', '\n'))
  const blocks = splitByHeading(text)
  const title = fields.get('title') ?? blocks.find((block) => block.heading !== null)?.heading
  const article = title ?? from.name
  const address = resolveAddress(fields.get('url'), from.baseUrl)
  return blocks
    .filter((block) => block.body !== '')
    .map((block) => {
      const heading = block.heading === article ? null : block.heading
      const slug = heading === null ? '' : slugOf(heading)
      return {
        id: `${from.name}#${slug}`,
        article,
        heading,
        body: block.body,
        url: address === null ? null : withFragment(address, slug),
      }
    })
}

/** The fragment of a heading's address: lower case words joined by hyphens. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
}

/** `key: value` lines between two lines of three hyphens, at the very start. No other YAML. */
function splitFrontMatter(source: string): {
  readonly fields: ReadonlyMap<string, string>
  readonly text: string
} {
  const match = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(source)
  const fields = new Map<string, string>()
  if (match === null) return { fields, text: source }
  for (const line of (match[1] ?? '').split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  return { fields, text: source.slice(match[0].length) }
}

interface Block {
  readonly heading: string | null
  readonly body: string
}

function splitByHeading(text: string): readonly Block[] {
  const blocks: { heading: string | null; lines: string[] }[] = [{ heading: null, lines: [] }]
  let isInFence = false
  for (const line of text.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) isInFence = !isInFence
    const heading = isInFence ? undefined : /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1]
    if (heading === undefined) blocks.at(-1)?.lines.push(line)
    else blocks.push({ heading, lines: [] })
  }
  return blocks.map(({ heading, lines }) => ({ heading, body: lines.join('\n').trim() }))
}

function resolveAddress(address: string | undefined, baseUrl: string | null): URL | null {
  if (address === undefined) return null
  try {
    const url = baseUrl === null ? new URL(address) : new URL(address, baseUrl)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null
  } catch {
    return null
  }
}

function withFragment(address: URL, slug: string): string {
  const url = new URL(address)
  if (slug !== '') url.hash = slug
  return url.href
}
