/** Walks a tree, and holds its links against the policy. */
import { linkTarget, namesHost } from '../link-policy.ts'
import { inlineToText } from '../to-plain-text.ts'
import type { Block, Image, Inline, Link, Root } from '../tree.ts'

export type AnyNode = Root | Block | Inline

/** The nodes directly below one. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  if (node.type === 'list') return node.items.flatMap((item) => item.children)
  if (node.type === 'table') return node.rows.flat().flatMap((cell) => cell.children)
  return 'children' in node ? node.children : []
}

/** Every node with its depth, that of the root being 0. */
export function allNodes(root: Root): readonly { node: AnyNode; depth: number }[] {
  const found: { node: AnyNode; depth: number }[] = [{ node: root, depth: 0 }]
  for (const { node, depth } of found) {
    found.push(...childrenOf(node).map((child) => ({ node: child, depth: depth + 1 })))
  }
  return found
}

/**
 * Whether the policy has made a link or an image, its words can be seen, and they say where it
 * leads or are known not to.
 */
export function isAllowed(found: Link | Image): boolean {
  const { href, host, kind } = found
  const target = linkTarget(href)
  const isOfPolicy = target?.href === href && target.host === host && target.kind === kind
  if (found.type === 'image') return isOfPolicy && /^https?:$/.test(new URL(href).protocol)
  const label = inlineToText(found.children)
  return (
    isOfPolicy &&
    /^(?:https?|mailto|tel):$/.test(new URL(href).protocol) &&
    label.trim() !== '' &&
    found.isHostInText === namesHost(label, found)
  )
}
