/** Starts the assistant over what is posted. Only the server does, and never twice at a time. */
import type { ReadTx, Tx } from '../store/store.ts'
import type { Thread } from '../thread/thread.ts'
import { insertRun } from './run-rows.ts'
import { takeWarmRun } from './warm-runs.ts'

/**
 * Begins a run, the warm one when there is one, unless people answer here, there is no assistant, or one is on. A runner
 * claims it after the commit. The thread still has to be saved.
 */
export async function beginRun(tx: Tx, thread: Thread): Promise<void> {
  const { conversation } = thread
  if (!isAnswerable(tx, thread) || conversation.run_id !== null) return
  conversation.run_id =
    (await takeWarmRun(tx, thread)) ?? (await insertRun(tx, thread, { state: 'active' }))
  if (thread.ticket !== null) thread.ticket.ai_triage_result = 'in_progress'
  tx.wake('runs')
}

/** Whether an assistant would answer a message now. */
export function isAnswerable(tx: ReadTx, { conversation }: Thread): boolean {
  if (conversation.deleted_at !== null) return false
  return tx.policy.hasAssistant && conversation.mode === 'assistant'
}
