/** Erases what is older than it may be: resolved tickets, and visitors who never came back. */
import { sql } from 'kysely'
import type { Log } from '../server-options.ts'
import type { TicketRow } from '../store/schema.ts'
import type { ReadTx, Store } from '../store/store.ts'
import { loadThread, type Thread } from '../thread/thread.ts'
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
          const loaded = await loadThread(tx, thread)
          if (isExpired(loaded, tx.now - ticketDays * DAY_MS)) await eraseThread(tx, thread)
        })
        .catch(failed)
    }
  }
  if (visitorDays !== null) {
    for (const visitor of await store.read((tx) => lostVisitors(tx, visitorDays * DAY_MS))) {
      // Somebody may have come back while others were erased.
      const isStillLost = async (tx: ReadTx): Promise<boolean> =>
        (await lostVisitors(tx, visitorDays * DAY_MS, visitor)).length > 0
      await eraseVisitor(store, visitor, isStillLost).catch(failed)
    }
  }
}

/** Asked under the lock of the thread: a message that came meanwhile has opened the ticket again. */
function isExpired(thread: Thread | null, before: number): boolean {
  if (thread === null || thread.ticket === null || thread.conversation.erased_at !== null)
    return false
  return thread.ticket.status === 'resolved' && thread.ticket.updated_at < before
}

async function expiredThreads(tx: ReadTx, before: number): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('tickets')
    .select('conversation_id as id')
    // As a literal: its index holds these alone.
    .where('status', '=', sql.lit<TicketRow['status']>('resolved'))
    .where('updated_at', '<', before)
    .where('erased_at', 'is', null)
    .orderBy('updated_at')
    .limit(BATCH_SIZE)
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * The last visit is the last time a token was renewed. A browser that asks for the same once more
 * renews none, but it has an access token then.
 */
async function lostVisitors(tx: ReadTx, afterMs: number, only?: string): Promise<string[]> {
  const before = tx.now - afterMs
  const rows = await tx.db
    .selectFrom('visitors')
    .select('id')
    .where('created_at', '<', before)
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
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
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('access_tokens')
            .select('hash')
            .whereRef('access_tokens.visitor_id', '=', 'visitors.id')
            .where('access_tokens.expires_at', '>', tx.now),
        ),
      ),
    )
    .orderBy('created_at')
    .limit(BATCH_SIZE)
    .execute()
  return rows.map(({ id }) => id)
}
