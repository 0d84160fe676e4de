import type { Block, Inline, Root } from './tree.ts'

/**
 * What a tree says, without its form: for previews, notifications and spoken announcements.
 *
 * Blocks, items and line breaks are separated by `\n`; items of an ordered list keep their number,
 * others a bullet. A link is its text. Never throws; linear in the size of the tree.
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
        .map((item, n) => `${block.ordered ? `${block.start + n}.` : '•'} ${blocksToText(item)}`)
        .join('\n')
    case 'rule':
      return ''
  }
}

function inlineNodeToText(node: Inline): string {
  if ('children' in node) return inlineToText(node.children)
  return node.type === 'break' ? '\n' : node.text
}
