/** Who is meant by an address, or by the number of a ticket. */
import { readObject } from '../store/json-columns.ts'
import type { ReadTx } from '../store/store.ts'

/** What is theirs. */
export interface FoundPeople {
  readonly visitors: readonly string[]
  /** Threads without a visitor: begun by a key. */
  readonly threads: readonly string[]
}

/** @param address in lower case; of those who told it, or of whom a site has proven it */
export async function findByAddress(
  tx: ReadTx,
  project: number,
  address: string,
): Promise<FoundPeople> {
  const told = await tx.db
    .selectFrom('tickets')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')
    .select(['conversations.id as thread', 'conversations.visitor_id as visitor'])
    .where('tickets.project_id', '=', project)
    .where((eb) =>
      eb.or([
        eb(eb.fn<string>('lower', ['tickets.trait_email']), '=', address),
        eb(eb.fn<string>('lower', ['tickets.distinct_id']), '=', address),
      ]),
    )
    .execute()
  // Many sites use the address as the id of a person.
  const proven = await tx.db
    .selectFrom('visitors')
    .select(['id', 'subject', 'verified_traits'])
    .where('project_id', '=', project)
    .where((eb) => eb.or([eb('subject', 'is not', null), eb('verified_traits', 'is not', null)]))
    .execute()
  const isTheirs = ({ subject, verified_traits }: (typeof proven)[number]): boolean =>
    [subject, verifiedEmail(verified_traits)].some((name) => name?.toLowerCase() === address)
  return {
    visitors: [
      ...new Set([
        ...told.flatMap(({ visitor }) => visitor ?? []),
        ...proven.filter(isTheirs).map(({ id }) => id),
      ]),
    ],
    threads: told.filter(({ visitor }) => visitor === null).map(({ thread }) => thread),
  }
}

/** @returns null when there is no such ticket, or not any more */
export async function findByTicket(
  tx: ReadTx,
  project: number,
  number: number,
): Promise<FoundPeople | null> {
  const row = await tx.db
    .selectFrom('tickets')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')
    .select(['conversations.id as thread', 'conversations.visitor_id as visitor'])
    .where('tickets.project_id', '=', project)
    .where('tickets.number', '=', number)
    .where('tickets.erased_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  return row.visitor === null
    ? { visitors: [], threads: [row.thread] }
    : { visitors: [row.visitor], threads: [] }
}

function verifiedEmail(traits: string | null): string | null {
  const email = traits === null ? null : readObject(traits).email
  return typeof email === 'string' ? email : null
}
