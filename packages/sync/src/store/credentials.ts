/**
 * The row that makes this browser a visitor, kept with strict durability: it is the one thing that
 * cannot be asked for again.
 */
import type { CredentialStore } from '@porchlight/protocol'
import type { Exclusive } from '../tabs/exclusive.ts'
import { readMeta, writeMeta } from './queries.ts'
import type { Store } from './store.ts'

export function createCredentialStore(store: Store, exclusive: Exclusive): CredentialStore {
  return {
    exclusive,
    read: () => store.read(async (tx) => (await readMeta(tx, 'credentials')) ?? null),
    replace: (before, after) =>
      store.write(async (tx) => {
        const row = await readMeta(tx, 'credentials')
        const isSame = row?.refresh === before?.refresh && row?.next === before?.next
        if (isSame) await writeMeta(tx, 'credentials', after)
        return isSame
      }, 'strict'),
  }
}
