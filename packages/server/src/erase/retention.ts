/** Erases what is older than it may be: resolved tickets, and visitors who never came back. */
import type { Log } from '../server-options.ts'
import type { ReadTx, Store } from '../store/store.ts'
import { eraseThread } from './erase-thread.ts'
import { eraseVisitor } from './erase-visitor.ts'
import type { Retention } from './retention-settings.ts'

/** What one pass erases at most; the rest is for the next. */
const BATCH_SIZE = 200

const DAY_MS = 24 * 60 * 60_000

/**
 * One pass. Two processes may do it at the same time: each thread is looked at again under its lock.
 * What cannot be erased is logged, holds up nothing else, and is tried again by the next pass.
 */
export async function eraseExpired(
  { store, log }: { store: Store; log: Log },
  { ticketDays, visitorDays }: Retention,
): Promise<void> {
  const failed = (cause: unknown): void => log.error('not_erased', { cause })
  if (ticketDays !== null) {
    for (const thread of await store.read((tx) =>
      expiredThreads(tx, tx.now - ticketDays * DAY_MS),
    )) {
      await store
        .write(async (tx) => {
          // A message that came meanwhile has opened the ticket again.
          const before = tx.now - ticketDays * DAY_MS
          const [stillExpired] = await expiredThreads(tx, before, thread)
          if (stillExpired !== undefined) await eraseThread(tx, thread)
        })
        .catch(failed)
    }
  }
  if (visitorDays !== null) {
    for (const visitor of await store.read((tx) => lostVisitors(tx, visitorDays * DAY_MS))) {
      await eraseVisitor(store, visitor).catch(failed)
    }
  }
}

async function expiredThreads(tx: ReadTx, before: number, only?: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('tickets')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')
    .select('conversations.id')
    .where('tickets.status', '=', 'resolved')
    .where('tickets.updated_at', '<', before)
    // Those that were erased have neither any more.
    .where((eb) => eb.or([eb('visitor_id', 'is not', null), eb('title', 'is not', null)]))
    .$if(only !== undefined, (query) => query.where('conversations.id', '=', only ?? ''))
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate('conversations'))
    .orderBy('tickets.updated_at')
    .limit(BATCH_SIZE)
    .execute()
  return rows.map(({ id }) => id)
}

/** The last visit is the last time a token was renewed. */
async function lostVisitors(tx: ReadTx, afterMs: number): Promise<string[]> {
  const before = tx.now - afterMs
  const rows = await tx.db
    .selectFrom('visitors')
    .select('id')
    .where('created_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('conversations')
            .select('conversations.id')
            .whereRef('conversations.visitor_id', '=', 'visitors.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('refresh_tokens')
            .select('hash')
            .whereRef('refresh_tokens.visitor_id', '=', 'visitors.id')
            .where('refresh_tokens.created_at', '>=', before),
        ),
      ),
    )
    .orderBy('created_at')
    .limit(BATCH_SIZE)
    .execute()
  return rows.map(({ id }) => id)
}
