/** Stars and underscores: what one run of them may do. */

/** What is remembered of a run that waits to be closed. */
export interface Opener {
  /** The characters themselves. */
  readonly marks: string
  /** Whether it could have closed another one as well. */
  readonly canClose: boolean
}

/** A run of equal delimiters. */
export interface DelimiterRun extends Opener {
  readonly canOpen: boolean
}

/**
 * Judges the run at `start` by its neighbours: it opens before a character and closes behind one,
 * an underscore only at the edge of a word; more than three are a line somebody drew.  [RT3]
 *
 * Kinder than CommonMark's flanking rules, which leave `**bold（…）**` open in unspaced scripts.
 */
export function judgeRun(source: string, start: number, marks: string): DelimiterRun {
  const isEdge = (inside: string, outside: string) =>
    marks.length < 4 && /\S/.test(inside) && !(marks[0] === '_' && /[\p{L}\p{N}]/u.test(outside))
  const before = source.charAt(start - 1)
  const after = source.charAt(start + marks.length)
  return { marks, canOpen: isEdge(after, before), canClose: isEdge(before, after) }
}

/**
 * CommonMark's "multiple of 3" (rules 9 and 10) keeps the middle of `*a**b*` from closing the star.
 * That one star does not close two is ours: a streamed `**a*` is about to become `**a**`.  [RT5]
 */
export function canPair(opener: Opener, closer: DelimiterRun): boolean {
  const opened = opener.marks.length
  const closed = closer.marks.length
  const isAmbiguous = opener.canClose || closer.canOpen
  return (
    opener.marks[0] === closer.marks[0] &&
    (opened !== 2 || closed > 1) &&
    (!isAmbiguous || (opened + closed) % 3 > 0 || closed === 3)
  )
}
