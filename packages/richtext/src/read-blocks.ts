/**
 * Lines to blocks.
 *
 * A chat's markdown: every line break counts, indentation alone never makes code, and what a
 * visitor types under a quote or a list is not swallowed by it. SPEC.md says it rule by rule.
 *
 * Each container is parsed from its own lines, so a line is looked at once per level and the number
 * of levels is bounded. Readers get the lines and a position, and answer with a block and the next
 * position, or nothing; the order of `READERS` decides.
 */
import { dedent, indentOf } from './indentation.ts'
import { text } from './inline-nodes.ts'
import { type NodeBudget, parseInline } from './parse-inline.ts'
import { columnsOf, splitCells } from './table-lines.ts'
import type { Block, HeadingLevel, ListItem, TableCell } from './tree.ts'

/** Of one message. What is beyond stays readable as text.  [RT28] */
export const MAX_NODES = 2000

/** Blocks within blocks, paragraphs included.  [RT29] */
export const MAX_BLOCK_DEPTH = 6

/** Where lines end, as browsers and people write it. */
export const LINE_END: RegExp = /\r\n?|\n/

/** Where a reader stands. It moves `at` behind the block that it answers. */
export interface Cursor {
  readonly lines: readonly string[]
  at: number
  readonly depth: number
  readonly budget: NodeBudget
}

/** Reads a block that starts with `line`, the current one without indentation, if it is of its kind. */
type Reader = (line: string, cursor: Cursor) => Block | undefined

const FENCE = /^(`{3,}|~{3,})([^`]*)$/
const HEADING = /^(#{1,6})(?=\s|$)/
const RULE = /^([-*_])[ \t]*(?:\1[ \t]*){2,}$/
const QUOTE = /^\s*> ?/
/** A bullet, or a number and what stands behind it. */
const MARKER = /^(?:([-*+])|(\d{1,9})([.)]))(?=\s|$)/
/** A box before what there is to do, ticked or not. */
const BOX = /^\s*\[([ xX])\]\s+(?=\S)/
/** A word that may name a language. */
export const LANGUAGE: RegExp = /^[\w+#.-]{0,32}$/
const HEADING_LEVELS: readonly HeadingLevel[] = [1, 2, 3, 4, 5, 6]

/**
 * The next block, or undefined at the end. What decides where it ends are its own lines and the two
 * behind it, which the parser of growing messages relies on.  [RT39]
 */
export function readNext(cursor: Cursor): Block | undefined {
  const { lines, budget } = cursor
  for (let line = lines[cursor.at]; line !== undefined; line = lines[++cursor.at]) {
    const trimmed = line.trim()
    if (!trimmed) continue
    if (budget.nodes < 2) {
      const rest = lines.slice(cursor.at).join('\n').trimEnd()
      cursor.at = lines.length
      return { type: 'paragraph', children: [text(rest)] }
    }
    budget.nodes -= 2
    return readBlock(trimmed, cursor)
  }
  return
}

function readBlocks(lines: readonly string[], depth: number, budget: NodeBudget): readonly Block[] {
  const blocks: Block[] = []
  const cursor = { lines, at: 0, depth, budget }
  for (let block = readNext(cursor); block; block = readNext(cursor)) blocks.push(block)
  return blocks
}

function readBlock(line: string, cursor: Cursor): Block {
  for (const read of READERS) {
    const block = read(line, cursor)
    if (block) return block
  }
  return readParagraph(line, cursor)
}

const readFence: Reader = (line, cursor) => {
  const [, marks, behind = ''] = FENCE.exec(line) ?? []
  if (!marks) return
  const info = behind.trim()
  const { lines } = cursor
  const indent = indentOf(lines[cursor.at])
  // People paste an error right behind the fence; what cannot be a language is content.
  const isLanguage = LANGUAGE.test(info)
  const content = isLanguage ? [] : [info]
  for (cursor.at++; cursor.at < lines.length; cursor.at++) {
    const next = lines[cursor.at]
    if (next?.trim().startsWith(marks) && !/[^`~\s]/.test(next)) break
    content.push(dedent(next, indent))
  }
  cursor.at++
  const lang = isLanguage ? info : ''
  return { type: 'codeBlock', lang, text: content.join('\n').replace(/\n$/, '') }
}

const readHeading: Reader = (line, cursor) => {
  const marks = HEADING.exec(line)?.[1] ?? ''
  const level = HEADING_LEVELS[marks.length - 1]
  if (!level) return
  cursor.at++
  const title = line.slice(marks.length).replace(/\s#+$/, '').trim()
  return { type: 'heading', level, children: parseInline(title, cursor.budget) }
}

const readRule: Reader = (line, cursor) => {
  if (!RULE.test(line)) return
  cursor.at++
  return { type: 'rule' }
}

const readQuote: Reader = (_, cursor) => {
  const { lines, depth, budget } = cursor
  const quoted: string[] = []
  if (depth >= MAX_BLOCK_DEPTH) return
  for (let line = lines[cursor.at]; line && QUOTE.test(line); line = lines[++cursor.at]) {
    quoted.push(line.replace(QUOTE, ''))
  }
  return quoted.length > 0
    ? { type: 'quote', children: readBlocks(quoted, depth + 1, budget) }
    : undefined
}

const readList: Reader = (first, cursor) => {
  const { lines, depth, budget } = cursor
  const marker = MARKER.exec(first)
  if (!marker || depth >= MAX_BLOCK_DEPTH) return
  const start = Number(marker[2] ?? 1)
  const items: ListItem[] = []
  do {
    const line = lines[cursor.at]?.trim() ?? ''
    const indent = indentOf(lines[cursor.at])
    const width = MARKER.exec(line)?.[0].length ?? 0
    const box = BOX.exec(line.slice(width))
    const item = [line.slice(width + (box?.[0].length ?? 0))]
    for (cursor.at++; cursor.at < lines.length; cursor.at++) {
      const next = lines[cursor.at]
      if (next?.trim() && indentOf(next) < indent + 2) break
      item.push(dedent(next, indent + width + 1))
    }
    budget.nodes--
    items.push({
      isDone: box ? box[1] !== ' ' : null,
      children: readBlocks(item, depth + 1, budget),
    })
  } while (budget.nodes >= 2 && continuesList(lines[cursor.at], marker, items.length))
  return { type: 'list', ordered: marker[2] !== undefined, start, items }
}

const readTable: Reader = (first, cursor) => {
  const { lines, depth, budget } = cursor
  const columns = startsTable(first, cursor)
  if (!columns) return
  const rows: TableCell[][] = []

  function takeRow(line: string): boolean {
    const cells = splitCells(line)
    // All of a row or none of it, so that nothing of it is left behind.
    const cost = 1 + 3 * cells.length
    if (budget.nodes < cost) return false
    budget.nodes -= cost
    const isHeader = rows.length === 0
    rows.push(
      cells.map((cell, n) => ({
        isHeader,
        align: columns?.[n] ?? null,
        children: cell ? [{ type: 'paragraph', children: parseInline(cell, budget) }] : [],
      })),
    )
    return true
  }

  if (!takeRow(first)) return
  cursor.at += 2
  let line = lines[cursor.at]?.trim()
  while (line?.includes('|') && !interruptsParagraph(line, depth) && takeRow(line)) {
    line = lines[++cursor.at]?.trim()
  }
  return { type: 'table', rows }
}

function readParagraph(first: string, cursor: Cursor): Block {
  const paragraph: string[] = []
  let line: string | undefined = first
  do {
    paragraph.push(line)
    line = cursor.lines[++cursor.at]?.trim()
  } while (line && !interruptsParagraph(line, cursor.depth) && !startsTable(line, cursor))
  return { type: 'paragraph', children: parseInline(paragraph.join('\n'), cursor.budget) }
}

const READERS: readonly Reader[] = [
  readFence,
  readHeading,
  readRule,
  readQuote,
  readList,
  readTable,
]

/** A list needs a space and content to begin right under text, and a numbered one a 1.  [RT15] */
function interruptsParagraph(line: string, depth: number): boolean {
  if (FENCE.test(line) || HEADING.test(line) || RULE.test(line)) return true
  return depth < MAX_BLOCK_DEPTH && /^(?:>|(?:[-*+]|1[.)])\s+\S)/.test(line)
}

/** The columns of a table whose names stand on this line, if it is one.  [RT33] */
function startsTable(line: string, { lines, at, depth }: Cursor): ReturnType<typeof columnsOf> {
  return depth < MAX_BLOCK_DEPTH ? columnsOf(line, lines[at + 1]?.trim()) : undefined
}

/** The same kind of mark, and a number that the drawn list would show, or the first one repeated.  [RT13] */
function continuesList(line: string | undefined, first: RegExpExecArray, count: number): boolean {
  const trimmed = line?.trim() ?? ''
  const marker = MARKER.exec(trimmed)
  if (marker?.[1] !== first[1] || marker?.[3] !== first[3] || RULE.test(trimmed)) return false
  return marker?.[2] === first[2] || Number(marker?.[2]) === Number(first[2]) + count
}
