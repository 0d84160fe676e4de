/**
 * Reads a growing answer for what the model was asked to mark in it: `[1]` for a source, and
 * `[[person: no_answer]]` for the wish that a person takes over. Marks are taken out, however they are
 * cut over pieces; nothing else is held back.
 */

export type Marked =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'source'; readonly number: number }
  | { readonly kind: 'person'; readonly reason: string }

export interface MarkReader {
  push(text: string): readonly Marked[]
  /** The answer is over. @returns what was held back */
  end(): readonly Marked[]
}

/** A source, and what must not follow it: `[1](…)` is a link, `[1]: …` a definition. */
const SOURCE = /^\s*(?:\[\s*(\d{1,2}(?:\s*,\s*\d{1,2})*)\s*\])(?![(:])/
const PERSON = /^\s*`{0,3}\s*\[\[\s*person\b([^\]\n]*)\]\]/i
/** What may become one of them with the next piece. */
const UNFINISHED = /^\s*(?:\[[\d\s,]{0,40}\]?|`{0,3}\s*\[(?:\[[^\]\n]{0,200}\]?)?)$/
/** What such a beginning is when nothing follows: shown to nobody. */
const PERSON_BEGUN = /^\s*`{0,3}\s*\[\[\s*p/i

/** White space is held back, since a mark takes it along; a model that says nothing else is not. */
const MAX_SPACE = 80

/** @param sources how many there are: a higher number is text */
export function createMarkReader(sources: number): MarkReader {
  let held = ''
  /** The back-ticks that begin the code we are in: what looks like a source there is code. */
  let fence = ''
  let isOver = false

  function read(isEnd: boolean): readonly Marked[] {
    const marked: Marked[] = []
    let text = ''
    const take = (length: number): void => {
      text += held.slice(0, length)
      held = held.slice(length)
    }
    const mark = (length: number, found: readonly Marked[]): void => {
      if (text !== '') marked.push({ kind: 'text', text })
      text = ''
      held = held.slice(length)
      marked.push(...found)
    }
    while (held !== '' && !isOver) {
      const plain = /^[^\s[`]+/.exec(held)?.[0].length ?? 0
      if (plain > 0) {
        take(plain)
        continue
      }
      const person = PERSON.exec(held)
      if (person !== null) {
        mark(person[0].length, [
          { kind: 'person', reason: (person[1] ?? '').replace(/^[\s:]+/, '').trim() },
        ])
        isOver = true
        continue
      }
      const source = fence === '' ? SOURCE.exec(held) : null
      const numbers = source === null ? [] : numbersOf(source[1] ?? '')
      const isUnsure = !isEnd && (UNFINISHED.test(held) || source?.[0].length === held.length)
      if (isUnsure) break
      if (source !== null && numbers.every((number) => number >= 1 && number <= sources)) {
        mark(
          source[0].length,
          numbers.map((number) => ({ kind: 'source', number })),
        )
        continue
      }
      const space = /^\s+/.exec(held)?.[0] ?? ''
      const ticks = /^`+/.exec(held)?.[0] ?? ''
      const run = space + ticks
      // More of the same may follow, and white space belongs to the mark behind it.
      if (run === held && !isEnd && run.length < MAX_SPACE) break
      if (isEnd && PERSON_BEGUN.test(held)) {
        held = ''
        break
      }
      // Code within a line ends with it, whatever is missing.
      if (space.includes('\n') && fence.length < 3) fence = ''
      if (ticks !== '') fence = nextFence(fence, ticks)
      take(run.length === 0 ? 1 : run.length)
    }
    if (isOver) held = ''
    if (text !== '') marked.push({ kind: 'text', text })
    return marked
  }

  return {
    push(text) {
      if (!isOver) held += text
      return read(false)
    },
    end: () => read(true),
  }
}

function nextFence(fence: string, ticks: string): string {
  if (fence === '') return ticks
  return ticks === fence ? '' : fence
}

function numbersOf(text: string): readonly number[] {
  return text.split(',').map(Number)
}
