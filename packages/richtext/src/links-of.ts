import type { Block, Image, Inline, Link, Root } from './tree.ts'

/**
 * Every link a reader of this tree can follow and every image one can ask for, in reading order.
 *
 * Made for filters on the server: they judge the very links that the widget will draw, not what a
 * second parser finds in the same text.
 */
export function linksOf(root: Root): readonly (Link | Image)[] {
  return root.children.flatMap(linksOfBlock)
}

function linksOfBlock(block: Block): readonly (Link | Image)[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return block.children.flatMap(linksOfInline)
    case 'quote':
      return block.children.flatMap(linksOfBlock)
    case 'list':
      return block.items.flatMap((item) => item.children.flatMap(linksOfBlock))
    case 'table':
      return block.rows.flat().flatMap((cell) => cell.children.flatMap(linksOfBlock))
    case 'codeBlock':
    case 'rule':
      return []
  }
}

function linksOfInline(node: Inline): readonly (Link | Image)[] {
  if (node.type === 'link' || node.type === 'image') return [node]
  return 'children' in node ? node.children.flatMap(linksOfInline) : []
}
