/** Text without markup, such as what a visitor types. */
import { BARE_ADDRESS } from './autolink.ts'
import { parseInline } from './parse-inline.ts'
import { MAX_NODES } from './read-blocks.ts'
import type { Root } from './tree.ts'

/**
 * One paragraph with the text as it was typed, line ends included, and its plain addresses as
 * links; with too many of them, none is one.  [RT38]
 */
export function parsePlainText(source: string): Root {
  const children = parseInline(source, { nodes: MAX_NODES }, BARE_ADDRESS)
  return { type: 'root', children: [{ type: 'paragraph', children }] }
}
