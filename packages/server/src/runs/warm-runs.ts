/**
 * Runs that wait for a message: a row with a lease and a place in the pool of their project. The
 * next message of their conversation is answered by them.
 */
import { lockProject } from '../auth/lock-project.ts'
import type { RunRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import type { Thread } from '../thread/thread.ts'
import { insertRun } from './run-rows.ts'

/** The run of a conversation that waits; null when there is none. */
export async function findWarmRun(tx: ReadTx, conversation: string): Promise<RunRow | null> {
  const run = await tx.db
    .selectFrom('runs')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'warm')
    .executeTakeFirst()
  return run ?? null
}

/**
 * Whether one more may wait. What this says holds until the transaction ends: others who ask wait
 * for it, so take the place, or end.
 */
export async function hasWarmPlace(tx: Tx, project: number): Promise<boolean> {
  // The row of the project is the lock of its pool.
  await lockProject(tx, project)
  const { count } = await tx.db
    .selectFrom('runs')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'warm')
    .where('project_id', '=', project)
    .executeTakeFirstOrThrow()
  return Number(count) < tx.policy.maxWarmRuns
}

/** Takes a place in the pool. @returns the id of the run */
export async function warmRun(tx: Tx, thread: Thread): Promise<string> {
  const leaseUntil = tx.now + tx.policy.warmRunMs
  return await insertRun(tx, thread, { state: 'warm', leaseUntil })
}

/** Lets a warm run wait once more for as long. */
export async function renewWarmRun(tx: Tx, run: RunRow): Promise<void> {
  await tx.db
    .updateTable('runs')
    .set({ lease_until: tx.now + tx.policy.warmRunMs, warmed_by: tx.policy.node })
    .where('id', '=', run.id)
    .execute()
}

/** Makes the warm run of a thread its active one, unclaimed. @returns its id, or null */
export async function takeWarmRun(tx: Tx, { conversation }: Thread): Promise<string | null> {
  // In one step, since whoever gives up old ones holds no lock of the thread.
  const run = await tx.db
    .updateTable('runs')
    .set({
      state: 'active',
      base_seq: conversation.last_seq,
      lease_until: null,
      warmed_by: null,
      begun_at: tx.now,
    })
    .where('conversation_id', '=', conversation.id)
    .where('state', '=', 'warm')
    .returning('id')
    .executeTakeFirst()
  return run?.id ?? null
}

/** Gives up the warm run of a thread, if there is one. */
export async function dropWarmRun(tx: Tx, conversation: string): Promise<void> {
  await end(tx).where('conversation_id', '=', conversation).execute()
}

/** Gives up those whose time is over. */
export async function expireWarmRuns(tx: Tx): Promise<void> {
  await end(tx).where('lease_until', '<=', tx.now).execute()
}

/** Gives up those of this process, or all there are: nobody would come back to them. */
export async function releaseWarmRuns(tx: Tx, whose: 'own' | 'all'): Promise<void> {
  const all = end(tx)
  await (whose === 'all' ? all : all.where('warmed_by', '=', tx.policy.node)).execute()
}

function end(tx: Tx) {
  return tx.db
    .updateTable('runs')
    .set({ state: 'ended', outcome: 'unused', ended_at: tx.now, lease_until: null })
    .where('state', '=', 'warm')
}
