/** Starts the assistant over what is posted. Only the server does, and never twice at a time. */
import type { Tx } from '../store/store.ts'
import type { Thread } from '../thread/thread.ts'

/**
 * Writes an unclaimed run, unless people answer here, there is no assistant, or one is on. A runner
 * claims it after the commit. The thread still has to be saved.
 */
export async function beginRun(tx: Tx, thread: Thread): Promise<void> {
  const { conversation } = thread
  const isAnswerable = tx.policy.hasAssistant && conversation.mode === 'assistant'
  if (!isAnswerable || conversation.run_id !== null) return
  const id = tx.createId()
  await tx.db
    .insertInto('runs')
    .values({
      id,
      project_id: conversation.project_id,
      conversation_id: conversation.id,
      answer_id: tx.createId(),
      state: 'active',
      outcome: null,
      base_seq: conversation.last_seq,
      epoch: 0,
      lease_until: null,
      created_at: tx.now,
      ended_at: null,
    })
    .execute()
  conversation.run_id = id
  if (thread.ticket !== null) thread.ticket.ai_triage_result = 'in_progress'
  tx.wake('runs')
}
