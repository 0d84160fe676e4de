/** Parsing on from what has been parsed: only the last blocks of a text that grows can change. */
import { LINE_END, MAX_NODES, readNext } from './read-blocks.ts'
import type { Block, Root } from './tree.ts'

/** How far a text has been parsed. */
interface Growing {
  readonly source: string
  readonly root: Root
  /** Blocks that nothing behind them can change. */
  readonly finished: readonly Block[]
  /** What stands behind those. */
  readonly lines: readonly string[]
  /** Nodes that are left for it. */
  readonly nodes: number
}

/** Before the first character. */
export const GROWING_START: Growing = {
  source: '',
  root: { type: 'root', children: [] },
  finished: [],
  lines: [''],
  nodes: MAX_NODES,
}

/** The same for a longer text; for one that is not, from the start.  [RT39] */
export function grow(before: Growing, source: string): Growing {
  const from = source.startsWith(before.source) ? before : GROWING_START
  const lines = appendLines(from, source)
  const cursor = { lines, at: 0, depth: 1, budget: { nodes: from.nodes } }
  const blocks = [...from.finished]
  let [finished, start, nodes] = [blocks.length, 0, from.nodes]
  for (let block = readNext(cursor); block; block = readNext(cursor)) {
    blocks.push(block)
    // The two lines behind it, which end it, must be complete: the last one may grow.
    if (cursor.at + 2 < lines.length) {
      finished = blocks.length
      start = cursor.at
      nodes = cursor.budget.nodes
    }
  }
  return {
    source,
    root: { type: 'root', children: blocks },
    finished: blocks.slice(0, finished),
    lines: lines.slice(start),
    nodes,
  }
}

function appendLines({ source: before, lines }: Growing, source: string): readonly string[] {
  // The second half of a line end whose first half came before.
  const isCut = before.endsWith('\r') && source.startsWith('\n', before.length)
  const last = lines.at(-1) ?? ''
  const added = (last + source.slice(before.length + (isCut ? 1 : 0))).split(LINE_END)
  return [...lines.slice(0, -1), ...added]
}
