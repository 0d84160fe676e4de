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

/** Ends what a dead process has left, then starts. Resolves when the store is in order. */
export async function startKeepers(ports: KeeperPorts): Promise<Keepers> {
  const { store, clock, log, assistant } = ports
  const runner = assistant === null ? null : createRunner({ store, clock, log, assistant })
  const drainer = createDrainer({ store, clock, log })
  await sweep(ports, runner, true)
  runner?.wake()
  drainer.wake()

  let stopTimer = (): void => {}
  let underWay: Promise<void> = Promise.resolve()
  function sweepLater(): void {
    stopTimer = clock.setTimeout(() => {
      underWay = sweep(ports, runner, false).catch((cause) => log.error('sweep_failed', { cause }))
      sweepLater()
    }, SWEEP_INTERVAL_MS)
  }
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

async function sweep(
  { store, log }: KeeperPorts,
  runner: Runner | null,
  isStart: boolean,
): Promise<void> {
  const ended = await endDeadRuns(store, {
    isHeld: (run) => runner?.holds(run) === true,
    // SQLite has one server process, so what was active before our start belongs to nobody.
    isSoleProcess: isStart,
    hasRunner: runner !== null,
  })
  if (ended > 0) log.info('dead_runs_ended', { count: ended })
  await store.write(keepHouse)
}
