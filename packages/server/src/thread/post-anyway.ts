/** A visitor's message through a client that knows no queue and no 409: it is posted, always. */
import { beginRun } from '../runs/begin-run.ts'
import type { MessageRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { postMessage } from './post-message.ts'
import { postQueued } from './queue.ts'
import { saveThread, type TicketThread } from './thread.ts'

/**
 * Posts it behind everything that waits in the queue, and saves the thread. An answer that is being
 * written goes on; the end of its run finds the question and begins the next one.
 *
 * As published, the ticket keeps its status: only a client of ours opens a resolved one again.
 */
export async function postAnyway(
  tx: Tx,
  thread: TicketThread,
  content: string,
): Promise<MessageRow> {
  await postQueued(tx, thread)
  const { status } = thread.ticket
  const row = await postMessage(tx, thread, { id: tx.createId(), author: 'visitor', content })
  thread.ticket.status = status
  await beginRun(tx, thread)
  saveThread(tx, thread)
  return row
}
