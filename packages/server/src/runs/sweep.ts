/** Ends the runs of processes that are no more. Nothing is redone; what was written stays. */
import type { Log } from '../server-options.ts'
import type { Store, Tx } from '../store/store.ts'
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
  readonly log: Log
}

/** One that cannot be ended is logged and left for the next sweep. @returns how many were ended */
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
  let ended = 0
  for (const { id } of dead) {
    try {
      await store.write((tx) => endLost(tx, id))
      ended += 1
    } catch (cause) {
      options.log.error('dead_run_not_ended', { run: id, cause })
    }
  }
  return ended
}

async function endLost(tx: Tx, id: string): Promise<void> {
  const run = await findActiveRun(tx, id)
  if (run !== null) await endRun(tx, run, { outcome: 'lost' })
}
