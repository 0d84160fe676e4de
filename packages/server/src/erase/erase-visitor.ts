/** Erases a visitor, or all that a person has left under an address. */
import { readObject } from '../store/json-columns.ts'
import type { ReadTx, Store, Tx } from '../store/store.ts'
import { eraseRows, eraseThread } from './erase-thread.ts'

/** What was erased. */
export interface Erased {
  readonly visitors: number
  readonly threads: number
}

/** Threads erased in one go; each is a transaction of its own, so that nobody waits long. */
const BATCH_SIZE = 100

/**
 * Everything of the visitor is gone once this resolves. The first step takes the tokens away, so
 * that nothing new is written meanwhile. One that was cut off is finished by doing it again.
 */
export async function eraseVisitor(store: Store, visitor: string): Promise<Erased> {
  const isThere = await store.write((tx) => revoke(tx, visitor))
  let threads = 0
  for (;;) {
    const ids = await store.read((tx) => threadsOf(tx, visitor))
    if (ids.length === 0) break
    for (const id of ids) if (await store.write((tx) => eraseThread(tx, id))) threads += 1
  }
  await store.write((tx) => eraseRows(tx, 'visitor', visitor))
  return { visitors: isThere ? 1 : 0, threads }
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
    await tx.db
      .deleteFrom('mails')
      .where('project_id', '=', project)
      .where((eb) => eb(eb.fn<string>('lower', ['recipient']), '=', address))
      .where('kind', 'in', ['restore', 'answer'])
      .execute()
    await eraseRows(tx, 'address', address)
  })
  return erased
}

async function revoke(tx: Tx, visitor: string): Promise<boolean> {
  await tx.db
    .updateTable('refresh_tokens')
    .set({ revoked: 1 })
    .where('visitor_id', '=', visitor)
    .execute()
  await tx.db.deleteFrom('access_tokens').where('visitor_id', '=', visitor).execute()
  tx.wake(`revoked:${visitor}`)
  const row = await tx.db
    .selectFrom('visitors')
    .select('id')
    .where('id', '=', visitor)
    .executeTakeFirst()
  return row !== undefined
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

async function findByAddress(
  tx: ReadTx,
  project: number,
  address: string,
): Promise<{ visitors: string[]; threads: string[] }> {
  const told = await tx.db
    .selectFrom('tickets')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')
    .select(['conversations.id as thread', 'conversations.visitor_id as visitor'])
    .where('tickets.project_id', '=', project)
    .where((eb) => eb(eb.fn<string>('lower', ['tickets.trait_email']), '=', address))
    .execute()
  const proven = await tx.db
    .selectFrom('visitors')
    .select(['id', 'verified_traits'])
    .where('project_id', '=', project)
    .where('verified_traits', 'is not', null)
    .execute()
  const isTheirs = (traits: string | null): boolean =>
    verifiedEmail(traits)?.toLowerCase() === address
  return {
    visitors: [
      ...new Set([
        ...told.flatMap(({ visitor }) => visitor ?? []),
        ...proven.filter((row) => isTheirs(row.verified_traits)).map(({ id }) => id),
      ]),
    ],
    threads: told.filter(({ visitor }) => visitor === null).map(({ thread }) => thread),
  }
}

function verifiedEmail(traits: string | null): string | null {
  const email = traits === null ? null : readObject(traits).email
  return typeof email === 'string' ? email : null
}
