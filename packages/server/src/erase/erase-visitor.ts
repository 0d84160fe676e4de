/** Erases a visitor, or all that a person has left under an address. */
import { lockVisitor } from '../auth/lock-visitor.ts'
import { revokeTokens } from '../auth/session.ts'
import type { ReadTx, Store, Tx } from '../store/store.ts'
import { eraseRows } from './erase-rows.ts'
import { eraseThread } from './erase-thread.ts'
import { findByAddress, findByTicket } from './find-people.ts'
import { forgetAddress } from './forget-address.ts'

/** What was erased. */
export interface Erased {
  readonly visitors: number
  readonly threads: number
}

/** Threads erased in one go; each is a transaction of its own, so that nobody waits long. */
const BATCH_SIZE = 100

/**
 * Everything of the visitor is gone once this resolves. The first step takes the tokens away, so
 * that our own widget writes nothing new meanwhile; a stock client has none, and what it has written
 * by the end goes too. One that was cut off is finished by doing it again.
 *
 * @param isMeant is asked once more before anything happens, while nobody can become this visitor
 */
export async function eraseVisitor(
  store: Store,
  visitor: string,
  isMeant: (tx: ReadTx) => Promise<boolean> = async () => true,
): Promise<Erased> {
  const begun = await store.write((tx) => revoke(tx, visitor, isMeant))
  if (begun === 'not_meant') return { visitors: 0, threads: 0 }
  let threads = 0
  for (;;) {
    const ids = await store.write((tx) => forgetWithoutThreads(tx, visitor))
    if (ids.length === 0) break
    for (const id of ids) if (await store.write((tx) => eraseThread(tx, id))) threads += 1
  }
  return { visitors: begun === 'revoked' ? 1 : 0, threads }
}

/** The visitors who told this address, or of whom a site has proven it, and the mails to it. */
export async function eraseAddress(
  store: Store,
  { project, email }: { project: number; email: string },
): Promise<Erased> {
  const address = email.trim().toLowerCase()
  const { visitors, threads } = await store.read((tx) => findByAddress(tx, project, address))
  const erased = { visitors: 0, threads: 0 }
  for (const visitor of visitors) {
    const one = await eraseVisitor(store, visitor)
    erased.visitors += one.visitors
    erased.threads += one.threads
  }
  // Those without a visitor: begun by a key.
  for (const id of threads) if (await store.write((tx) => eraseThread(tx, id))) erased.threads += 1
  await store.write(async (tx) => {
    // What was mailed to it, also of threads that tell another address by now.
    await tx.db
      .deleteFrom('mails')
      .where('project_id', '=', project)
      .where((eb) => eb(eb.fn<string>('lower', ['recipient']), '=', address))
      .where('kind', 'in', ['restore', 'answer'])
      .execute()
    await forgetAddress(tx, { project, address })
  })
  return erased
}

/** Whoever the ticket is of, with all threads. @returns null when there is no such ticket */
export async function eraseVisitorOfTicket(
  store: Store,
  { project, number }: { project: number; number: number },
): Promise<Erased | null> {
  const found = await store.read((tx) => findByTicket(tx, project, number))
  if (found === null) return null
  const [visitor] = found.visitors
  if (visitor !== undefined) return await eraseVisitor(store, visitor)
  const erased = { visitors: 0, threads: 0 }
  for (const id of found.threads) {
    if (await store.write((tx) => eraseThread(tx, id))) erased.threads += 1
  }
  return erased
}

async function revoke(
  tx: Tx,
  visitor: string,
  isMeant: (tx: ReadTx) => Promise<boolean>,
): Promise<'revoked' | 'unknown' | 'not_meant'> {
  const isThere = await lockVisitor(tx, visitor)
  if (!(await isMeant(tx))) return 'not_meant'
  await revokeTokens(tx, visitor)
  return isThere ? 'revoked' : 'unknown'
}

/** While the visitor is locked nobody opens a thread for them. @returns threads that are in the way */
async function forgetWithoutThreads(tx: Tx, visitor: string): Promise<string[]> {
  await lockVisitor(tx, visitor)
  const threads = await threadsOf(tx, visitor)
  if (threads.length === 0) await eraseRows(tx, 'visitor', visitor)
  return threads
}

async function threadsOf(tx: ReadTx, visitor: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('conversations')
    .select('id')
    .where('visitor_id', '=', visitor)
    .limit(BATCH_SIZE)
    .execute()
  return rows.map(({ id }) => id)
}
