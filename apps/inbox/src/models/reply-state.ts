/** How far a reply is. */
import type { ClientError } from '@porchlight/client'
import type { Draft } from './drafts.ts'

/**
 * `held` can still be undone. `unfilled`: it was to be sent with variables in it, and was not. `left`: it
 * was to be sent, and the page went before it was; if it had been tried, nobody knows whether it was.
 */
export type ReplyState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'unfilled' }
  | { readonly kind: 'held' }
  | { readonly kind: 'left'; readonly isTried: boolean }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly error: ClientError }

/** Another tab may hold it, or be sending it: before that it is not left. */
export const OTHER_TAB_MS = 20_000

/** @returns what a draft is that this tab neither holds nor sends */
export function restOf(draft: Pick<Draft, 'meant' | 'isTried'>, nowMs: number): ReplyState {
  const { meant, isTried } = draft
  const isLeft = meant !== null && nowMs > meant.until + OTHER_TAB_MS
  return isLeft ? { kind: 'left', isTried } : { kind: 'idle' }
}
