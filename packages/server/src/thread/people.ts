/** The people of tickets: who works on them, and who wrote. */
import type { TicketAssignee, TicketPerson } from '@porchlight/protocol'
import { readObject } from '../store/json-columns.ts'
import type { TicketRow, VisitorRow } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { toIso } from './conversation-view.ts'
import type { TicketThread } from './thread.ts'

export interface People {
  assigneeOf(thread: TicketThread): TicketAssignee | null
  personOf(thread: TicketThread): TicketPerson | null
}

/** Two queries at once, however many tickets there are. */
export async function loadPeople(tx: ReadTx, tickets: readonly TicketRow[]): Promise<People> {
  const [emails, visits] = await Promise.all([
    loadEmails(
      tx,
      tickets.flatMap((ticket) => ticket.assignee_id ?? []),
    ),
    loadVisits(
      tx,
      tickets.map((ticket) => ticket.conversation_id),
    ),
  ])
  return {
    assigneeOf({ ticket: { assignee_id: id } }) {
      if (id === null) return null
      const email = emails.get(id)
      const user = email === undefined ? null : { email }
      return { id, type: 'user', user, role: null }
    },
    personOf({ conversation: { visitor_id: id }, ticket }) {
      const since = id === null ? undefined : visits.get(id)
      if (id === null || since === undefined) return null
      // What is proven stands over what the visitor says.
      const proven = readObject(since.verified_traits ?? '{}')
      const name = typeof proven.name === 'string' ? proven.name : ticket.trait_name
      return {
        id,
        name: name ?? ticket.trait_email ?? id,
        distinct_ids: ticket.distinct_id === null ? [id] : [ticket.distinct_id],
        properties: { ...readObject(ticket.anonymous_traits), ...proven },
        created_at: toIso(since.created_at),
        // What a visitor says of themselves is no proof of who they are.
        is_identified: ticket.identity_verified === 1,
      }
    },
  }
}

/** The name a visitor is told, never the address. Null for a server, which has none. */
export async function findAgentName(tx: ReadTx, id: number | null): Promise<string | null> {
  if (id === null) return null
  const agent = await tx.db
    .selectFrom('agents')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst()
  return agent?.name ?? null
}

/** Also of those who have left the team: their tickets were theirs. */
async function loadEmails(
  tx: ReadTx,
  agents: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (agents.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('agents')
    .select(['id', 'email'])
    .where('id', 'in', [...new Set(agents)])
    .execute()
  return new Map(rows.map(({ id, email }) => [id, email]))
}

type Visit = Pick<VisitorRow, 'created_at' | 'verified_traits'>

/** When each of the visitors of these conversations first came, and what is proven of them. */
async function loadVisits(
  tx: ReadTx,
  conversations: readonly string[],
): Promise<ReadonlyMap<string, Visit>> {
  if (conversations.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('conversations')
    .innerJoin('visitors', 'visitors.id', 'conversations.visitor_id')
    .select(['visitors.id', 'visitors.created_at', 'visitors.verified_traits'])
    .where('conversations.id', 'in', conversations)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
