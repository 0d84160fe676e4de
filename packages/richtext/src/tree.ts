/**
 * The tree that every message becomes before it is drawn.
 *
 * The union is closed: what has no node here cannot appear on a page. There is no image, no raw
 * HTML and no attribute, only strings, and a link's address was decided by `linkTarget`.
 */

/** A parsed message. */
export interface Root {
  readonly type: 'root'
  readonly children: readonly Block[]
}

/** What stands on lines of its own. */
export type Block = Paragraph | Heading | List | CodeBlock | Quote | Rule

/** What stands within a line. */
export type Inline = Text | Strong | Emphasis | Code | Link | Break

/** Running text. */
export interface Paragraph {
  readonly type: 'paragraph'
  readonly children: readonly Inline[]
}

/** The number of `#` signs. Inside a chat the renderer may map it to other levels of the page. */
export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6

/** A title line. */
export interface Heading {
  readonly type: 'heading'
  readonly level: HeadingLevel
  readonly children: readonly Inline[]
}

/** A list; each item is a sequence of blocks, possibly empty. */
export interface List {
  readonly type: 'list'
  readonly ordered: boolean
  /** Number of the first item, 0 to 999,999,999; always 1 when the list is not ordered. */
  readonly start: number
  readonly items: readonly (readonly Block[])[]
}

/** Preformatted lines, from a fence that may still be open while an answer streams. */
export interface CodeBlock {
  readonly type: 'codeBlock'
  /** One word such as `js` or `c++`, of letters, digits and `+ # . _ -`; empty when none was given. */
  readonly lang: string
  /** Lines joined by `\n`, without a final one. */
  readonly text: string
}

/** Somebody else's words. */
export interface Quote {
  readonly type: 'quote'
  readonly children: readonly Block[]
}

/** A line across. */
export interface Rule {
  readonly type: 'rule'
}

/** Characters to be shown as they are. May contain `\n` where a budget ran out: draw it `pre-wrap`. */
export interface Text {
  readonly type: 'text'
  readonly text: string
}

/** Important words. */
export interface Strong {
  readonly type: 'strong'
  readonly children: readonly Inline[]
}

/** Stressed words. */
export interface Emphasis {
  readonly type: 'emphasis'
  readonly children: readonly Inline[]
}

/** A few characters of code. */
export interface Code {
  readonly type: 'code'
  readonly text: string
}

/** A line break inside a paragraph. */
export interface Break {
  readonly type: 'break'
}

/** Where a link leads. Made by `linkTarget` only. */
export interface LinkTarget {
  /** Absolute and normalised: `http:`, `https:`, `mailto:` with one bare address, or `tel:`. */
  readonly href: string
  /** Host in punycode, with a port that is not the default; the domain of a mail address; empty for a phone. */
  readonly host: string
  readonly kind: 'web' | 'mail' | 'phone'
}

/** A link. It holds no other link, and at least one child with text. */
export interface Link extends LinkTarget {
  readonly type: 'link'
  /** Whether the visible text itself names `host`. Where it does not, the renderer shows the host beside it. */
  readonly isHostInText: boolean
  readonly children: readonly Inline[]
}
