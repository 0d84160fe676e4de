import 'fake-indexeddb/auto'
import { describeStoreContract } from '../testing/store-contract.ts'
import { openIndexedDb } from './indexed-db.ts'
import { createMemoryStore } from './memory-store.ts'

let databases = 0

describeStoreContract('memory', async () => createMemoryStore())
describeStoreContract('a simulated IndexedDB', () =>
  openIndexedDb(`contract ${++databases}`, () => {}),
)
