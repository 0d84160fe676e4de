/** Keeps the note for the next page true: see `loader/mark.ts`. */
import type { Sync } from '@porchlight/sync'
import { EXPECTING_MS, writeMark } from '../loader/mark.ts'

/**
 * Follows the core for as long as it lives. While the store has not been read there is nothing to
 * say, and the note of the last page stays.
 */
export function keepMark(sync: Sync, token: string): void {
  function update(): void {
    const { waiting } = sync.status.get()
    const lastActivity = Math.max(...sync.threads.get().map(lastActivityMs))
    if (waiting > 0) writeMark(token, 'pending')
    else if (Number.isFinite(lastActivity))
      writeMark(token, `expecting:${lastActivity + EXPECTING_MS}`)
  }
  sync.status.subscribe(update)
  sync.threads.subscribe(update)
  update()
}

function lastActivityMs(thread: { lastMessageAt: string | null; createdAt: string }): number {
  return Date.parse(thread.lastMessageAt ?? thread.createdAt)
}
