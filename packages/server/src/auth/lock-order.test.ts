import { createSeededRandom } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { eraseVisitor } from '../erase/erase-visitor.ts'
import { keepHouse } from '../store/housekeeping.ts'
import type { Store } from '../store/store.ts'
import { ENGINE } from '../testing/test-database.ts'
import { openTestStoreWithProject } from '../testing/test-project.ts'
import { addTicket, NOTHING_TOLD } from '../thread/open-ticket.ts'
import { findOrCreateThread, saveThread } from '../thread/thread.ts'
import { currentPrincipal } from './current-principal.ts'
import { identifyVisitor } from './identify.ts'
import { addIdentityKey } from './identity-keys.ts'
import type { VisitorPrincipal } from './principal.ts'
import { createSecret, hashSecret } from './secrets.ts'
import { continueSession, storeAccessToken } from './session.ts'

const random = createSeededRandom(9).fill
const ROUNDS = 25

interface Browser {
  readonly principal: VisitorPrincipal
  readonly refresh: string
}

async function newBrowser(store: Store): Promise<Browser> {
  const [refresh, access] = [createSecret('pls', random), createSecret('pla', random)]
  return await store.write(async (tx) => {
    const begun = await continueSession(tx, 1, { refresh: null, next: refresh })
    if (begun.kind !== 'visitor') throw new Error(begun.kind)
    await storeAccessToken(tx, begun.visitor, access)
    const tokenHash = hashSecret(access)
    const { visitor } = begun
    return {
      principal: { kind: 'visitor', project: 1, visitor, tokenHash, address: null },
      refresh,
    }
  })
}

async function renew(store: Store, { refresh }: Browser, next: string): Promise<void> {
  await store.write(async (tx) => {
    const outcome = await continueSession(tx, 1, { refresh, next })
    if (outcome.kind !== 'visitor') return
    await storeAccessToken(tx, outcome.visitor, createSecret('pla', random))
  })
}

async function openThread(store: Store, { principal }: Browser): Promise<void> {
  await store.write(async (tx) => {
    const now = await currentPrincipal(tx, principal)
    const visitor = now.kind === 'visitor' ? now.visitor : null
    const thread = await findOrCreateThread(tx, { id: tx.createId(), project: 1, visitor })
    await addTicket(tx, thread, NOTHING_TOLD)
    await saveThread(tx, thread)
  })
}

it.skipIf(ENGINE !== 'postgres')(
  '[SV148] (PostgreSQL: many writers) browsers that are identified, renewed and erased at once never wait in a circle',
  async () => {
    let gaveWay = 0
    const { store } = await openTestStoreWithProject({
      transactionEnded: () => {},
      committed: () => {},
      gaveWay: () => {
        gaveWay += 1
      },
    })
    const key = { kid: 'k', algorithm: 'hash', key: 'x'.repeat(32) } as const
    await store.write((tx) => addIdentityKey(tx, 1, key))
    for (let round = 0; round < ROUNDS; round++) {
      const [phone, desk] = [await newBrowser(store), await newBrowser(store)]
      const next = createSecret('pls', random)
      const identify = ({ principal }: Browser): Promise<string> =>
        store.write((tx) => identifyVisitor(tx, principal, { subject: `ada ${round}`, traits: {} }))
      await openThread(store, desk)
      const [one, two] = await Promise.all([
        identify(phone),
        identify(desk),
        renew(store, phone, next),
        renew(store, desk, createSecret('pls', random)),
        renew(store, phone, next),
        openThread(store, phone),
        openThread(store, desk),
        store.write(keepHouse),
        identify(phone),
      ])
      expect(one).toBe(two)
      await Promise.all([
        eraseVisitor(store, one),
        eraseVisitor(store, one),
        renew(store, desk, next),
      ])
    }
    expect(gaveWay).toBe(0)
  },
  60_000,
)
