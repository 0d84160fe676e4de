/** How far a reply is. */
import { type ClientError, REQUEST_TIMEOUT_MS } from '@porchlight/client'
import type { Draft } from './drafts.ts'

/** To send a text, by whichever tab. */
export type Attempt = Pick<Draft, 'key' | 'isTried' | 'meant'>

/** What may have been posted already, since nobody knows what became of an attempt. */
export type Before = 'nothing' | 'this' | 'a part of this'

/**
 * `held` can still be undone. `unfilled`: it was to be sent with variables in it, and was not. `left`: it
 * was to be sent, and the page went before it was.
 */
export type ReplyState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'unfilled' }
  | { readonly kind: 'held' }
  | { readonly kind: 'left'; readonly before: Before }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly error: ClientError; readonly before: Before }

/** Another tab may hold it, or be sending it for as long as a request takes: before that it is not left. */
export const OTHER_TAB_MS: number = REQUEST_TIMEOUT_MS + 5_000

/** @returns what a draft is that this tab neither holds nor sends */
export function restOf(draft: Attempt, nowMs: number): ReplyState {
  const { meant } = draft
  const isLeft = meant !== null && nowMs > meant.until + OTHER_TAB_MS
  return isLeft ? { kind: 'left', before: beforeOf(draft) } : { kind: 'idle' }
}

/** Two texts that were made one have no key any more. */
export function beforeOf({ key, isTried }: Pick<Draft, 'key' | 'isTried'>): Before {
  if (!isTried) return 'nothing'
  return key === null ? 'a part of this' : 'this'
}
