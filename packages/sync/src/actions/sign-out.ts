/** Leaves nothing of a visitor in the store. */
import { type Clock, type FillRandom, uuidv7 } from '@porchlight/protocol'
import { readMeta, unpostedIn, writeMeta } from '../store/queries.ts'
import type { Store } from '../store/store.ts'

/**
 * Deletes every row. The epoch goes on, so that no leader of before can write any more; the name of
 * the store is a new one, so that no tab of before can add to it.
 *
 * @returns how many messages had not reached the server
 */
export function wipe({
  store,
  clock,
  fillRandom,
}: {
  store: Store
  clock: Clock
  fillRandom: FillRandom
}): Promise<number> {
  const generation = uuidv7(clock.now(), fillRandom)
  return store.write(async (tx) => {
    let lost = 0
    for (const { id } of await tx.threads.all()) lost += await tx.messages.count(unpostedIn(id))
    const epoch = (await readMeta(tx, 'epoch')) ?? 0
    for (const table of [tx.messages, tx.ops, tx.threads, tx.meta]) await table.deleteAll({})
    await writeMeta(tx, 'epoch', epoch + 1)
    await writeMeta(tx, 'generation', generation)
    return lost
  }, 'strict')
}
