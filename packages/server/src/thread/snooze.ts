/** A ticket that is put aside until a time, and comes back by itself. */
import type { TicketRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { loadThread, saveQuietly, saveThread } from './thread.ts'

/**
 * Puts it aside, changes until when, or takes it back. Unless the request names a status, the first
 * puts it on hold and the last opens it. The thread still has to be saved.
 */
export function snooze(
  tx: Tx,
  ticket: TicketRow,
  { until, keepsStatus }: { until: number | null; keepsStatus: boolean },
): void {
  const before = ticket.snoozed_until
  ticket.snoozed_until = until
  if (until !== null) tx.wake('snoozes')
  if (keepsStatus || (before === null) === (until === null)) return
  ticket.status = until === null ? 'open' : 'on_hold'
}

/**
 * Brings a ticket back whose time has come. Safe to repeat, and for several nodes to try at once:
 * the thread is locked, and whoever comes second finds nothing to do.
 */
export async function wakeUp(tx: Tx, conversation: string): Promise<void> {
  const thread = await loadThread(tx, conversation)
  const ticket = thread?.ticket
  if (thread === null || ticket == null) return
  if (ticket.snoozed_until === null || ticket.snoozed_until > tx.now) return
  ticket.snoozed_until = null
  if (thread.conversation.deleted_at !== null) return saveQuietly(tx, thread)
  // Somebody who has given it another status meanwhile has had a look at it, and knows better.
  if (ticket.status === 'on_hold') ticket.status = 'open'
  ticket.updated_at = tx.now
  saveThread(tx, thread)
}
