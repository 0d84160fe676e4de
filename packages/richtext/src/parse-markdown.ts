import { GROWING_START, grow } from './grow-markdown.ts'
import type { Root } from './tree.ts'

/**
 * Parses a message into the one tree that everything here draws.
 *
 * @param source markdown of any length and origin, also the half of an answer that still streams
 * @returns at most 2,000 nodes (and a few texts with the rest), at most 20 levels deep. Every word
 *   of `source` is in it. Never throws; time and memory are linear in the length.
 */
export function parseMarkdown(source: string): Root {
  return grow(GROWING_START, source).root
}

/**
 * A parser for a text that grows: for each longer text it reads only what may have changed, and
 * gives the tree that `parseMarkdown` would. Finished blocks stay the same objects.  [RT39]
 *
 * @returns takes any text; one that does not go on where the last one ended is read from its start
 */
export function createGrowingParser(): (source: string) => Root {
  let state = GROWING_START
  return (source) => {
    state = grow(state, source)
    return state.root
  }
}
