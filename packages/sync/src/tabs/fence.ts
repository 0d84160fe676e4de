/**
 * The fencing token: every leader counts the epoch up, and every write of a leader first checks
 * that it is still its own. A tab that was frozen with the lock and thawed after another took over
 * therefore changes nothing.
 */
import type { Clock, FillRandom } from '@porchlight/protocol'
import { claimGeneration, type KnownGeneration } from '../store/generation.ts'
import { readMeta, writeMeta } from '../store/queries.ts'
import type { Store, Tx } from '../store/store.ts'

/** Thrown inside a transaction, which rolls it back: this tab does not lead any more. */
export class StaleLeaderError extends Error {}

/**
 * Begins a new leadership.
 *
 * @returns its epoch
 * @throws when the visitor has changed since this tab first looked
 */
export async function nextEpoch(
  store: Store,
  { visitor, ...ids }: { visitor: KnownGeneration; clock: Clock; fillRandom: FillRandom },
): Promise<number> {
  const { generation, epoch } = await store.write(async (tx) => {
    const generation = await claimGeneration(tx, visitor, ids)
    const epoch = ((await readMeta(tx, 'epoch')) ?? 0) + 1
    await writeMeta(tx, 'epoch', epoch)
    return { generation, epoch }
  })
  visitor.generation = generation
  return epoch
}

/** A transaction of the leader of `epoch`. @throws StaleLeaderError */
export function asLeader<T>(store: Store, epoch: number, task: (tx: Tx) => Promise<T>): Promise<T> {
  return store.write(async (tx) => {
    // What a stale leader does meanwhile is taken back.
    const [current, result] = await Promise.all([readMeta(tx, 'epoch'), task(tx)])
    if (current !== epoch) throw new StaleLeaderError()
    return result
  })
}
