/** `POST /api/conversations/v1/restore/request`: a visitor looks for what another browser has. */
import {
  RESTORE_FRAGMENT,
  type RestoreLinkAnswer,
  restoreLinkAnswerSchema,
  restoreLinkRequestSchema,
} from '@porchlight/protocol'
import { findConversationsSettings } from '../../auth/conversations-settings.ts'
import { authenticateVisitor } from '../../auth/principal.ts'
import { hashSecret, randomToken } from '../../auth/secrets.ts'
import { jsonResponse } from '../../json-response.ts'
import { originNotAllowed, restoreIsOff } from '../../problem-response.ts'
import { checkPage, linkDomains, mailLink } from '../../restore/mail-link.ts'
import { json } from '../declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../route.ts'

/** The answer never says whether there is anything of this address. */
export function restoreLinkRoute({ store, limits, random, ownPages }: Services): OpenRoute {
  return openRoute({
    method: 'POST',
    path: '/api/conversations/v1/restore/request',
    credentials: 'bearer',
    summary: 'Have a link mailed that brings the conversations of an address to another browser',
    body: restoreLinkRequestSchema,
    answers: { 200: json(restoreLinkAnswerSchema) },
    async handle({ request, address, readBody }) {
      const header = request.headers.get('authorization')
      const asking = await store.read(async (tx) => {
        const principal = await authenticateVisitor(tx, { header, address })
        const settings = await findConversationsSettings(tx, principal.project)
        return { principal, settings }
      })
      const { principal, settings } = asking
      if (settings?.widget_restore_enabled !== true) throw restoreIsOff()
      const { email, request_url } = await readBody()
      const page = checkPage(request, request_url, linkDomains(settings, ownPages))
      if (page.kind !== 'page') throw originNotAllowed()
      // A link that somebody else asked for would lead its reader into a conversation that can be
      // taken back, with all that was said there.
      const { project, visitor: asker } = principal
      limits.use(
        ['restores_per_address', address],
        ['restore_links_per_email', hashSecret(`${project} ${email}`)],
      )
      const token = randomToken(random)
      const link = new URL(page.url)
      // Whoever asks for somebody else's link could have it lead to a page that sends its visitors on,
      // to wherever its query says: browsers take along what stands behind the #.
      link.search = ''
      // What stands behind the # is sent to no server, and stands in no log.
      link.hash = `${RESTORE_FRAGMENT}=${token}`
      await store.write((tx) =>
        mailLink(tx, { project, email, of: 'all widgets' }, { link, token, asker }),
      )
      const answer: RestoreLinkAnswer = { ok: true }
      return jsonResponse(answer)
    },
  })
}
