/**
 * The tree that every message becomes before it is drawn.
 *
 * The union is closed: what has no node here cannot appear on a page. There is no raw HTML and no
 * attribute, only strings, and the address of a link or an image was decided by `linkTarget`.
 */

/** A parsed message. */
export interface Root {
  readonly type: 'root'
  readonly children: readonly Block[]
}

/** What stands on lines of its own. */
export type Block = Paragraph | Heading | List | CodeBlock | Quote | Rule | Table

/** What stands within a line. */
export type Inline = Text | Marked | Code | Link | Image | Break

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

/** A list. */
export interface List {
  readonly type: 'list'
  readonly ordered: boolean
  /** Number of the first item, 0 to 999,999,999; always 1 when the list is not ordered. */
  readonly start: number
  readonly items: readonly ListItem[]
}

/** A sequence of blocks, possibly empty. */
export interface ListItem {
  /** Whether the box before it is ticked; null where there is no box. */
  readonly isDone: boolean | null
  readonly children: readonly Block[]
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

/** Rows of cells. Rows may differ in length: draw what is there. */
export interface Table {
  readonly type: 'table'
  /** At least one. */
  readonly rows: readonly (readonly TableCell[])[]
}

/** One cell. */
export interface TableCell {
  /** Names its column when it is in the first row, otherwise its row. */
  readonly isHeader: boolean
  /** Null where nobody said: as the text runs. */
  readonly align: 'start' | 'center' | 'end' | null
  /** Possibly empty. */
  readonly children: readonly Block[]
}

/** Characters to be shown as they are. May contain `\n` where a budget ran out: draw it `pre-wrap`. */
export interface Text {
  readonly type: 'text'
  readonly text: string
}

/** Words with a mark: important, stressed, struck out, or underlined, which markdown does not know. */
export interface Marked {
  readonly type: 'strong' | 'emphasis' | 'strike' | 'underline'
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

/** A picture. Drawn only when a reader asks for it: to fetch it tells its host who reads, and when. */
export interface Image extends LinkTarget {
  readonly type: 'image'
  readonly kind: 'web'
  /** What it shows, in words; may be empty. */
  readonly alt: string
}

/** A link. It holds no other link and no image, and at least one child with text. */
export interface Link extends LinkTarget {
  readonly type: 'link'
  /** Whether the visible text itself names `host`. Where it does not, the renderer shows the host beside it. */
  readonly isHostInText: boolean
  readonly children: readonly Inline[]
}
