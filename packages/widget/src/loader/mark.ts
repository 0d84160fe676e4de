/**
 * A note in localStorage from one page to the next, so that the launcher need not open a database
 * to know that there is nothing to do: `pending` (messages wait here) or `expecting:<ms>` (an
 * answer may come until that time, in milliseconds since 1970).
 */

/** The place of the note. The token is in it: two chats on one origin share the storage. */
export function markKey(token: string): string {
  return `porchlight:${token}`
}

/** The place of texts that were begun: beside the note, so that they go with it. */
export function draftsKey(token: string): string {
  return `${markKey(token)}:drafts`
}

/** The place of what the visitor has told of themselves. */
export function detailsKey(token: string): string {
  return `${markKey(token)}:details`
}

/** How long after the last activity of a conversation an answer is looked for. */
export const EXPECTING_MS: number = 7 * 24 * 60 * 60 * 1_000

/** Whether the core should be loaded without waiting for the visitor. Never throws. */
export function hasWork(token: string, nowMs: number): boolean {
  try {
    const mark = localStorage.getItem(markKey(token)) ?? ''
    const [kind, until] = mark.split(':')
    return kind === 'pending' || (kind === 'expecting' && Number(until) > nowMs)
  } catch {
    return false
  }
}

/** Leaves the note. A page that may not store goes without. Never throws. */
export function writeMark(token: string, mark: string): void {
  try {
    localStorage.setItem(markKey(token), mark)
  } catch {
    // Storage is off: the core says so where the visitor can read it.
  }
}
