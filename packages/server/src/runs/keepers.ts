/** What runs without being asked: answers, drains, and the clearing away of what is over. */
import type { Clock } from '@porchlight/protocol'
import type { Assistant } from '../assistant/assistant.ts'
import type { Log } from '../server-options.ts'
import { keepHouse } from '../store/housekeeping.ts'
import type { Store } from '../store/store.ts'
import { createDrainer } from '../thread/drainer.ts'
import { createRunner, type Runner } from './runner.ts'
import { endDeadRuns } from './sweep.ts'

export interface Keepers {
  /** Ends answers as they are. Nothing is written any more once this resolves. */
  stop(): Promise<void>
}

export interface KeeperPorts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly assistant: Assistant | null
}

export const SWEEP_INTERVAL_MS = 60_000

/**
 * Ends what a dead process has left, then starts. Nothing that goes wrong in a sweep ends it, or
 * keeps a server from starting: it is logged, and the next sweep tries again.
 */
export async function startKeepers(ports: KeeperPorts): Promise<Keepers> {
  const { store, clock, log, assistant } = ports
  const runner = assistant === null ? null : createRunner({ store, clock, log, assistant })
  const drainer = createDrainer({ store, clock, log })

  async function sweep({ isStart }: { isStart: boolean }): Promise<void> {
    await endDead(ports, runner, isStart).catch((cause) => log.error('sweep_failed', { cause }))
    await store.write(keepHouse).catch((cause) => log.error('housekeeping_failed', { cause }))
    // Also when nothing asked for it: the look that was asked for may have failed.
    runner?.wake()
    drainer.wake()
  }

  let stopTimer = (): void => {}
  let underWay = sweep({ isStart: true })
  function sweepLater(): void {
    stopTimer = clock.setTimeout(() => {
      underWay = underWay.then(() => sweep({ isStart: false }))
      sweepLater()
    }, SWEEP_INTERVAL_MS)
  }
  await underWay
  sweepLater()

  return {
    async stop() {
      stopTimer()
      await underWay
      await drainer.stop()
      await runner?.stop()
    },
  }
}

async function endDead(
  { store, log }: KeeperPorts,
  runner: Runner | null,
  isStart: boolean,
): Promise<void> {
  const ended = await endDeadRuns(store, {
    isHeld: (run) => runner?.holds(run) === true,
    // SQLite has one server process, so what was active before our start belongs to nobody.
    isSoleProcess: isStart,
    hasRunner: runner !== null,
    log,
  })
  if (ended > 0) log.info('dead_runs_ended', { count: ended })
}
