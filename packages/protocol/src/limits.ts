/**
 * Every limit that both sides must agree on, in one place. The server refuses what is longer with a
 * 400 that names the field; the client refuses the same before anything leaves the composer.
 */

/** Longest message of a visitor, in characters (code points), by any endpoint. */
export const MESSAGE_MAX_CHARACTERS = 10_000

/** Longest content an API key may send to `POST conversations/` and the queue. */
export const CONVERSATION_CONTENT_MAX_CHARACTERS = 40_000

/** Longest public reply or private note of the team. */
export const REPLY_MAX_CHARACTERS = 5_000

/** Longest comment beside a rating. */
export const RATING_COMMENT_MAX_CHARACTERS = 2_000

/** The editor's document beside a reply or note, as JSON. */
export const RICH_CONTENT_MAX_CHARACTERS = 100_000

/** Rows that may wait in the server's queue of one conversation, unless configured otherwise. */
export const MAX_QUEUE_MESSAGES = 20

/** The title of a thread: the first characters of its first message. */
export const TITLE_MAX_CHARACTERS = 80

/** The preview of the last message in lists. */
export const LAST_MESSAGE_TEXT_MAX_CHARACTERS = 500

/** Messages in one page of a thread, newest first. */
export const PAGE_SIZE = 50

/** Traits kept of `anonymous_traits`: more entries, longer keys and nested values are dropped. */
export const TRAITS_LIMITS = {
  entries: 50,
  keyCharacters: 200,
  valueCharacters: 500,
} as const

/** Entries kept of `session_context`. */
export const CONTEXT_LIMITS = {
  entries: 20,
  keyCharacters: 100,
  valueCharacters: 2_000,
} as const

/**
 * Length of a text as the limits above count it: in code points, as the published API does. A
 * family emoji of seven code points counts as seven.
 */
export function countCharacters(text: string): number {
  let count = 0
  for (const _character of text) count++
  return count
}

/**
 * What can be seen of a text, for a pattern: not white space, not a control or format character such
 * as zero-width ones, not one of the letters that are drawn as nothing.
 */
export const VISIBLE_CHARACTER = '[^\\s\\p{Cc}\\p{Cf}\\u115F\\u1160\\u2800\\u3164\\uFFA0]'

const visible: RegExp = new RegExp(VISIBLE_CHARACTER, 'u')

/** Whether nobody would see anything of this text. Both sides refuse it, by this very function. */
export function isBlank(text: string): boolean {
  return !visible.test(text)
}
