/** `POST restore`, as stock clients ask. */
import {
  type RestoreAnswer,
  type RestoreRequest,
  restoreAnswerSchema,
  restoreRequestSchema,
} from '@porchlight/protocol'
import { jsonResponse } from '../json-response.ts'
import { type Redeemed, redeemLink } from '../restore/redeem-link.ts'
import { json } from '../routes/declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../routes/route.ts'
import { openBrowser } from './caller.ts'
import { ROOT, WIDGET_API } from './declared.ts'
import { limitRate } from './rate-limit.ts'
import { checkOrigin, findSite } from './site.ts'

const CODES = {
  invalid: 'token_invalid',
  used: 'token_already_used',
  expired: 'token_expired',
} as const

export function restoreRoute(services: Services): OpenRoute {
  return openRoute({
    ...WIDGET_API,
    method: 'POST',
    path: `${ROOT}/restore`,
    summary: 'Bring the tickets of an address to this browser, by a link that was mailed to it',
    body: restoreRequestSchema,
    answers: { 200: json(restoreAnswerSchema) },
    async handle({ request, address, readBody }) {
      const site = await findSite(services, request)
      checkOrigin(site, request)
      const { project } = site
      const body = await readBody()
      const sessionId = body.widget_session_id
      const subject = { sessionId, address, kind: 'write' } as const
      limitRate(services, site, subject, ['restores_per_address', address])
      const redeemed = await services.store.write((tx) =>
        redeemLink(tx, {
          project,
          of: 'stock widgets',
          token: body.restore_token,
          openVisitor: (own) => openBrowser(own, { project, sessionId }),
        }),
      )
      // Who tries tokens until one fits does not get far.
      if (redeemed.status === 'invalid')
        services.limits.use(['restore_misses_per_address', address])
      return jsonResponse(toAnswer(redeemed, body))
    },
  })
}

function toAnswer(redeemed: Redeemed, { widget_session_id }: RestoreRequest): RestoreAnswer {
  if (redeemed.status !== 'success') {
    return { status: redeemed.status, code: CODES[redeemed.status] }
  }
  const { status, moved } = redeemed
  return { status, widget_session_id, migrated_ticket_ids: moved.map(({ ticket }) => ticket) }
}
