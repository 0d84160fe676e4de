/** A thread goes: for its visitor, for the team, and for whoever is reading it. */
import { endRun, findActiveRun } from '../runs/end-run.ts'
import type { Tx } from '../store/store.ts'
import { clearQueue } from './queue.ts'
import { saveThread, type Thread } from './thread.ts'

/**
 * Marks it as deleted, its ticket with it. What waits is withdrawn, the answer that is being written
 * ends, streams of it end, and from then on it is answered as what never was. The rows stay.
 */
export async function deleteThread(tx: Tx, thread: Thread): Promise<void> {
  const { conversation } = thread
  // The queue before the answer: its end would post what waits.
  await clearQueue(tx, thread)
  const run = conversation.run_id === null ? null : await findActiveRun(tx, conversation.run_id)
  conversation.mode = 'people'
  if (run !== null) await endRun(tx, thread, run, { outcome: 'canceled' })
  conversation.deleted_at = tx.now
  if (thread.ticket !== null) thread.ticket.snoozed_until = null
  await saveThread(tx, thread)
}
