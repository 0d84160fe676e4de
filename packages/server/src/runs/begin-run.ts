/** Starts the assistant over what is posted. Only the server does, and never twice at a time. */
import type { ReadTx, Tx } from '../store/store.ts'
import type { Thread } from '../thread/thread.ts'
import { isQuotaExhausted } from './answers-quota.ts'
import { handOver } from './hand-over.ts'
import { findHandOverRule } from './hand-over-rules.ts'
import { insertRun } from './run-rows.ts'
import { takeWarmRun } from './warm-runs.ts'

/**
 * Begins a run, the warm one when there is one, unless people answer here, there is no assistant, or
 * one is on. By a rule of the project, and beyond the quota, people answer from here on. A runner claims it after the commit. The
 * thread still has to be saved.
 */
export async function beginRun(tx: Tx, thread: Thread): Promise<void> {
  const { conversation } = thread
  if (!isAnswerable(tx, thread) || conversation.run_id !== null) return
  const rule = await findHandOverRule(tx, thread)
  if (rule !== null) return handOver(tx, thread, rule)
  if (await isQuotaExhausted(tx, conversation.project_id)) return goWithoutAnswer(tx, thread)
  conversation.run_id =
    (await takeWarmRun(tx, thread)) ?? (await insertRun(tx, thread, { state: 'active' }))
  if (thread.ticket !== null) thread.ticket.ai_triage_result = 'in_progress'
  tx.wake('runs')
}

/** Without a ticket nobody else would answer: it waits for the next message, and the next month. */
function goWithoutAnswer(tx: Tx, thread: Thread): void {
  if (thread.ticket !== null) handOver(tx, thread, 'quota')
  tx.count({
    what: 'quota_met',
    outcome: thread.ticket === null ? 'left_unanswered' : 'handed_over',
  })
}

/** Whether an assistant would answer a message now. */
export function isAnswerable(tx: ReadTx, { conversation }: Thread): boolean {
  if (conversation.deleted_at !== null) return false
  return tx.policy.hasAssistant && conversation.mode === 'assistant'
}
