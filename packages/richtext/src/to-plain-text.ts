import type { Block, Inline, List, Root } from './tree.ts'

/**
 * What a tree says, without its form: for previews, notifications and spoken announcements.
 *
 * Blocks, items and line breaks are separated by `\n`; items of an ordered list keep their number,
 * others a bullet or their box. Cells are separated by bars. A link is its text, an image its words. Never throws; linear in the size of the tree.
 */
export function toPlainText(root: Root): string {
  return blocksToText(root.children)
}

/** The same for a run of inline nodes. */
export function inlineToText(nodes: readonly Inline[]): string {
  return nodes.map(inlineNodeToText).join('')
}

function blocksToText(blocks: readonly Block[]): string {
  return blocks
    .map(blockToText)
    .filter((text) => text !== '')
    .join('\n')
}

function blockToText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inlineToText(block.children)
    case 'quote':
      return blocksToText(block.children)
    case 'codeBlock':
      return block.text
    case 'list':
      return block.items
        .map((item, n) => `${markOf(block, n)} ${blocksToText(item.children)}`)
        .join('\n')
    case 'table':
      return block.rows
        .map((row) => row.map((cell) => blocksToText(cell.children)).join(' | '))
        .join('\n')
    case 'rule':
      return ''
  }
}

function markOf({ ordered, start, items }: List, n: number): string {
  const isDone = items[n]?.isDone ?? null
  if (isDone !== null) return isDone ? '☑' : '☐'
  return ordered ? `${start + n}.` : '•'
}

function inlineNodeToText(node: Inline): string {
  if ('children' in node) return inlineToText(node.children)
  if (node.type === 'image') return node.alt || node.host
  return node.type === 'break' ? '\n' : node.text
}
