/** Ends the runs of processes that are no more. Nothing is redone; what was written stays. */
import type { Store } from '../store/store.ts'
import { endRun, findActiveRun } from './end-run.ts'

export interface SweepOptions {
  /** Runs that this very process answers are alive, whatever their lease says. */
  isHeld(run: string): boolean
  /**
   * Also those whose lease has not run out: right after the start of a process that is the only one
   * on its database. Should there be another after all, its epoch is over and it can write nothing.
   */
  readonly isSoleProcess: boolean
  /** Runs nobody has claimed are left for a runner, when there is one. */
  readonly hasRunner: boolean
}

/** @returns how many were ended */
export async function endDeadRuns(store: Store, options: SweepOptions): Promise<number> {
  const dead = await store.read(async (tx) => {
    const active = await tx.db
      .selectFrom('runs')
      .select(['id', 'lease_until'])
      .where('state', '=', 'active')
      .execute()
    return active.filter(({ id, lease_until }) => {
      if (options.isHeld(id)) return false
      if (lease_until === null) return !options.hasRunner
      return options.isSoleProcess || lease_until < tx.now
    })
  })
  for (const { id } of dead) {
    await store.write(async (tx) => {
      const run = await findActiveRun(tx, id)
      if (run !== null) await endRun(tx, run, { outcome: 'lost' })
    })
  }
  return dead.length
}
