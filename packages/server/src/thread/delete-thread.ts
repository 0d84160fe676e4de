/** A thread goes: for its visitor, for the team, and for whoever is reading it. */
import { endRun, findActiveRun } from '../runs/end-run.ts'
import { dropWarmRun } from '../runs/warm-runs.ts'
import type { Tx } from '../store/store.ts'
import { changeMessage } from './message-rows.ts'
import { listQueued } from './queue.ts'
import { saveThread, type Thread } from './thread.ts'

/**
 * Marks it as deleted, its ticket with it. What waits is withdrawn, the answer that is being written
 * ends, streams of it end, and from then on it is answered as what never was. The rows stay.
 */
export async function deleteThread(tx: Tx, thread: Thread): Promise<void> {
  const { conversation } = thread
  // First of all: in a thread that is gone, the end of a run begins nothing.
  conversation.deleted_at = tx.now
  conversation.updated_at = tx.now
  conversation.drain_at = null
  if (thread.ticket !== null) thread.ticket.snoozed_until = null
  for (const row of await listQueued(tx, conversation.id)) {
    changeMessage(tx, thread, row, { state: 'withdrawn' })
  }
  await dropWarmRun(tx, conversation.id)
  const run = conversation.run_id === null ? null : await findActiveRun(tx, conversation.run_id)
  if (run === null) saveThread(tx, thread)
  else await endRun(tx, thread, run, { outcome: 'canceled' })
}
