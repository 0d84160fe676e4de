/**
 * Text within a block: emphasis, code, links.
 *
 * One pass, left to right. `out` holds what is finished; `open` holds the few marks that may still
 * be closed, each with the place in `out` where its own characters stand as text. A mark that is
 * never closed simply stays that text, which is also what a half-streamed answer needs.  [RT5]
 *
 * Linear time rests on three things: `open` is short, what is wrapped moves once, and a search that
 * runs ahead either moves the position to what it found or is bounded by a constant.  [RT31]
 */
import { BARE_ADDRESS, readBareLink } from './autolink.ts'
import { canPair, type DelimiterRun, judgeRun, type Opener } from './delimiter-run.ts'
import { imagesIn, joinTexts, link, text } from './inline-nodes.ts'
import { imageTarget, linkTarget } from './link-policy.ts'
import { inlineToText } from './to-plain-text.ts'
import type { Inline, Marked } from './tree.ts'

/** Nodes that one message may still make; shared by all its blocks. */
export interface NodeBudget {
  nodes: number
}

/** The newest are kept. Each wraps at most three times (`***`), which bounds the depth.  [RT29] */
const MAX_OPEN_MARKS = 4

/**
 * Everything that is not plain text, by its first character: an escape, code, emphasis, struck out,
 * brackets, a break; then bare addresses.
 */
const TOKEN = new RegExp(
  `\\\\[!-/:-@[-\`{-~\\n]|\`+|\\*+|_+|~+|!?\\[|\\]|\\n|${BARE_ADDRESS.source}`,
  'gi',
)

/**
 * `(address)` or `(<address>)`; parentheses may nest once, as in the titles of an encyclopedia.
 *
 * Anything else, a title in quotes too, makes it no link at all, so that nothing written is lost.
 */
const DESTINATION = /\(<?((?:[^\s()<>]|\([^\s()<>]{0,2048}\)){1,2048})>?\)/y

interface Mark extends Opener {
  /** Index in `out` of the text node with the mark's own characters. */
  readonly at: number
  /** How many delimiters have not been used up; 0 for a bracket. */
  left: number
}

/**
 * Parses the text of one block.
 *
 * @param source lines joined by `\n`; each `\n` becomes a break
 * @param budget reduced by three for each node that is not text: itself, a text in it, one behind it
 * @param token what is not plain text; without markup, `BARE_ADDRESS` alone
 * @returns nodes without adjacent or empty texts; when the budget runs out, one text with all of
 *   `source`. Never throws.
 */
export function parseInline(
  source: string,
  budget: NodeBudget,
  token: RegExp = TOKEN,
): readonly Inline[] {
  const isMarkup = token === TOKEN
  const tokens = new RegExp(token)
  const out: Inline[] = []
  let open: Mark[] = []
  /** All before this index is in `out`. */
  let done = 0
  /** Where the last run of backticks of each length stands: tells at once that code is never closed. */
  const lastTicks = new Map<number, number>()
  for (const run of source.matchAll(/`+/g)) lastTicks.set(run[0].length, run.index)

  /** Puts what stands between `done` and `end` in `out`, and goes on at `next`. */
  function flush(end: number, next: number): void {
    if (end > done) out.push(text(source.slice(done, end)))
    done = tokens.lastIndex = next
  }

  function push(node: Inline): void {
    budget.nodes -= 3
    out.push(node)
  }

  function pushMark({ marks, canClose }: Opener, left: number): void {
    open.push({ marks, canClose, at: out.length, left })
    if (open.length > MAX_OPEN_MARKS) open.shift()
  }

  function readEscape(token: string, at: number): void {
    // The escaped character starts the next stretch of text and is not looked at again; only a
    // line end still is, as the break it stands for.
    flush(at, at + 1)
    if (token[1] !== '\n') tokens.lastIndex++
  }

  function readCode(token: string, at: number): void {
    if ((lastTicks.get(token.length) ?? at) <= at) return
    const ticks = /`+/g
    ticks.lastIndex = at + token.length
    for (let run = ticks.exec(source); run; run = ticks.exec(source)) {
      if (run[0] !== token) continue
      const code = source.slice(at + token.length, run.index).replace(/\n/g, ' ')
      flush(at, ticks.lastIndex)
      // One space on each side is there to keep a backtick of the content apart from the marks.
      push({ type: 'code', text: code.replace(/^ (.+) $/, '$1') })
      return
    }
  }

  function readDelimiters(token: string, at: number): void {
    if (token.startsWith('~') && token.length !== 2) return
    const run = judgeRun(source, at, token)
    flush(at, at + token.length)
    const left = run.canClose ? closeMarks(run) : token.length
    if (run.canOpen && left > 0) pushMark(run, left)
    out.push(text(token.slice(0, left)))
  }

  /** Wraps what the run closes, innermost first; answers how many of its delimiters are left. */
  function closeMarks(run: DelimiterRun): number {
    let left = run.marks.length
    for (let index = open.length - 1; index >= 0; index--) {
      const mark = open[index]
      // A bracket binds tighter: *a [b* c](…) is a link after a lone star.
      if (!mark?.left) break
      if (!canPair(mark, run)) continue
      while (left > 0 && mark.left > 0) {
        const used = Math.min(2, left, mark.left)
        left -= used
        mark.left -= used
        const children = joinTexts(out.splice(mark.at + 1))
        out[mark.at] = text(mark.marks.slice(0, mark.left))
        push({ type: markedBy(mark, used), children })
      }
      open.length = mark.left ? index + 1 : index
      if (!left) break
    }
    return left
  }

  function openBracket(token: string, at: number): void {
    flush(at, at + token.length)
    pushMark({ marks: token, canClose: false }, 0)
    out.push(text(token))
  }

  function closeBracket(_: string, at: number): void {
    let index = open.length - 1
    while (open[index]?.left) index--
    const mark = open[index]
    if (!mark) return
    DESTINATION.lastIndex = at + 1
    const address = DESTINATION.exec(source)?.[1]
    if (!address) {
      open.splice(index, 1)
      return
    }
    flush(at, DESTINATION.lastIndex)
    open.length = index
    out[mark.at] = text('')
    if (mark.marks === '[') closeLink(mark.at, address)
    else closeImage(mark.at, address)
  }

  function closeLink(start: number, address: string): void {
    const target = linkTarget(address)
    if (!target) return void out.push(text(` (${address})`))
    const label = out.splice(start)
    push(link(target, label, address))
    out.push(...label.flatMap(imagesIn))
    // Links do not nest, and neither does a link within the words of an image.
    open = open.filter((other) => other.left)
  }

  function closeImage(start: number, address: string): void {
    const target = imageTarget(address)
    if (!target) return void out.push(text(` (${address})`))
    push({ type: 'image', ...target, alt: inlineToText(out.splice(start)).trim() })
    open = open.filter((other) => other.marks !== '![')
  }

  function readBare(token: string, at: number): void {
    const { address, target } = readBareLink(token)
    const end = at + address.length
    const width = isMarkup && source[at - 1] === '<' && source[end] === '>' ? 1 : 0
    tokens.lastIndex = end
    if (!target) return
    flush(at - width, end + width)
    push(link(target, [], address))
  }

  function readBreak(_: string, at: number): void {
    flush(at, at + 1)
    push({ type: 'break' })
  }

  const readers: Readonly<Record<string, (token: string, at: number) => void>> = {
    '\\': readEscape,
    '`': readCode,
    '*': readDelimiters,
    _: readDelimiters,
    '~': readDelimiters,
    '!': openBracket,
    '[': openBracket,
    ']': closeBracket,
    '\n': readBreak,
  }

  for (let found = tokens.exec(source); found; found = tokens.exec(source)) {
    const read = (isMarkup && readers[found[0].charAt(0)]) || readBare
    read(found[0], found.index)
    if (budget.nodes < 0) return [text(source)]
  }
  flush(source.length, source.length)
  return joinTexts(out)
}

function markedBy({ marks }: Opener, used: number): Marked['type'] {
  if (marks.startsWith('~')) return 'strike'
  return used > 1 ? 'strong' : 'emphasis'
}
