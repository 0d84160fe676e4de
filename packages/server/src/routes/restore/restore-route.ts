/** `POST /api/conversations/v1/restore`: the link was opened. */
import {
  type VisitorRestoreAnswer,
  visitorRestoreAnswerSchema,
  visitorRestoreRequestSchema,
} from '@porchlight/protocol'
import { lockBrowser } from '../../auth/current-principal.ts'
import { authenticateVisitor } from '../../auth/principal.ts'
import { jsonResponse } from '../../json-response.ts'
import { redeemLink } from '../../restore/redeem-link.ts'
import { json } from '../declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../route.ts'

export function restoreRoute({ store, limits }: Services): OpenRoute {
  return openRoute({
    method: 'POST',
    path: '/api/conversations/v1/restore',
    credentials: 'bearer',
    summary:
      'Bring the conversations of an address to this visitor, by a link that was mailed to it',
    body: visitorRestoreRequestSchema,
    answers: { 200: json(visitorRestoreAnswerSchema) },
    async handle({ request, address, readBody }) {
      const header = request.headers.get('authorization')
      const principal = await store.read((tx) => authenticateVisitor(tx, { header, address }))
      const { restore_token: token } = await readBody()
      limits.use(['restores_per_address', address])
      const redeemed = await store.write((tx) =>
        redeemLink(tx, {
          project: principal.project,
          of: 'all widgets',
          token,
          asker: principal.visitor,
          openVisitor: (own) => lockBrowser(own, principal),
        }),
      )
      // Who tries tokens until one fits does not get far.
      if (redeemed.status === 'invalid') limits.use(['restore_misses_per_address', address])
      const moved = redeemed.status === 'success' ? redeemed.moved : []
      const answer: VisitorRestoreAnswer = {
        status: redeemed.status,
        conversations: moved.map(({ conversation }) => conversation),
      }
      return jsonResponse(answer)
    },
  })
}
