/** Keeps the note for the next page true: see `loader/mark.ts`. */
import type { Sync } from '@porchlight/sync'
import {
  consentKey,
  detailsKey,
  draftsKey,
  EXPECTING_MS,
  helpedKey,
  markKey,
  mutedKey,
  writeMark,
} from '../loader/mark.ts'

/**
 * Follows the core for as long as it lives. While the store has not been read there is nothing to
 * say, and the note of the last page stays. Who has signed out leaves none.
 */
export function keepMark(sync: Sync, token: string): void {
  function update(): void {
    const { waiting, trouble } = sync.status.get()
    const lastActivity = Math.max(...sync.threads.get().map(lastActivityMs))
    if (trouble === 'signed_out') removeMarks(token)
    else if (waiting > 0) writeMark(markKey(token), 'Infinity')
    else if (Number.isFinite(lastActivity))
      writeMark(markKey(token), String(lastActivity + EXPECTING_MS))
  }
  sync.status.subscribe(update)
  sync.threads.subscribe(update)
  update()
}

/** Leaves no note of the visitor. */
export function removeMarks(token: string): void {
  for (const keyOf of [markKey, consentKey, detailsKey, draftsKey, helpedKey, mutedKey])
    writeMark(keyOf(token), '')
}

function lastActivityMs(thread: { lastMessageAt: string | null; createdAt: string }): number {
  return Date.parse(thread.lastMessageAt ?? thread.createdAt)
}
