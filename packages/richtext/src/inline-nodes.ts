/** How inline nodes are put together. */
import { namesHost } from './link-policy.ts'
import { inlineToText } from './to-plain-text.ts'
import type { Image, Inline, Link, LinkTarget, Text } from './tree.ts'

/** Characters as they are. */
export function text(characters: string): Text {
  return { type: 'text', text: characters }
}

/**
 * A link that knows whether its text discloses where it leads.
 *
 * Links do not nest: where the label holds an address that became a link by itself, its text stays,
 * and of an image its words. A label without a visible character would leave nothing to click;
 * `address` is shown then.
 */
export function link(target: LinkTarget, label: readonly Inline[], address: string): Link {
  const bare = joinTexts(label.flatMap(withoutLinks))
  const children = inlineToText(bare).trim() ? bare : [text(address)]
  return {
    type: 'link',
    ...target,
    isHostInText: namesHost(inlineToText(children), target),
    children,
  }
}

/** The same nodes without empty texts, and with neighbouring texts made one. */
export function joinTexts(nodes: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type !== 'text') joined.push(node)
    else if (last?.type === 'text') joined[joined.length - 1] = text(last.text + node.text)
    else if (node.text) joined.push(node)
  }
  return joined
}

/** The images among a node and all below it. */
export function imagesIn(node: Inline): readonly Image[] {
  if (node.type === 'image') return [node]
  return 'children' in node ? node.children.flatMap(imagesIn) : []
}

function withoutLinks(node: Inline): readonly Inline[] {
  if (node.type === 'image') return [text(node.alt)]
  if (!('children' in node)) return [node]
  const children = node.children.flatMap(withoutLinks)
  return node.type === 'link' ? children : [{ ...node, children: joinTexts(children) }]
}
