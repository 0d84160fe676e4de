/**
 * A page as an article: its text in markdown, without what is not read (scripts, styles, menus). Text
 * stays text, so what looks like markdown in a page is escaped, and links keep their words alone.
 */
import { type DefaultTreeAdapterMap, parse } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

/** What a page holds. */
export interface PageText {
  /** Its `title`; null when it has none. */
  readonly title: string | null
  /** As `lang` says; null when it does not. */
  readonly language: string | null
  readonly markdown: string
  /** Places where the markup is not what it should be, and was read as browsers would. */
  readonly errors: number
}

const UNREAD = new Set(
  `script style template noscript iframe object svg math canvas audio video picture img nav footer aside form
  button select textarea input dialog head`.split(/\s+/),
)

const BLOCKS = new Set(
  `address article blockquote body dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main
  ol p pre section summary table tbody td th thead tr ul`.split(/\s+/),
)

/** Old habits that change nothing. */
const HARMLESS = new Set([
  'missing-doctype',
  'non-conforming-doctype',
  'non-void-html-element-start-tag-with-trailing-solidus',
])

/** Never throws: whatever the markup, a browser would show something of it. */
export function htmlToMarkdown(source: string): PageText {
  let errors = 0
  const page = parse(source, {
    onParseError: ({ code }) => {
      if (!HARMLESS.has(code)) errors += 1
    },
  })
  const html = findElement(page, ['html'])
  const title = findElement(page, ['title'])
  const content = findElement(page, ['main']) ?? findElement(page, ['article', 'body']) ?? page
  return {
    title: (title !== null && textOf(title).trim()) || null,
    language: html?.attrs.find(({ name }) => name === 'lang')?.value ?? null,
    markdown: writeMarkdown(content),
    errors,
  }
}

/** Not by recursion: pages may be nested as deeply as their writers like. */
function* walk(root: Node): Generator<{ node: Node; isEnd: boolean }> {
  const stack = [{ node: root, isEnd: false }]
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    yield step
    const { node, isEnd } = step
    if (isEnd || !('childNodes' in node) || (node !== root && isUnread(node))) continue
    stack.push({ node, isEnd: true })
    for (const child of node.childNodes.toReversed()) stack.push({ node: child, isEnd: false })
  }
}

function isUnread(node: Node): boolean {
  return UNREAD.has(node.nodeName) || ('attrs' in node && node.attrs.some(isHiding))
}

function isHiding({ name, value }: { name: string; value: string }): boolean {
  return name === 'hidden' || (name === 'aria-hidden' && value === 'true')
}

function findElement(root: Node, names: readonly string[]): Element | null {
  const stack: Node[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('tagName' in node && names.includes(node.tagName)) return node
    if (!('childNodes' in node)) continue
    for (const child of node.childNodes.toReversed()) stack.push(child)
  }
  return null
}

function textOf(root: Node): string {
  let text = ''
  for (const { node } of walk(root)) if ('value' in node) text += node.value
  return text
}

function writeMarkdown(root: Node): string {
  const blocks: string[] = []
  let line = ''
  let preformatted = 0
  let isItem = false

  function flush(prefix = ''): void {
    const text = preformatted > 0 ? line : line.replaceAll(/[^\S\n]+/g, ' ')
    const trimmed = text.trim()
    if (trimmed !== '') blocks.push(`${prefix}${prefix === '' ? escapeStart(trimmed) : trimmed}`)
    line = ''
  }

  for (const { node, isEnd } of walk(root)) {
    if ('value' in node) {
      line += preformatted > 0 ? node.value : escapeText(node.value.replaceAll(/\s+/g, ' '))
    } else if ('tagName' in node && BLOCKS.has(node.tagName)) {
      const level = /^h([1-6])$/.exec(node.tagName)?.[1]
      if (isEnd && node.tagName === 'pre') {
        preformatted -= 1
        if (line.trim() !== '') blocks.push(fence(line))
        line = ''
      } else if (isEnd && level !== undefined) {
        line = line.replaceAll('\n', ' ')
        flush(`${'#'.repeat(Number(level))} `)
      } else {
        flush(isItem ? '- ' : '')
        isItem = !isEnd && node.tagName === 'li'
        if (!isEnd && node.tagName === 'pre') preformatted += 1
      }
    } else if (node.nodeName === 'br' && !isEnd) line += '\n'
  }
  flush()
  return blocks.join('\n\n')
}

function fence(text: string): string {
  const runs = text.match(/`+/g) ?? []
  const longest = runs.reduce((most, run) => Math.max(most, run.length), 2)
  const mark = '`'.repeat(longest + 1)
  return `${mark}\n${text.replace(/^\n|\n$/g, '')}\n${mark}`
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>~|]/g, String.raw`\$&`)
}

/** What makes a list, a heading or a rule at the begin of a line only. */
function escapeStart(text: string): string {
  return text.replaceAll(/^(\d+)?([-+#=.)])/gm, String.raw`$1\$2`)
}
