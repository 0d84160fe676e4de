/** Rows of runs: how they come to be. */
import type { RunRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import type { Thread } from '../thread/thread.ts'

/** Inserts a run that nobody has claimed. @returns its id */
export async function insertRun(
  tx: Tx,
  { conversation }: Thread,
  how: { state: 'active' } | { state: 'warm'; leaseUntil: number },
): Promise<string> {
  const isWarm = how.state === 'warm'
  const run: RunRow = {
    id: tx.createId(),
    project_id: conversation.project_id,
    conversation_id: conversation.id,
    answer_id: tx.createId(),
    state: how.state,
    outcome: null,
    base_seq: conversation.last_seq,
    epoch: 0,
    lease_until: isWarm ? how.leaseUntil : null,
    warmed_by: isWarm ? tx.policy.node : null,
    created_at: tx.now,
    begun_at: isWarm ? null : tx.now,
    ended_at: null,
  }
  await tx.db.insertInto('runs').values(run).execute()
  return run.id
}
