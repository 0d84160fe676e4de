/** Which tickets a link brings to another browser: those of somebody who told this address. */
import { sql } from 'kysely'
import type { ReadTx } from '../store/store.ts'

/** Whose tickets, and those of which widget a browser could go on with. */
export interface Restorable {
  readonly project: number
  /** In lower case. */
  readonly email: string
  /**
   * A stock client shows what came over the public widget API; threads of our own widget stay in
   * their browsers then. Our own widget shows both.
   */
  readonly of: 'stock widgets' | 'all widgets'
}

/**
 * Newest first. Those of a proven person are no browser's to take: the address may have been told by
 * somebody else.
 */
export async function findRestorable(
  tx: ReadTx,
  { project, email, of }: Restorable,
  conversation?: string,
): Promise<{ id: string; conversation_id: string }[]> {
  return await tx.db
    .selectFrom('tickets')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')
    .innerJoin('visitors', 'visitors.id', 'conversations.visitor_id')
    .select(['tickets.id', 'tickets.conversation_id'])
    .where('tickets.project_id', '=', project)
    .where(sql<string>`lower(tickets.trait_email)`, '=', email)
    .$if(of === 'stock widgets', (query) =>
      query.where('visitors.widget_session_id', 'is not', null),
    )
    .where((eb) => eb.or([eb('identity_verified', 'is', null), eb('identity_verified', '!=', 1)]))
    .where('visitors.subject', 'is', null)
    .where('tickets.is_listed', '=', 1)
    .$if(conversation !== undefined, (query) =>
      query.where('tickets.conversation_id', '=', conversation ?? ''),
    )
    .orderBy('tickets.created_at', 'desc')
    .orderBy('tickets.number', 'desc')
    .execute()
}
