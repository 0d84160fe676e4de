/** How much waits in the tables, over indexes that hold little else. */
import { sql } from 'kysely'
import type { MessageRow } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import type { WaitingFor } from './metrics.ts'

/** Counts what is waiting now. */
export async function countWaiting(tx: ReadTx): Promise<Record<WaitingFor, number>> {
  const queued = await tx.db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('conversations.drain_at', 'is not', null)
    // As a literal: its index holds these alone.
    .where('messages.state', '=', sql.lit<MessageRow['state']>('queued'))
    .executeTakeFirstOrThrow()
  const runs = await tx.db
    .selectFrom('runs')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  const mails = await tx.db
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  const deliveries = await tx.db
    .selectFrom('webhook_deliveries')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return {
    queued_messages: queued.rows,
    active_runs: runs.rows,
    mails: mails.rows,
    webhook_deliveries: deliveries.rows,
  }
}
