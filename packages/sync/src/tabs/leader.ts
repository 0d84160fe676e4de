/**
 * One tab leads: it alone sends and listens. The lock is asked for without "if available", so the
 * next tab already stands in line when the leader's tab closes or crashes.
 */
import type { Clock } from '@porchlight/protocol'
import { isDomException } from '../is-dom-exception.ts'
import type { LeadershipEnd } from '../leadership.ts'
import { createNap } from '../nap.ts'
import { backoffMs } from '../outbox/backoff.ts'
import type { Locks, PageSignals } from '../ports.ts'

export interface LeaderOptions {
  /** Closes the door behind every leader before. @returns the epoch of the new one */
  readonly fence: () => Promise<number>
  /** Those to stand in line by; null for a tab that leads without. Never rejects. */
  readonly locks: () => Promise<Locks | null>
  readonly lockName: string
  readonly page: PageSignals
  readonly clock: Clock
  readonly random: () => number
  /** Does the leader's work until the signal aborts, or until it cannot go on. */
  readonly lead: (epoch: number, signal: AbortSignal) => Promise<LeadershipEnd>
  /** The store could not be read, so this tab cannot lead for now. */
  readonly onBroken: () => void
}

export interface Leader {
  /** Somebody needs a leader now: whoever waits to stand in line again does so at once. */
  wake(): void
  /** Steps down or out of the line, to stand in it again behind whoever wants to lead now. */
  giveWay(): void
  /** Steps down or out of the line. Resolves when the work has ended. */
  close(): Promise<void>
}

/** How long who gives way stays out of the line: for as long as it takes to take a free lock. */
const WAY_MS = 1_000

/** Stands in line to lead, from now until `close()`. */
export function createLeader(options: LeaderOptions): Leader {
  const nap = createNap(options.clock)
  let isNeeded = false
  let turn: { readonly stop: AbortController; readonly done: Promise<void> } | null = null

  /** @param leaving the turn that gives way, if this is the one after it */
  function begin(leaving?: Promise<void>): void {
    const stop = new AbortController()
    const stand = async (): Promise<void> => {
      if (leaving) {
        await leaving
        await nap.sleep(WAY_MS, stop.signal)
      }
      await standInLine(options, stop.signal, pause)
    }
    turn = { stop, done: stand() }
  }

  async function pause(ms: number | null, signal: AbortSignal): Promise<void> {
    // It may have been woken while it still believed that it leads.
    if (!isNeeded) await nap.sleep(ms, signal)
    isNeeded = false
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
    // Every page is shown when it has loaded, too.
    if (signal === 'shown' && turn === null) begin()
  })
  begin()

  return {
    wake() {
      isNeeded = true
      nap.wake()
    },
    giveWay() {
      if (turn === null) return
      turn.stop.abort()
      begin(turn.done)
    },
    close() {
      unlisten()
      return end()
    },
  }
}

async function standInLine(
  { fence, locks: getLocks, lockName, lead, random, onBroken }: LeaderOptions,
  signal: AbortSignal,
  pause: (ms: number | null, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const locks = await getLocks()
  for (let failures = 0; !signal.aborted; failures++) {
    const stop = new AbortController()
    const giveUp = (): void => stop.abort()
    signal.addEventListener('abort', giveUp)
    let working: Promise<LeadershipEnd> | undefined
    // A page that is put away may stand still before its work has wound down. The lock is let go
    // without waiting for that: whoever has it next has a higher epoch.
    const letGo = new Promise<LeadershipEnd>((resolve) => {
      stop.signal.addEventListener('abort', () => resolve('stopped'))
    })
    const work = (): Promise<LeadershipEnd> => {
      working = fence().then((epoch) => (signal.aborted ? 'stopped' : lead(epoch, stop.signal)))
      return Promise.race([working, letGo])
    }
    let end: LeadershipEnd = 'broken'
    try {
      // Without locks every tab leads when it starts, and the epoch unseats the one before it.
      end = await (locks === null ? work() : locks.request(lockName, work, signal))
    } catch (error) {
      // A lock can be stolen from under the work: whoever has it now goes on with it.
      giveUp()
      await working?.catch(() => {})
      end = isDomException(error, 'AbortError') ? 'unseated' : 'broken'
      if (!signal.aborted && end === 'broken') onBroken()
    }
    signal.removeEventListener('abort', giveUp)
    if (signal.aborted) return void (await working?.catch(() => {}))
    // Without locks there is no line: an unseated tab leads again when somebody needs it to.
    const waitsForNeed = end === 'unseated' && locks === null
    await pause(waitsForNeed ? null : backoffMs(failures, random), signal)
  }
}
