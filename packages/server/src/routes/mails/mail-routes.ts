/** `GET mails/`: the mails that are kept here, since there is nobody to send them. */
import { type KeptMail, keptMailSchema, listPageSchema } from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import type { MailRow } from '../../store/schema.ts'
import { toIso } from '../../thread/conversation-view.ts'
import { json } from '../declaration.ts'
import { readNewestFirst } from '../newest-first.ts'
import { pageQuery, readPageRequest, toListPage } from '../paging.ts'
import { type Route, route, type Services } from '../route.ts'

const LIMITS = { fallback: 50, max: 200 }

/** A mail may hold a link by which its reader signs in, so only a key that may do everything sees them. */
export function mailRoutes({ store }: Services): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/mails',
      action: 'mail.list',
      summary: 'Mails that were not sent, newest first',
      query: pageQuery(LIMITS),
      answers: { 200: json(listPageSchema(keptMailSchema)) },
      async handle({ url, principal }) {
        const page = readPageRequest(url, LIMITS)
        const answer = await store.read(async (tx) => {
          const mails = tx.db
            .selectFrom('mails')
            .where('project_id', '=', principal.project)
            .where('state', '!=', 'sent')
          const { rows, count } = await readNewestFirst(mails.selectAll(), page)
          return toListPage(rows.map(toKeptMail), { url, count, page })
        })
        return jsonResponse(answer)
      },
    }),
  ]
}

function toKeptMail(row: MailRow): KeptMail {
  const { id, kind, recipient: to, subject, text, state, error } = row
  return { id, kind, to, subject, text, state, error, created_at: toIso(row.created_at) }
}
