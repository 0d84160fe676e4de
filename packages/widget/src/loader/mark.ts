/**
 * A note in localStorage from one page to the next, so that the launcher need not open a database
 * to know that there is nothing to do: until when there may be, in milliseconds since 1970. While
 * messages wait here it is `Infinity`.
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

/** The place of the visitor's yes. */
export function consentKey(token: string): string {
  return `${markKey(token)}:consent`
}

/** The place of the visitor's wish for silence. */
export function mutedKey(token: string): string {
  return `${markKey(token)}:muted`
}

/** The place of answers that have helped, by conversation. */
export function helpedKey(token: string): string {
  return `${markKey(token)}:helped`
}

/** How long after the last activity of a conversation an answer is looked for. */
export const EXPECTING_MS: number = 7 * 24 * 60 * 60 * 1_000

/** What stands at a place; empty where nothing does or nothing may. Never throws. */
export function readMark(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

/**
 * Whether an earlier page has left something to do, so that the core should be loaded without waiting
 * for the visitor. Never rejects. The first look into localStorage holds the page up, and most
 * visitors have no database here: that is known without.
 */
export async function findWork(token: string): Promise<boolean> {
  try {
    if ((await indexedDB.databases()).length === 0) return false
  } catch {
    // An older browser cannot tell, and not every page may ask.
  }
  return Number(readMark(markKey(token))) > Date.now()
}

/** Leaves a note, or takes it away where it is empty. Without storage there is none. Never throws. */
export function writeMark(key: string, mark: string): void {
  try {
    if (mark === '') localStorage.removeItem(key)
    else localStorage.setItem(key, mark)
  } catch {
    // Storage is off: the core says so where the visitor can read it.
  }
}
