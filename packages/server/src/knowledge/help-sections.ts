/**
 * Help articles in markdown or HTML, cut into the pieces that the assistant answers with: one section for
 * each heading, more for a long one. The title of an article is its first heading; front matter may
 * name its address and its language.
 */
import { parseMarkdown, toPlainText } from '@porchlight/richtext'
import { htmlToMarkdown } from './html-to-markdown.ts'
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

/** A title or a heading is one line of what is shown; what is longer is text. */
const HEADING_MAX_CHARACTERS = 300

/** Where an article comes from. */
export interface ArticleOrigin {
  /** What the ids begin with, and the title of an article without any heading. */
  readonly name: string
  /** What a relative address in front matter resolves against; null leaves it out. */
  readonly baseUrl: string | null
  /** Its address, for an article that names none itself. */
  readonly url?: string
}

/** Cuts one article in markdown. An article without text has no sections. */
export function parseHelpArticle(source: string, from: ArticleOrigin): HelpArticle {
  const { fields, text } = splitFrontMatter(source.replaceAll('\r\n', '\n'))
  const address = resolveAddress(fields.get('url') ?? from.url, from.baseUrl)
  const title = fields.get('title') ?? null
  return cutArticle(text, { name: from.name, address, title, language: fields.get('language') })
}

/** Cuts a page in the same way. @returns how often its markup had to be guessed at, too */
export function parseHelpPage(
  source: string,
  from: ArticleOrigin,
): { readonly article: HelpArticle; readonly errors: number } {
  const { markdown, title, language, errors } = htmlToMarkdown(source)
  const address = resolveAddress(from.url, from.baseUrl)
  const named = language?.slice(0, 2).toLowerCase()
  const hasHeading = splitByHeading(markdown).some(({ heading }) => heading !== null)
  const told = { name: from.name, address, title: hasHeading ? null : title, language: named }
  return { article: cutArticle(markdown, told), errors }
}

function cutArticle(
  text: string,
  told: {
    readonly name: string
    readonly address: URL | null
    readonly title: string | null
    readonly language: string | undefined
  },
): HelpArticle {
  const { name, address } = told
  const blocks = splitByHeading(text).map(({ heading, body }) => ({
    heading: heading === null ? null : cutHeading(plainHeading(heading)),
    body,
  }))
  const firstHeading = blocks.find((block) => block.heading !== null)?.heading
  const title = cutHeading(told.title ?? firstHeading ?? name)
  const sections = blocks.flatMap((block) => {
    const heading = block.heading === title ? null : block.heading
    const slug = heading === null ? '' : slugOf(heading)
    const url = address === null ? null : withFragment(address, slug)
    const id = `${name}#${slug}`
    return splitLong(block.body).map((body) => ({ id, article: title, heading, body, url }))
  })
  return {
    title,
    url: address?.href ?? null,
    language: LANGUAGES.find((language) => language === told.language) ?? languageOf(text),
    sections,
  }
}

/** As it is read: a title is shown as a text, so no mark and no backslash of markdown is part of it. */
function plainHeading(heading: string): string {
  return toPlainText(parseMarkdown(`# ${heading}`)).trim() || heading
}

/** Never within a character of two halves. */
function cutHeading(heading: string): string {
  return heading.slice(0, HEADING_MAX_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')
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
    const heading = isInFence ? null : headingOf(line)
    if (heading === null) blocks.at(-1)?.lines.push(line)
    else blocks.push({ heading, lines: [] })
  }
  return blocks.map(({ heading, lines }) => ({ heading, body: lines.join('\n').trim() }))
}

/** By hand, since an expression for what stands between marks and spaces tries each of them anew. */
function headingOf(line: string): string | null {
  let level = 0
  while (line[level] === '#') level += 1
  const text = line.slice(level).trimEnd()
  if (level === 0 || level > 6 || text.trimStart() === text) return null
  let end = text.length
  while (text[end - 1] === '#') end -= 1
  return text.slice(0, end).trim() || null
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
