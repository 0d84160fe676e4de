/** `GET conversations/`: a visitor's own, or a project's for a key; newest activity first. */
import { listPageSchema, publishedConversationSchema } from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { toSummaries } from '../../thread/conversation-view.ts'
import { withTickets } from '../../thread/thread.ts'
import { currentCall } from '../access.ts'
import { json } from '../declaration.ts'
import { pageQuery, readPageRequest, toListPage } from '../paging.ts'
import { type Route, route, type Services } from '../route.ts'

const LIMITS = { fallback: 100, max: 200 }

export function listRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '',
    action: 'conversation.list',
    summary: 'The conversations of whoever asks, the last changed first',
    query: pageQuery(LIMITS),
    answers: { 200: json(listPageSchema(publishedConversationSchema)) },
    async handle(call) {
      const { url } = call
      const page = readPageRequest(url, LIMITS)
      const answer = await store.read(async (tx) => {
        const { principal } = await currentCall(tx, call)
        const all = tx.db.selectFrom('conversations').where('deleted_at', 'is', null)
        const mine =
          principal.kind === 'visitor'
            ? all.where('visitor_id', '=', principal.visitor)
            : all.where('project_id', '=', principal.project).where('title', 'is not', null)
        const { count } = await mine
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        const rows = await mine
          .selectAll()
          .orderBy('updated_at', 'desc')
          .orderBy('id', 'desc')
          .limit(page.limit)
          .offset(page.offset)
          .execute()
        const results = await toSummaries(tx, await withTickets(tx, rows))
        return toListPage(results, { url, count: Number(count), page })
      })
      return jsonResponse(answer)
    },
  })
}
