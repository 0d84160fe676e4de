/**
 * Claims the runs that transactions have begun, and answers them. It learns of them from the table,
 * so a run begun by a process that died before it could answer is found as well.
 */
import type { AssistantTurn } from '../assistant/assistant.ts'
import { createLoop } from '../one-at-a-time.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { readHistory } from '../thread/read-history.ts'
import { findActiveRun } from './end-run.ts'
import { type AnsweringRun, type RunPorts, runAnswer } from './run-answer.ts'
import type { Claim } from './run-writer.ts'

export interface Runner {
  /** Whether this process answers that run. */
  holds(run: string): boolean
  /** Looks for runs now. */
  wake(): void
  /** Ends all answers as they are, marked incomplete. */
  stop(): Promise<void>
}

/** @returns a runner that sleeps until the first wake-up */
export function createRunner(ports: RunPorts): Runner {
  const { store, log } = ports
  const answering = new Map<string, AnsweringRun & { readonly epoch: number }>()

  async function look(): Promise<void> {
    const active = await store.read(listActive)
    const epochs = new Map(active.map(({ id, epoch }) => [id, epoch]))
    for (const [id, run] of answering) if (epochs.get(id) !== run.epoch) run.stop('gone')
    for (const run of active) if (run.lease_until === null) await answerOrLeave(run.id)
  }

  /** One that cannot be claimed is left for the next look, and holds up no other. */
  async function answerOrLeave(id: string): Promise<void> {
    await answer(id).catch((cause) => log.error('run_not_begun', { run: id, cause }))
  }

  async function answer(id: string): Promise<void> {
    const claimed = await store.write((tx) => claim(tx, id))
    if (claimed === null) return
    const run = runAnswer(ports, claimed.claim, claimed.history)
    answering.set(id, { ...run, epoch: claimed.claim.epoch })
    void run.done.then(() => answering.delete(id))
  }

  const loop = createLoop(look, (cause) => log.error('runner_failed', { cause }))
  const unsubscribe = store.wakeUps.subscribe('runs', loop.wake)
  return {
    holds: (run) => answering.has(run),
    wake: loop.wake,
    async stop() {
      unsubscribe()
      await loop.stop()
      for (const run of answering.values()) run.stop('shut_down')
      await Promise.all([...answering.values()].map((run) => run.done))
    },
  }
}

async function listActive(
  tx: ReadTx,
): Promise<{ id: string; epoch: number; lease_until: number | null }[]> {
  return await tx.db
    .selectFrom('runs')
    .select(['id', 'epoch', 'lease_until'])
    .where('state', '=', 'active')
    .execute()
}

async function claim(
  tx: Tx,
  id: string,
): Promise<{ claim: Claim; history: AssistantTurn[] } | null> {
  const run = await findActiveRun(tx, id)
  if (run === null || run.lease_until !== null) return null
  const epoch = run.epoch + 1
  await tx.db
    .updateTable('runs')
    .set({ epoch, lease_until: tx.now + tx.policy.runLeaseMs })
    .where('id', '=', id)
    .execute()
  const history = await readHistory(tx, run.conversation_id)
  return {
    claim: { run: id, project: run.project_id, conversation: run.conversation_id, epoch },
    history,
  }
}
