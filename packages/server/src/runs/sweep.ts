/** Ends the runs of processes that are no more. Nothing is redone; what was written stays. */
import type { Clock } from '@porchlight/protocol'
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

/** A run that was seen alive, until its lease has not been renewed for the time of a lease. */
interface Countdown {
  readonly leaseUntil: number
  readonly isOver: () => boolean
  readonly stop: () => void
}

interface ActiveRun {
  readonly id: string
  readonly conversation_id: string
  readonly lease_until: number | null
}

/**
 * The lease that another process wrote is never compared with a clock of ours, which may be off by
 * more than a lease: a run is dead when its lease has stayed the same for as long as a lease lasts,
 * counted here.
 */
export function createSweeper({
  store,
  clock,
  log,
  isHeld,
  hasRunner,
  runLeaseMs,
}: SweeperPorts): Sweeper {
  const countdowns = new Map<string, Countdown>()

  function isDead(run: ActiveRun, isSoleProcess: boolean): boolean {
    if (isHeld(run.id)) return false
    if (run.lease_until === null) return !hasRunner
    return isSoleProcess || countDown(run.id, run.lease_until).isOver()
  }

  function countDown(run: string, leaseUntil: number): Countdown {
    const known = countdowns.get(run)
    if (known?.leaseUntil === leaseUntil) return known
    forget(run)
    let isOver = false
    const stop = clock.setTimeout(() => {
      isOver = true
    }, runLeaseMs)
    const countdown = { leaseUntil, isOver: () => isOver, stop }
    countdowns.set(run, countdown)
    return countdown
  }

  function forget(run: string): void {
    countdowns.get(run)?.stop()
    countdowns.delete(run)
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
      const ids = new Set(active.map(({ id }) => id))
      for (const id of countdowns.keys()) if (!ids.has(id)) forget(id)
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
    close() {
      for (const run of countdowns.keys()) forget(run)
    },
  }
}

/** Unless it was renewed since it was looked at. */
async function endLost(tx: Tx, { id, conversation_id, lease_until }: ActiveRun): Promise<void> {
  const thread = await loadThread(tx, conversation_id)
  const run = await findActiveRun(tx, id)
  if (thread === null || run?.lease_until !== lease_until) return
  await endRun(tx, thread, run, { outcome: 'lost' })
}
