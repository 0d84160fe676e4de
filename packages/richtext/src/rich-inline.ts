/** Text of an editor's document within one of its blocks. */
import { BARE_ADDRESS } from './autolink.ts'
import { imagesIn, joinTexts, link, text } from './inline-nodes.ts'
import { imageTarget, linkTarget, MAX_URL_LENGTH } from './link-policy.ts'
import { type NodeBudget, parseInline } from './parse-inline.ts'
import { attribute, charactersOf, marksOf, textAttribute, textOf, typeOf } from './rich-node.ts'
import type { Inline, Marked } from './tree.ts'

/** Marks that hold others, innermost first. */
const MARKS: readonly (readonly [mark: string, type: Marked['type']])[] = [
  ['underline', 'underline'],
  ['strike', 'strike'],
  ['bold', 'strong'],
  ['italic', 'emphasis'],
]

/** Whether a node stands within a line. */
export function isInline(node: unknown): boolean {
  return ['text', 'hardBreak', 'image'].includes(typeOf(node))
}

/**
 * @param budget reduced as by markdown, and at least by one for each node
 * @returns nodes without adjacent or empty texts. What the budget leaves out is one text.
 */
export function readInline(nodes: readonly unknown[], budget: NodeBudget): readonly Inline[] {
  const out: Inline[] = []
  let address: string | undefined
  /** What has the same link, or none: a link is one, however many marks its words have. */
  let stretch: Inline[] = []

  function closeStretch(): void {
    const target = address === undefined ? undefined : linkTarget(address)
    if (target) {
      budget.nodes -= 3
      out.push(link(target, stretch, address ?? ''), ...stretch.flatMap(imagesIn))
    } else out.push(...stretch, refused(address))
    stretch = []
  }

  for (const [n, node] of nodes.entries()) {
    if (budget.nodes < 0) {
      closeStretch()
      out.push(text(textOf(nodes.slice(n), '')))
      return joinTexts(out)
    }
    const next = addressOf(node)
    if (next !== address) closeStretch()
    address = next
    stretch.push(...readLeaf(node, budget))
  }
  closeStretch()
  return joinTexts(out)
}

function readLeaf(node: unknown, budget: NodeBudget): readonly Inline[] {
  budget.nodes--
  switch (typeOf(node)) {
    case 'text':
      return readText(node, budget)
    case 'hardBreak':
      budget.nodes -= 2
      return [{ type: 'break' }]
    case 'image':
      budget.nodes -= 2
      return readImage(node)
    default:
      return [text(textOf([node], ''))]
  }
}

function readText(node: unknown, budget: NodeBudget): readonly Inline[] {
  const characters = charactersOf(node)
  const marks = marksOf(node)
  if (!characters) return []
  let nodes: readonly Inline[] = [text(characters)]
  if (marks.has('code')) nodes = [{ type: 'code', text: characters }]
  else if (!marks.has('link')) nodes = parseInline(characters, budget, BARE_ADDRESS)
  for (const [mark, type] of MARKS) {
    if (!marks.has(mark)) continue
    budget.nodes -= 3
    nodes = [{ type, children: nodes }]
  }
  return nodes
}

function readImage(node: unknown): readonly Inline[] {
  const address = textAttribute(node, 'src')
  const alt = textAttribute(node, 'alt').trim()
  const target = imageTarget(address)
  return target ? [{ type: 'image', ...target, alt }] : [text(alt), refused(address)]
}

/** Shown, as in markdown, unless it is a picture written out in letters. */
function refused(address: string | undefined): Inline {
  return text(address && address.length <= MAX_URL_LENGTH ? ` (${address})` : '')
}

function addressOf(node: unknown): string | undefined {
  const mark = marksOf(node).get('link')
  const address = attribute(mark, 'href')
  return typeof address === 'string' ? address : undefined
}
