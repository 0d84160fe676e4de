/** Indentation of lines, in columns. */

/** Columns of white space at the start; a tab counts four. */
export function indentOf(line = ''): number {
  return line.replaceAll('\t', '    ').search(/[^ ]|$/)
}

/** The line without up to `columns` of its indentation; a tab that is cut into goes whole. */
export function dedent(line = '', columns = 0): string {
  let at = 0
  for (let left = columns; left > 0 && /[ \t]/.test(line.charAt(at)); at++)
    left -= line[at] === '\t' ? 4 : 1
  return line.slice(at)
}
