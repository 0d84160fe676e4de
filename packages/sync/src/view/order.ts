/** What comes first: among threads, and in one. */
import type { Thread } from '@porchlight/protocol'

/** A place in a thread; null is before all. */
export type Order = number | string | null

/** Sorts the thread in which something happened last to the front. */
export function byActivity(a: Thread, b: Thread): number {
  return activityOf(a) < activityOf(b) ? 1 : -1
}

function activityOf(thread: Thread): string {
  return thread.lastMessageAt ?? thread.createdAt
}

/** The later of two places of one thread. */
export function later(a: Order, b: Order): Order {
  if (a === null) return b
  if (b === null) return a
  return a < b ? b : a
}
