/** What became of the tickets that an assistant has answered lately, as the tables say. */
import { sql } from 'kysely'
import type { ReadTx } from '../store/store.ts'

/**
 * - `resolved`: somebody said that the answer helped.
 * - `handed_over`: people answer.
 * - `abandoned`: neither, and nothing was said for {@link ABANDONED_AFTER_MS}.
 * - `under_way`: the rest.
 */
export type AssistantOutcome = (typeof OUTCOMES)[number]

const OUTCOMES = ['resolved', 'handed_over', 'abandoned', 'under_way'] as const

const DAY_MS = 24 * 60 * 60_000
export const ABANDONED_AFTER_MS: number = DAY_MS
/** Further back they would be counted for ever. */
export const LATELY_MS: number = 7 * DAY_MS

/** Those that are listed and have changed lately: of one project, or for null of all. */
export async function countAssistantTickets(
  tx: ReadTx,
  { project, withinMs }: { readonly project: number | null; readonly withinMs: number },
): Promise<Record<AssistantOutcome, number>> {
  const silentSince = tx.now - ABANDONED_AFTER_MS
  const outcome = sql<AssistantOutcome>`case
    when tickets.ai_resolved = 1 then 'resolved'
    when conversations.mode = 'people' then 'handed_over'
    when tickets.last_message_at < ${silentSince} then 'abandoned'
    else 'under_way' end`
  const rows = await tx.db
    .selectFrom('tickets')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')
    .select(({ fn }) => [outcome.as('outcome'), fn.countAll<number>().as('tickets')])
    .$if(project === null, (query) =>
      query.where('tickets.project_id', 'in', tx.db.selectFrom('projects').select('id')),
    )
    .$if(project !== null, (query) => query.where('tickets.project_id', '=', project))
    .where('tickets.is_listed', '=', 1)
    .where('tickets.updated_at', '>=', tx.now - withinMs)
    .where('tickets.ai_triage_result', 'is not', null)
    .groupBy('outcome')
    .execute()
  const counts = new Map(rows.map((row) => [row.outcome, Number(row.tickets)]))
  return Object.fromEntries(OUTCOMES.map((name) => [name, counts.get(name) ?? 0])) as Record<
    AssistantOutcome,
    number
  >
}
