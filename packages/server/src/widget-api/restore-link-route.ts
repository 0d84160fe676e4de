/** `POST restore/request`, as stock clients ask: the answer never says whether there are tickets. */
import {
  type RestoreLinkAnswer,
  restoreLinkAnswerSchema,
  restoreLinkRequestSchema,
} from '@porchlight/protocol'
import { hashSecret, randomToken } from '../auth/secrets.ts'
import { jsonResponse } from '../json-response.ts'
import { checkPage, mailLink } from '../restore/mail-link.ts'
import { json } from '../routes/declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../routes/route.ts'
import { ROOT, WIDGET_API } from './declared.ts'
import { limitRate } from './rate-limit.ts'
import { restoreDisabled, urlNotAllowed, urlOfOtherOrigin } from './refusals.ts'
import { checkOrigin, findSite } from './site.ts'

/** The query parameter by which stock clients find the token. */
const PARAMETER = 'ph_conv_restore'

export function restoreLinkRoute(services: Services): OpenRoute {
  return openRoute({
    ...WIDGET_API,
    method: 'POST',
    path: `${ROOT}/restore/request`,
    summary: 'Have a link mailed that brings the tickets of an address to this browser',
    body: restoreLinkRequestSchema,
    answers: { 200: json(restoreLinkAnswerSchema) },
    async handle({ request, address, readBody }) {
      const site = await findSite(services, request)
      checkOrigin(site, request)
      const { project, settings } = site
      if (!settings.widget_restore_enabled) throw restoreDisabled()
      const { email, request_url } = await readBody()
      const page = checkPage(request, request_url, settings.widget_domains)
      if (page.kind === 'other origin') throw urlOfOtherOrigin()
      if (page.kind === 'not listed') throw urlNotAllowed()
      const subject = { sessionId: null, address, kind: 'write' } as const
      limitRate(services, site, subject, [
        'restore_links_per_email',
        hashSecret(`${project} ${email}`),
      ])
      const token = randomToken(services.random)
      const link = new URL(page.url)
      link.searchParams.set(PARAMETER, token)
      await services.store.write((tx) =>
        mailLink(tx, { project, email, of: 'stock widgets' }, { link, token }),
      )
      const answer: RestoreLinkAnswer = { ok: true }
      return jsonResponse(answer)
    },
  })
}
