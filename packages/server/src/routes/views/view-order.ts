/** The order in which the team has its views. */
import type { UpdateViewRequest } from '@porchlight/protocol'
import { lockProject } from '../../auth/lock-project.ts'
import { invalid } from '../../problem-response.ts'
import type { TicketViewRow } from '../../store/schema.ts'
import type { Tx } from '../../store/store.ts'

/** Two who save a view at once get two places, one after the other. */
export async function placeBehindAll(tx: Tx, project: number): Promise<number> {
  await lockProject(tx, project)
  const { last } = await tx.db
    .selectFrom('ticket_views')
    .select((eb) => eb.fn.max<number | null>('position').as('last'))
    .where('project_id', '=', project)
    .executeTakeFirstOrThrow()
  return last === null ? 0 : last + 1
}

/**
 * Moves a view next to another one, and numbers all of them anew. A neighbour says what was meant also
 * when a third view was moved or deleted meanwhile, which a number would not.
 *
 * The caller has locked the project: of two moves the later one begins with what the first has left.  [SV179]
 *
 * @returns the place where it stands, moved or not
 * @throws Refusal 400 when there is no such neighbour
 */
export async function moveView(
  tx: Tx,
  row: TicketViewRow,
  { before, after }: Pick<UpdateViewRequest, 'before' | 'after'>,
): Promise<number> {
  const neighbour = before ?? after
  if (neighbour === undefined) return row.position
  if (before !== undefined && after !== undefined) {
    throw invalid('after', 'Name either before or after.')
  }
  const views = await tx.db
    .selectFrom('ticket_views')
    .select(['id', 'short_id', 'position'])
    .where('project_id', '=', row.project_id)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const others = views.filter(({ id }) => id !== row.id)
  const place = others.findIndex(({ short_id }) => short_id === neighbour)
  if (place === -1) {
    const attr = before === undefined ? 'after' : 'before'
    throw invalid(attr, 'There is no other view with this short_id.')
  }
  const position = before === undefined ? place + 1 : place
  for (const [n, view] of others.toSpliced(position, 0, row).entries()) {
    if (view.position === n || view.id === row.id) continue
    await tx.db.updateTable('ticket_views').set('position', n).where('id', '=', view.id).execute()
  }
  return position
}
