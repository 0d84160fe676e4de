import { createFakeTabs } from '@porchlight/testkit'
import { describeStoreContract } from '../testing/store-contract.ts'
import { openIndexedDb } from './indexed-db.ts'

const { page } = createFakeTabs().open()

describeStoreContract('IndexedDB', () =>
  openIndexedDb({ name: `contract ${crypto.randomUUID()}`, page, onOutdated() {} }),
)
