/** Lines of a table, as GitHub writes them. */
import type { TableCell } from './tree.ts'

/** Under the names of the columns: dashes, and a colon where the text of a column stands. */
const DIVIDER = /^\|?(?:\s*:?-+:?\s*\|)*(?:\s*:?-+:?\s*)?$/

/** What stands between the bars. An escaped bar is a character. */
const CELL = /((?:\\[\s\S]|[^\\|])*\\?)(?:\||$)/g

/**
 * The alignment of each column, when `divider` stands under the names of as many columns.  [RT33]
 *
 * @param divider the line behind `names`, without white space around it
 */
export function columnsOf(
  names: string,
  divider: string | undefined,
): readonly TableCell['align'][] | undefined {
  if (!names.includes('|') || !divider?.includes('|') || !DIVIDER.test(divider)) return
  const columns = splitCells(divider)
  return columns.length === splitCells(names).length ? columns.map(alignOf) : undefined
}

/**
 * @param line without white space around it
 * @returns the text of each cell; in one, `<br>` is the only way to write a break
 */
export function splitCells(line: string): readonly string[] {
  const cells = [...line.replace(/^\|/, '').matchAll(CELL)].map(([, cell = '']) => cell)
  // Behind the last cell there is nothing, and behind the bar that closes it nothing once more.
  cells.pop()
  return cells.map((cell) =>
    cell
      .trim()
      .replaceAll('\\|', '|')
      .replace(/<br ?\/?>/gi, '\n'),
  )
}

function alignOf(divider: string): TableCell['align'] {
  const isEnd = divider.endsWith(':')
  if (divider.startsWith(':')) return isEnd ? 'center' : 'start'
  return isEnd ? 'end' : null
}
