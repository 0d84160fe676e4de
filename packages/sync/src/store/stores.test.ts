import 'fake-indexeddb/auto'
import { createFakeTabs } from '@porchlight/testkit'
import { describeStoreContract } from '../testing/store-contract.ts'
import { openIndexedDb } from './indexed-db.ts'
import { createMemoryStore } from './memory-store.ts'

const { page } = createFakeTabs().open()
let databases = 0

describeStoreContract('memory', async () => createMemoryStore())
describeStoreContract('a simulated IndexedDB', () =>
  openIndexedDb({ name: `contract ${++databases}`, page, onOutdated() {} }),
)
