/**
 * The tickets that a caller of the public widget API may see: their visitors' own, those under
 * their proven id, and those that came by other channels from their proven address.
 */
import type { SelectQueryBuilder } from 'kysely'
import type { Schema } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { loadThread, type TicketThread } from '../thread/thread.ts'
import { findVisitors, type WidgetCaller } from './caller.ts'
import { forbidden, ticketNotFound } from './refusals.ts'

/** Why a ticket is a caller's. A browser's ticket that a person only reaches stays the browser's. */
export type Claim = 'visitor' | 'distinct_id' | 'email'

/**
 * The thread of a ticket, and by what it is the caller's.
 *
 * As published, an unknown id is told from a foreign one. Ids have 74 bits of chance, and to know
 * that one is somebody's tells nothing of it.
 *
 * @throws Refusal 404, 403
 */
export async function accessTicket(
  tx: ReadTx,
  caller: WidgetCaller,
  id: string,
): Promise<TicketThread & { readonly claim: Claim }> {
  const found = await tx.db
    .selectFrom('tickets')
    .select('conversation_id')
    .where('id', '=', id)
    .where('project_id', '=', caller.project)
    .where('is_listed', '=', 1)
    .executeTakeFirst()
  const thread = found === undefined ? null : await loadThread(tx, found.conversation_id)
  if (thread?.ticket == null) throw ticketNotFound()
  const { conversation, ticket } = thread
  const claim = claimOf(caller, await findVisitors(tx, caller), { conversation, ticket })
  if (claim === null) throw forbidden()
  return { conversation, ticket, claim }
}

/** Whether a ticket says to be this person's, and nobody has proven it so far. */
export async function isOnlyClaimed(
  tx: ReadTx,
  { project, distinctId }: WidgetCaller,
  id: string,
): Promise<boolean> {
  if (distinctId === null) return false
  const found = await tx.db
    .selectFrom('tickets')
    .select('id')
    .where('id', '=', id)
    .where('project_id', '=', project)
    .where('distinct_id', '=', distinctId)
    .where((eb) => eb.or([eb('identity_verified', 'is', null), eb('identity_verified', '=', 0)]))
    .executeTakeFirst()
  return found !== undefined
}

function claimOf(
  { distinctId, email }: WidgetCaller,
  visitors: readonly string[],
  { conversation, ticket }: TicketThread,
): Claim | null {
  if (distinctId !== null && ticket.distinct_id === distinctId) return 'distinct_id'
  if (conversation.visitor_id !== null && visitors.includes(conversation.visitor_id)) {
    return 'visitor'
  }
  const isTheirMail =
    email !== null &&
    ticket.distinct_id?.toLowerCase() === email &&
    ticket.identity_verified === 1 &&
    ticket.channel_source !== 'widget'
  return isTheirMail ? 'email' : null
}

/** The same for all tickets at once, by indexes alone: stock clients ask every few seconds. */
export async function visibleTickets(
  tx: ReadTx,
  caller: WidgetCaller,
): Promise<SelectQueryBuilder<Schema, 'tickets', object>> {
  const { project, distinctId, email } = caller
  const visitors = await findVisitors(tx, caller)
  return tx.db
    .selectFrom('tickets')
    .where('tickets.project_id', '=', project)
    .where('tickets.is_listed', '=', 1)
    .where('tickets.conversation_id', 'in', (eb) =>
      eb
        .selectFrom('conversations')
        .select('conversations.id')
        // Nobody has an empty id.
        .where('conversations.visitor_id', 'in', visitors.length === 0 ? [''] : visitors)
        .union(
          eb
            .selectFrom('tickets as proven')
            .select('proven.conversation_id as id')
            .where('proven.project_id', '=', project)
            .where('proven.distinct_id', '=', distinctId),
        )
        .union(
          eb
            .selectFrom('tickets as mailed')
            .select('mailed.conversation_id as id')
            .where('mailed.project_id', '=', project)
            .where('mailed.distinct_id', '=', email)
            .where('mailed.identity_verified', '=', 1)
            .where('mailed.channel_source', '!=', 'widget'),
        ),
    )
}
