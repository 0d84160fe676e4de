/**
 * One tab leads: it alone sends and listens. The lock is asked for without "if available", so the
 * next tab already stands in line when the leader's tab closes or crashes.
 */
import type { Locks, PageSignals } from '../ports.ts'
import type { Database } from '../store/database.ts'
import { nextEpoch } from './fence.ts'

export interface LeaderOptions {
  readonly db: Database
  readonly locks: Locks | null
  readonly lockName: string
  readonly page: PageSignals
  /** Does the leader's work until the signal aborts. */
  readonly lead: (epoch: number, signal: AbortSignal) => Promise<void>
  /** The store could not be read, so this tab cannot lead. */
  readonly onBroken: (error: unknown) => void
}

export interface Leader {
  /** Steps down or out of the line. Resolves when the work has ended. */
  close(): Promise<void>
}

/** Stands in line to lead, from now until `close()`. */
export function createLeader(options: LeaderOptions): Leader {
  let turn: { readonly stop: AbortController; readonly done: Promise<void> } | null = null

  function begin(): void {
    if (turn !== null) return
    const stop = new AbortController()
    turn = { stop, done: standInLine(options, stop.signal) }
  }

  async function end(): Promise<void> {
    const ending = turn
    turn = null
    ending?.stop.abort()
    await ending?.done
  }

  const unlisten = options.page.listen((signal) => {
    // A page with a lock or a running request is not kept in the back/forward cache.
    if (signal === 'hidden') void end()
    if (signal === 'shown') begin()
  })
  begin()

  return {
    async close() {
      unlisten()
      await end()
    },
  }
}

async function standInLine(
  { db, locks, lockName, lead, onBroken }: LeaderOptions,
  signal: AbortSignal,
): Promise<void> {
  const work = async (): Promise<void> => {
    if (!signal.aborted) await lead(await nextEpoch(db), signal)
  }
  try {
    // Without locks every tab leads when it starts, and the epoch unseats the one before it.
    await (locks === null ? work() : locks.request(lockName, work, signal))
  } catch (error) {
    if (!signal.aborted) onBroken(error)
  }
}
