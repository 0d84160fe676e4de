import { describeStoreContract } from '../testing/store-contract.ts'
import { openIndexedDb } from './indexed-db.ts'

describeStoreContract('IndexedDB', () => openIndexedDb(`contract ${crypto.randomUUID()}`, () => {}))
