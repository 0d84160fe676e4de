/**
 * Help articles in markdown, cut into the pieces that the assistant answers with: one section for
 * each heading, more for a long one. The title of an article is its first heading; front matter may
 * name its address and its language.
 */
import { LANGUAGES, type Language, languageOf } from './language.ts'

/** A piece of an article that makes sense by itself. */
export interface HelpSection {
  /** The name of the article and the slug of the heading. */
  readonly id: string
  readonly article: string
  /** Null for what stands before the first heading below the title. */
  readonly heading: string | null
  /** Markdown without the heading; never empty. */
  readonly body: string
  /** Absolute http(s) address with the section as fragment, or null when the article has none. */
  readonly url: string | null
}

/** An article as it is indexed and quoted. */
export interface HelpArticle {
  readonly title: string
  readonly url: string | null
  readonly language: Language
  readonly sections: readonly HelpSection[]
}

/** A quote stays readable, so a longer section is several under one heading. */
const SECTION_MAX_CHARACTERS = 4_000

/**
 * Cuts one article. An article without text has no sections.
 *
 * @param from.name what the ids begin with, and the title of an article without any heading
 * @param from.baseUrl what a relative address in front matter resolves against; null leaves it out
 */
export function parseHelpArticle(
  source: string,
  from: { readonly name: string; readonly baseUrl: string | null },
): HelpArticle {
  const { fields, text } = splitFrontMatter(source.replaceAll('\r\n', '\n'))
  const blocks = splitByHeading(text)
  const title = fields.get('title') ?? blocks.find((block) => block.heading !== null)?.heading
  const article = title ?? from.name
  const address = resolveAddress(fields.get('url'), from.baseUrl)
  const sections = blocks.flatMap((block) => {
    const heading = block.heading === article ? null : block.heading
    const slug = heading === null ? '' : slugOf(heading)
    const url = address === null ? null : withFragment(address, slug)
    const id = `${from.name}#${slug}`
    return splitLong(block.body).map((body) => ({ id, article, heading, body, url }))
  })
  const named = LANGUAGES.find((language) => language === fields.get('language'))
  return {
    title: article,
    url: address?.href ?? null,
    language: named ?? languageOf(text),
    sections,
  }
}

/** Between paragraphs where there are some, anywhere else where there are none. */
function splitLong(body: string): readonly string[] {
  const pieces: string[] = []
  let rest = body
  while (rest.length > SECTION_MAX_CHARACTERS) {
    const head = rest.slice(0, SECTION_MAX_CHARACTERS)
    const cuts = [head.lastIndexOf('\n\n'), head.lastIndexOf('\n'), head.lastIndexOf(' ')]
    const cut = cuts.find((at) => at > 0) ?? SECTION_MAX_CHARACTERS
    pieces.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut).trim()
  }
  return [...pieces, rest].filter((piece) => piece !== '')
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
