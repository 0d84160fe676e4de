/** Rows of saved views, and how they are told. */
import type { TicketView, ViewMaker } from '@porchlight/protocol'
import { readObject } from '../../store/json-columns.ts'
import type { AgentRow, TicketViewRow } from '../../store/schema.ts'
import type { ReadTx } from '../../store/store.ts'
import { toIso } from '../../thread/conversation-view.ts'

/** The view under that short id, or null. */
export async function findView(
  tx: ReadTx,
  project: number,
  shortId: string,
): Promise<TicketViewRow | null> {
  const row = await tx.db
    .selectFrom('ticket_views')
    .selectAll()
    .where('project_id', '=', project)
    .where('short_id', '=', shortId)
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  return row ?? null
}

/** As they were saved, perhaps by another version: whoever reads a field looks at its form. */
export function readFilters(row: TicketViewRow): Readonly<Record<string, unknown>> {
  return readObject(row.filters)
}

/** Views as the team sees them, with one query for those who made them. */
export async function toViews(tx: ReadTx, rows: readonly TicketViewRow[]): Promise<TicketView[]> {
  const makers = rows.flatMap((row) => row.created_by ?? [])
  const agents =
    makers.length === 0
      ? []
      : await tx.db
          .selectFrom('agents')
          .select(['id', 'name', 'email'])
          .where('id', 'in', [...new Set(makers)])
          .execute()
  const byId = new Map(agents.map((agent) => [agent.id, toMaker(agent)]))
  return rows.map((row) => ({
    id: row.id,
    short_id: row.short_id,
    name: row.name,
    filters: readFilters(row),
    position: row.position,
    created_at: toIso(row.created_at),
    created_by: row.created_by === null ? null : (byId.get(row.created_by) ?? null),
  }))
}

/** An agent has a number, and no uuid but the one that holds it. */
function toMaker({ id, name, email }: Pick<AgentRow, 'id' | 'name' | 'email'>): ViewMaker {
  return {
    id,
    uuid: `00000000-0000-8000-8000-${id.toString(16).padStart(12, '0')}`,
    distinct_id: `agent:${id}`,
    first_name: name,
    last_name: '',
    email,
    is_email_verified: null,
    hedgehog_config: null,
    role_at_organization: null,
  }
}
