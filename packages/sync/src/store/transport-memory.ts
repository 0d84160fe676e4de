/** The one row that a transport keeps for itself, such as which ticket belongs to which thread. */
import type { TransportMemory } from '@porchlight/protocol'
import type { Exclusive } from '../tabs/exclusive.ts'
import { readMeta, writeMeta } from './queries.ts'
import type { Store } from './store.ts'

export function createTransportMemory(store: Store, exclusive: Exclusive): TransportMemory {
  return {
    exclusive,
    read: () => store.read(async (tx) => (await readMeta(tx, 'transport')) ?? null),
    write: (value) => store.write((tx) => writeMeta(tx, 'transport', value)),
  }
}
