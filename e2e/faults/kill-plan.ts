/** Decides by chance with a seed in which moment of which work a browser is killed. */
import { createSeededRandom, type SeededRandom } from '@porchlight/testkit'

/**
 * `enqueue`: while messages are being stored. In a replay: `before` the server heard of a message,
 * `after` it has posted it and its answer is under way, `answered`: just after the answer went on.
 */
export type KillMoment = 'enqueue' | 'before' | 'after' | 'answered'

export interface KillPlan {
  readonly seed: number
  readonly moment: KillMoment
  /** Sizes of the bursts in which messages are written. */
  readonly bursts: readonly number[]
  /** In mid-enqueue: so many were acknowledged. In a replay: this request of the messages'. */
  readonly at: number
  /** Whether the network is there while messages are being stored. */
  readonly isOnline: boolean
  /** What becomes of the request that was under way. */
  readonly late: 'lost' | 'arrivesAtOnce' | 'arrivesAfterRestart'
  /** In the replay after the restart it is killed once more, at this request; null: it is not. */
  readonly again: number | null
}

/** Kills in mid-enqueue and in mid-replay by turns. */
export function planKill(seed: number, number: number): KillPlan {
  const random = createSeededRandom(seed * 100_003 + number)
  // The first numbers of neighbouring seeds are much alike.
  for (let i = 0; i < 4; i++) random.next()
  const isEnqueue = number % 2 === 0
  const moment = isEnqueue ? 'enqueue' : pick(random, ['before', 'after', 'answered'] as const)
  const count = isEnqueue ? 20 + random.below(20) : 3 + random.below(8)
  const bursts = Array.from({ length: count }, () => 1 + random.below(3))
  const total = bursts.reduce((sum, size) => sum + size, 0)
  return {
    seed,
    moment,
    bursts,
    at: 1 + random.below(isEnqueue ? Math.floor(total / 2) : total),
    isOnline: random.below(2) === 0,
    late: pick(random, ['lost', 'arrivesAtOnce', 'arrivesAfterRestart'] as const),
    again: random.below(4) === 0 ? 1 + random.below(3) : null,
  }
}

function pick<T>(random: SeededRandom, choices: readonly [T, ...T[]]): T {
  return choices[random.below(choices.length)] ?? choices[0]
}
