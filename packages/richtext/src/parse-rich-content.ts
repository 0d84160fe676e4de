/**
 * The document of the team's editor (TipTap's JSON) to the tree that markdown becomes.
 *
 * What it says is not believed: types are compared with those listed here, attributes are made one
 * of a few values, and what is unknown, too deep or too much keeps its text alone.
 */
import { text } from './inline-nodes.ts'
import { LANGUAGE, MAX_BLOCK_DEPTH, MAX_NODES } from './read-blocks.ts'
import { isInline, readInline } from './rich-inline.ts'
import {
  attribute,
  contentOf,
  numberAttribute,
  textAttribute,
  textOf,
  typeOf,
} from './rich-node.ts'
import type { Block, HeadingLevel, List, ListItem, Paragraph, Root, TableCell } from './tree.ts'

/** One reading of one document. */
interface Reading {
  /** Nodes that may still be made.  [RT28] */
  nodes: number
  /** What came after those, in order. */
  rest: readonly unknown[]
}

const MAX_LIST_START = 999_999_999

/**
 * @param document any value; what comes from elsewhere need not be checked before
 * @returns undefined for what is no document or shows nothing: then show the message's markdown.
 *   Never throws; bounds are those of `parseMarkdown`.  [RT34]
 */
export function parseRichContent(document: unknown): Root | undefined {
  if (typeOf(document) !== 'doc') return
  const reading: Reading = { nodes: MAX_NODES, rest: [] }
  const children = [...readBlocks(contentOf(document), 1, reading), ...asParagraph(reading.rest)]
  return children.length > 0 ? { type: 'root', children } : undefined
}

function readBlocks(nodes: readonly unknown[], depth: number, reading: Reading): readonly Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < nodes.length; ) {
    if (reading.nodes < 2) {
      leave(nodes.slice(at), reading)
      break
    }
    const from = at
    while (at < nodes.length && isInline(nodes[at])) at++
    // Beside blocks, what belongs within a line has a line of its own.
    const found =
      at > from ? readLine(nodes.slice(from, at), reading) : readBlock(nodes[at++], depth, reading)
    blocks.push(...found)
  }
  return blocks
}

function readBlock(node: unknown, depth: number, reading: Reading): readonly Block[] {
  const content = contentOf(node)
  const type = typeOf(node)
  switch (type) {
    case 'paragraph':
      return readLine(content, reading)
    case 'heading':
      return readLine(content, reading).map(({ children }) => ({
        type: 'heading',
        level: levelOf(node),
        children,
      }))
    case 'codeBlock': {
      reading.nodes -= 2
      const language = textAttribute(node, 'language')
      const lang = LANGUAGE.test(language) ? language : ''
      return [{ type: 'codeBlock', lang, text: textOf(content, '').replace(/\n$/, '') }]
    }
    case 'horizontalRule':
      reading.nodes -= 2
      return [{ type: 'rule' }]
  }
  if (depth >= MAX_BLOCK_DEPTH || content.length === 0) {
    reading.nodes -= 2
    return asParagraph([node])
  }
  switch (type) {
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return [readList(node, depth, reading)]
    case 'blockquote':
      reading.nodes -= 2
      return [{ type: 'quote', children: readBlocks(content, depth + 1, reading) }]
    case 'table':
      return readTable(content, depth, reading)
    default:
      return readBlocks(content, depth + 1, reading)
  }
}

function readLine(content: readonly unknown[], reading: Reading): readonly Paragraph[] {
  reading.nodes -= 2
  const children = readInline(content, reading)
  return children.length > 0 ? [{ type: 'paragraph', children }] : []
}

function readList(node: unknown, depth: number, reading: Reading): List {
  const nodes = contentOf(node)
  const items: ListItem[] = []
  reading.nodes -= 2
  for (const [n, item] of nodes.entries()) {
    if (reading.nodes < 3) {
      leave(nodes.slice(n), reading)
      break
    }
    reading.nodes--
    const isTask = typeOf(item) === 'taskItem'
    items.push({
      isDone: isTask ? attribute(item, 'checked') === true : null,
      children: readBlocks(contentOf(item), depth + 1, reading),
    })
  }
  const ordered = typeOf(node) === 'orderedList'
  return { type: 'list', ordered, start: ordered ? startOf(node) : 1, items }
}

function readTable(nodes: readonly unknown[], depth: number, reading: Reading): readonly Block[] {
  const rows: (readonly TableCell[])[] = []
  reading.nodes -= 2
  for (const [n, row] of nodes.entries()) {
    const cells = contentOf(row)
    // All of a row or none of it.
    if (reading.nodes < 1 + 3 * cells.length) {
      leave(nodes.slice(n), reading)
      break
    }
    reading.nodes -= 1 + cells.length
    rows.push(
      cells.map((cell) => ({
        isHeader: typeOf(cell) === 'tableHeader',
        align: alignOf(cell),
        children: readBlocks(contentOf(cell), depth + 1, reading),
      })),
    )
  }
  return rows.length > 0 ? [{ type: 'table', rows }] : []
}

/** From here on nothing is read: it will be one text at the end. */
function leave(nodes: readonly unknown[], reading: Reading): void {
  reading.nodes = 0
  reading.rest = reading.rest.concat(nodes)
}

function asParagraph(nodes: readonly unknown[]): readonly Block[] {
  const characters = textOf(nodes, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
  return characters ? [{ type: 'paragraph', children: [text(characters)] }] : []
}

function levelOf(node: unknown): HeadingLevel {
  const level = numberAttribute(node, 'level') ?? 1
  const levels: readonly HeadingLevel[] = [6, 5, 4, 3, 2, 1]
  return levels.find((known) => level >= known) ?? 1
}

function startOf(node: unknown): number {
  const start = numberAttribute(node, 'start') ?? 1
  return Number.isInteger(start) && start >= 0 && start <= MAX_LIST_START ? start : 1
}

function alignOf(cell: unknown): TableCell['align'] {
  switch (attribute(cell, 'align')) {
    case 'left':
      return 'start'
    case 'center':
      return 'center'
    case 'right':
      return 'end'
    default:
      return null
  }
}
