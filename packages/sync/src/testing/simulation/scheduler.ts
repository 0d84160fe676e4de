/**
 * The one who decides what happens next in a simulated world. Everything that takes time in it (a
 * commit, a request, an answer, a message between tabs) stands here as a step until the scheduler
 * takes it, one way or another. So a run is a list of choices, and the same choices give the same run.
 */

/** Something that may happen now. */
export interface Step {
  /** What happens, for whoever reads a run. */
  readonly label: string
  /** In which ways it may happen; the first is how it goes when nothing is wrong. */
  readonly ways: readonly string[]
  /** The message that it carries, if it carries one. */
  readonly about?: string
  /** Takes the step. */
  take(way: string): void
}

/** How a step is asked for. */
export interface Wanted<W extends string> {
  readonly label: string
  readonly ways: readonly [W, ...W[]]
  readonly about?: string
  /** Whose step it is: gone with its tab. Null for what outlives every tab. */
  readonly tab: Inhabitant | null
  /** Steps of one queue happen in the order they were asked for. */
  readonly queue?: string
  /** Not worth waiting for any more. */
  readonly signal?: AbortSignal
  /** It happens even while the tab sleeps. */
  readonly isAwake?: boolean
}

/** What the scheduler has to know of a tab. */
export interface Inhabitant {
  readonly isAlive: boolean
  readonly isAsleep: boolean
}

/** Why a step will never happen: its tab is gone, or nobody waits for it. */
export class DroppedError extends Error {}

interface Pending extends Step {
  readonly wanted: Wanted<string>
  readonly drop: () => void
}

export interface Scheduler {
  /** Resolves with the way in which the step was taken. @throws DroppedError */
  step<W extends string>(wanted: Wanted<W>): Promise<W>
  /** What may happen now, in the order it was asked for. */
  possible(): Step[]
  /** Drops the steps of tabs that are gone. */
  sweep(): void
  /** Lets everything run that waits for no step. */
  quiet(): Promise<void>
}

export function createScheduler(): Scheduler {
  const pending = new Set<Pending>()

  return {
    step: (wanted) =>
      new Promise((resolve, reject) => {
        const { signal } = wanted
        const end = (): void => {
          pending.delete(step)
          signal?.removeEventListener('abort', drop)
        }
        const drop = (): void => {
          end()
          reject(new DroppedError())
        }
        const step: Pending = {
          label: wanted.label,
          ways: wanted.ways,
          ...(wanted.about !== undefined && { about: wanted.about }),
          wanted,
          take(way) {
            end()
            // Only ways that were offered are taken.
            resolve(way as (typeof wanted.ways)[number])
          },
          drop,
        }
        if (signal?.aborted === true || wanted.tab?.isAlive === false) return drop()
        signal?.addEventListener('abort', drop)
        pending.add(step)
      }),
    possible() {
      const queues = new Set<string>()
      return [...pending].filter(({ wanted: { tab, queue, isAwake } }) => {
        const isFirst = queue === undefined || !queues.has(queue)
        if (queue !== undefined) queues.add(queue)
        return isFirst && (isAwake === true || tab?.isAsleep !== true)
      })
    },
    sweep() {
      for (const step of [...pending]) if (step.wanted.tab?.isAlive === false) step.drop()
    },
    quiet: () =>
      // Nothing in this world waits for anything but promises, and those run before the next turn.
      new Promise((resolve) => {
        setImmediate(resolve)
      }),
  }
}
