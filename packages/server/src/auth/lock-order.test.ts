import { createSeededRandom } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { eraseVisitor } from '../erase/erase-visitor.ts'
import { mailLink } from '../restore/mail-link.ts'
import { type Redeemed, redeemLink } from '../restore/redeem-link.ts'
import { keepHouse } from '../store/housekeeping.ts'
import type { Store } from '../store/store.ts'
import { ENGINE } from '../testing/test-database.ts'
import { openTestStoreWithProject } from '../testing/test-project.ts'
import { addTicket, NOTHING_TOLD } from '../thread/open-ticket.ts'
import { findOrCreateThread, loadThread, saveThread } from '../thread/thread.ts'
import { currentPrincipal, lockBrowser } from './current-principal.ts'
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

/** A store of a site that proves who its visitors are, and how often one of two gave way in it. */
async function openIdentifying(): Promise<{ store: Store; timesGivenWay: () => number }> {
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
  return { store, timesGivenWay: () => gaveWay }
}

it.skipIf(ENGINE !== 'postgres')(
  '[SV148] (PostgreSQL: many writers) browsers that are identified, renewed and erased at once never wait in a circle',
  async () => {
    const { store, timesGivenWay } = await openIdentifying()
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
    expect(timesGivenWay()).toBe(0)
  },
  60_000,
)

const OF_ADA = { project: 1, email: 'ada@a.test', of: 'all widgets' } as const

async function mailLinkTo(store: Store, token: string): Promise<void> {
  const link = new URL('https://shop.test/')
  await store.write((tx) => mailLink(tx, OF_ADA, { link, token }))
}

async function redeem(store: Store, { principal }: Browser, token: string): Promise<Redeemed> {
  return await store.write((tx) =>
    redeemLink(tx, { ...OF_ADA, token, openVisitor: (own) => lockBrowser(own, principal) }),
  )
}

/** One that a link leads to. */
async function writeFrom(store: Store, { principal }: Browser): Promise<string> {
  return await store.write(async (tx) => {
    const { visitor } = principal
    const thread = await findOrCreateThread(tx, { id: tx.createId(), project: 1, visitor })
    const ticket = await addTicket(tx, thread, NOTHING_TOLD)
    Object.assign(thread.ticket ?? ticket ?? {}, { trait_email: OF_ADA.email, message_count: 1 })
    saveThread(tx, thread)
    return thread.conversation.id
  })
}

/** Somebody of the browser, or whoever has it by now, changes it. */
async function touch(store: Store, { principal }: Browser, id: string): Promise<void> {
  await store.write(async (tx) => {
    await currentPrincipal(tx, principal)
    const thread = await loadThread(tx, id)
    if (thread !== null) saveThread(tx, thread)
  })
}

it.skipIf(ENGINE !== 'postgres')(
  '[SV148] (PostgreSQL: many writers) nor do those whose threads a link moves meanwhile',
  async () => {
    let moved = 0
    const { store, timesGivenWay } = await openIdentifying()
    for (let round = 0; round < ROUNDS; round++) {
      const [phone, desk] = [await newBrowser(store), await newBrowser(store)]
      const redeemAs = async (browser: Browser, token: string): Promise<void> => {
        const redeemed = await redeem(store, browser, token)
        if (redeemed.status === 'success') moved += redeemed.moved.length
      }
      const threads = [
        await writeFrom(store, phone),
        await writeFrom(store, desk),
        await writeFrom(store, phone),
        await writeFrom(store, desk),
      ]
      const tokens = ['a', 'b', 'c'].map((name) => `${name} ${round}`)
      for (const token of tokens) await mailLinkTo(store, token)
      const identify = ({ principal }: Browser): Promise<string> =>
        store.write((tx) => identifyVisitor(tx, principal, { subject: `ada ${round}`, traits: {} }))
      await Promise.allSettled([
        ...tokens.flatMap((token) => [redeemAs(phone, token), redeemAs(desk, token)]),
        ...threads.flatMap((id) => [touch(store, phone, id), touch(store, desk, id)]),
        openThread(store, phone),
        openThread(store, desk),
        mailLinkTo(store, `late ${round}`),
        renew(store, phone, createSecret('pls', random)),
        ...(round % 3 === 0 ? [identify(desk)] : []),
        ...(round % 3 === 1 ? [eraseVisitor(store, phone.principal.visitor)] : []),
        store.write(keepHouse),
      ])
      await eraseVisitor(store, desk.principal.visitor)
    }
    expect(moved).toBeGreaterThan(ROUNDS)
    expect(timesGivenWay()).toBe(0)
  },
  60_000,
)
