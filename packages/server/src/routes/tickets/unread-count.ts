/** `GET tickets/unread_count/`: messages that wait for the team, in tickets that are not resolved. */

import { type UnreadCount, unreadCountSchema } from '@porchlight/protocol'
import { sql } from 'kysely'
import { isChatOnIn } from '../../auth/projects.ts'
import { jsonResponse } from '../../json-response.ts'
import type { ReadTx } from '../../store/store.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function unreadCountRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/tickets/unread_count',
    action: 'ticket.count',
    summary: 'How many messages wait for the team',
    answers: { 200: json(unreadCountSchema) },
    async handle({ principal }) {
      const count = await store.read((tx) => countUnread(tx, principal.project))
      const answer: UnreadCount = { count }
      return jsonResponse(answer)
    },
  })
}

async function countUnread(tx: ReadTx, project: number): Promise<number> {
  // As published: nobody waits for an answer where nobody is listened to.
  if (!(await isChatOnIn(tx, project))) return 0
  const { count } = await tx.db
    .selectFrom('tickets')
    .select((eb) => eb.fn.sum<number | null>('unread_team_count').as('count'))
    .where('project_id', '=', project)
    .where('is_listed', '=', 1)
    // Written out rather than bound, so that the index of the few that have something unread is
    // used. The statuses are named, since an index cannot look for "anything else".
    .where('unread_team_count', '>', sql.lit(0))
    .where('status', 'in', ['new', 'open', 'pending', 'on_hold'])
    .executeTakeFirstOrThrow()
  return Number(count ?? 0)
}
