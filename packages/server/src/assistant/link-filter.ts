/**
 * What an assistant says, without pictures, and with links to allowed places alone: every other one
 * becomes the text that it is. Works on a stream: what may be the begin of a link is held back until
 * it is known where it leads, and nothing else is, so that no reader ever has a link which is taken
 * away again.  [SV174]
 *
 * An address is made text by backslashes, since markdown knows no other way to say that it is none.
 * The tests judge by the parser that the widget and the inbox draw with.
 */
import { linkTarget } from '@porchlight/richtext'

type LinkTarget = NonNullable<ReturnType<typeof linkTarget>>

/** Whether a link may lead there. */
export type IsAllowedTarget = (target: LinkTarget) => boolean

export interface LinkFilter {
  /** @returns what can be said by now, often all of it */
  push(text: string): string
  /** Nothing comes any more. @returns what was held back */
  end(): string
}

/** Nothing that is longer is a link. */
const MAX_HELD = 2_600

/** Invisible letters, by which a text says to machines what people do not see. */
const TAG_CHARACTERS = /[\u{e0000}-\u{e007f}]/gu

/** Where something begins that may be, or may end in, a link. */
const BEGIN = /\\|!?\[|\]|@|<?(?:https?:\/\/|www\.)/gi

/** The begin of a begin, or of a character, at the end of what has come. */
const UNFINISHED = /(?:!|<|<?(?:h|ht|htt|https?|https?:|https?:\/|w{1,3})|[\ud800-\udbff])$/i

const LABEL = String.raw`!?\[((?:[^[\]\n\\]|\\[^\n]){0,400})`
const LINK = new RegExp(
  String.raw`${LABEL}\]\(<?((?:[^\s()<>]|\([^\s()<>]{0,2048}\)){1,2048})>?\)`,
  'y',
)
const UNFINISHED_LINK = new RegExp(String.raw`${LABEL}(?:\\|\]|\]\([^\s]*)?$`, 'y')

/** Ends where the widget's parser ends a bare address. */
const BARE =
  /<?(?:https?:\/\/|www\.)[^\s<>"`[\]\\|\u200e\u200f\u202a-\u202e\u2066-\u2069\u3000-\u303f\uff00-\uff0f]*/iy
const MAIL_HOST = /@[a-z\d-]+(?:\.[a-z\d-]*)*/iy
const REFERENCE = /^[\s>*+\d.-]*!?\[[^\]]*$/

/** @param isAllowed decides when a link is complete */
export function createLinkFilter(isAllowed: IsAllowedTarget): LinkFilter {
  let held = ''
  /** What was said of the line so far: a mark means something else behind some others. */
  let line = ''

  function allows(address: string): boolean {
    const target = linkTarget(address)
    return target !== undefined && isAllowed(target)
  }

  function read(isEnd: boolean): string {
    let said = ''
    let at = 0

    function say(text: string): void {
      if (text === '') return
      const joins =
        (line.endsWith(']') && text[0] === '(') || (line.endsWith('!') && text[0] === '[')
      const apart = joins ? ` ${text}` : text
      said += apart
      line = (line + apart).slice((line + apart).lastIndexOf('\n') + 1).slice(-MAX_HELD)
    }

    /** Says what stands from `at` to there. */
    function pass(end: number, as = held.slice(at, end)): void {
      say(as)
      at = end
    }

    /** Whether more has to come before this can be judged. */
    const mayGoOn = (end: number): boolean =>
      !isEnd && end === held.length && held.length - at < MAX_HELD

    while (at < held.length) {
      BEGIN.lastIndex = at
      const begin = BEGIN.exec(held)
      if (begin === null) {
        const tail = isEnd ? null : UNFINISHED.exec(held.slice(at))
        pass(tail === null ? held.length : at + tail.index)
        break
      }
      pass(begin.index)
      const mark = begin[0]
      const end = at + mark.length
      if (mark === '\\') {
        if (mayGoOn(end)) break
        pass(/[!-/:-@[-`{-~]/.test(held[end] ?? '') ? end + 1 : end)
      } else if (mark.endsWith('[')) {
        const link = matchAt(LINK, held, at)
        if (link !== null) {
          const [whole, label = '', address = ''] = link
          pass(at + whole.length, judgeLink(mark, label, address))
        } else if (matchAt(UNFINISHED_LINK, held, at) !== null && mayGoOn(held.length)) break
        else pass(end)
      } else if (mark === ']') {
        if (mayGoOn(end)) break
        const next = held[end]
        const joins = next === '(' || (next === ':' && REFERENCE.test(line))
        if (joins) pass(end + 1, `]\\${next}`)
        else pass(end)
      } else if (mark === '@') {
        const host = matchAt(MAIL_HOST, held, at)?.[0] ?? mark
        if (mayGoOn(at + host.length)) break
        const isMail = host.includes('.') && /[\w.+-]$/.test(line)
        const address = `mailto:a${host.replace(/\.+$/, '')}`
        // Only the mark is judged: the name behind it may run into another address.
        pass(end, isMail && !allows(address) ? String.raw`\@` : mark)
      } else {
        const bare = matchAt(BARE, held, at)?.[0] ?? mark
        if (mayGoOn(at + bare.length)) break
        pass(at + bare.length, allowsBare(bare) ? bare : toText(bare))
      }
    }
    held = held.slice(at)
    return said
  }

  function allowsBare(bare: string): boolean {
    const address = bare.replace(/^</, '').replace(/[.,;:!?'*_~’”»…)]+$/, '')
    return allows(/^www\./i.test(address) ? `https://${address}` : address)
  }

  /** A picture from an allowed place is a link to it. */
  function judgeLink(mark: string, label: string, address: string): string {
    const words = filterLinks(label, isAllowed)
    // What is no address, as in `a[0](b)`, stays as it was written, and no link.
    if (linkTarget(address) === undefined) return `${mark}${words}]\\(${toText(address)})`
    if (allows(address)) return `[${words.trim() === '' ? 'link' : words}](${address})`
    const text = toText(address)
    const isTold = mark !== '![' && words.trim() === text
    // Apart from what stands before it, which may be an address that it would go on.
    const gap = /[^\s(]$/.test(line) ? ' ' : ''
    return gap + (isTold ? text : `${words} (${text})`.trim())
  }

  return {
    push(text) {
      held = (held + text).replaceAll(TAG_CHARACTERS, '')
      return read(false)
    },
    end: () => read(true),
  }
}

/** The same for a text that is complete. */
export function filterLinks(text: string, isAllowed: IsAllowedTarget): string {
  const filter = createLinkFilter(isAllowed)
  return filter.push(text) + filter.end()
}

/** An address that no reader makes a link of. */
function toText(address: string): string {
  return address
    .replaceAll(/(https?:)\/\//gi, String.raw`$1\//`)
    .replaceAll(/www\./gi, (www) => `${www.slice(0, 3)}\\.`)
    .replaceAll('@', String.raw`\@`)
    .replace(/^</, String.raw`\<`)
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
