/** Ends the runs of processes that are no more. Nothing is redone; what was written stays. */
import type { Clock } from '@porchlight/protocol'
import { createCountdowns } from '../countdowns.ts'
import type { Log } from '../server-options.ts'
import type { Store, Tx } from '../store/store.ts'
import { loadThread } from '../thread/thread.ts'
import { endRun, findActiveRun } from './end-run.ts'

export interface SweeperPorts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** Runs that this very process answers are alive, whatever their lease says. */
  isHeld(run: string): boolean
  /** Runs nobody has claimed are left for a runner, when there is one. */
  readonly hasRunner: boolean
  readonly runLeaseMs: number
}

export interface Sweeper {
  /**
   * Looks at the runs there are, and ends the dead ones. One that cannot be ended is logged and
   * left for the next look. @returns how many were ended
   *
   * @param isSoleProcess also those whose lease has not run out: right after the start of a process
   * that is the only one on its database. Should there be another after all, its epoch is over and
   * it can write nothing.
   */
  look(options: { isSoleProcess: boolean }): Promise<number>
  /** Stops counting. */
  close(): void
}

interface ActiveRun {
  readonly id: string
  readonly conversation_id: string
  readonly lease_until: number | null
}

/** @returns a sweeper that has seen nothing yet */
export function createSweeper({
  store,
  clock,
  log,
  isHeld,
  hasRunner,
  runLeaseMs,
}: SweeperPorts): Sweeper {
  const countdowns = createCountdowns<string>(clock, { leaseMs: runLeaseMs })

  function isDead(run: ActiveRun, isSoleProcess: boolean): boolean {
    if (isHeld(run.id)) return false
    if (run.lease_until === null) return !hasRunner
    return isSoleProcess || countdowns.isOver({ id: run.id, leaseUntil: run.lease_until })
  }

  return {
    async look({ isSoleProcess }) {
      const active: ActiveRun[] = await store.read((tx) =>
        tx.db
          .selectFrom('runs')
          .select(['id', 'conversation_id', 'lease_until'])
          .where('state', '=', 'active')
          .execute(),
      )
      countdowns.keep(new Set(active.map(({ id }) => id)))
      let ended = 0
      for (const run of active.filter((candidate) => isDead(candidate, isSoleProcess))) {
        try {
          await store.write((tx) => endLost(tx, run))
          ended += 1
        } catch (cause) {
          log.error('dead_run_not_ended', { run: run.id, cause })
        }
      }
      return ended
    },
    close: countdowns.close,
  }
}

/** Unless it was renewed since it was looked at. */
async function endLost(tx: Tx, { id, conversation_id, lease_until }: ActiveRun): Promise<void> {
  const thread = await loadThread(tx, conversation_id)
  const run = await findActiveRun(tx, id)
  if (thread === null || run?.lease_until !== lease_until) return
  await endRun(tx, thread, run, { outcome: 'lost' })
}
