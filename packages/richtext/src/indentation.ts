/** Indentation of lines, in columns. */

/** Columns of white space at the start; a tab counts four. */
export function indentOf(line = ''): number {
  let columns = 0
  for (const character of line) {
    if (character === '\t') columns += 4
    else if (character === ' ') columns++
    else break
  }
  return columns
}

/** The line without up to `columns` of its indentation; a tab that is cut into goes whole. */
export function dedent(line = '', columns = 0): string {
  let at = 0
  for (let left = columns; left > 0 && /[ \t]/.test(line.charAt(at)); at++)
    left -= line[at] === '\t' ? 4 : 1
  return line.slice(at)
}
