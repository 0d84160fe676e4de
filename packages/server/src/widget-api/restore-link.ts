/**
 * `POST restore/request`: mails a link that brings the tickets of an address to another browser.
 *
 * The answer never says whether there are any, and the link only leads back to a page of the site.
 */

import {
  type RestoreLinkAnswer,
  type RestoreLinkRequest,
  restoreLinkAnswerSchema,
  restoreLinkRequestSchema,
} from '@porchlight/protocol'
import { sql } from 'kysely'
import { isListed, originOf, parseWeb } from '../auth/origin-match.ts'
import { hashSecret, randomToken } from '../auth/secrets.ts'
import { jsonResponse } from '../json-response.ts'
import { writeMail } from '../mail/write-mail.ts'
import { json } from '../routes/declaration.ts'
import { type OpenCall, type OpenRoute, openRoute, type Services } from '../routes/route.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { loadThread } from '../thread/thread.ts'
import { ROOT, WIDGET_API } from './declared.ts'
import { limitRate } from './rate-limit.ts'
import { restoreDisabled, urlNotAllowed, urlOfOtherOrigin } from './refusals.ts'
import { checkOrigin, findSite, type Site } from './site.ts'

/** Life of a link. */
export const RESTORE_TOKEN_MS: number = 60 * 60_000

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
      if (!site.settings.widget_restore_enabled) throw restoreDisabled()
      const body = await readBody()
      const url = checkUrl(site, request, body)
      const emailKey = hashSecret(`${site.project} ${body.email}`)
      const subject = { sessionId: null, address, kind: 'write' } as const
      limitRate(services, site, subject, ['restore_links_per_email', emailKey])
      const token = randomToken(services.random)
      await services.store.write((tx) =>
        mailLink(tx, site.project, { email: body.email, url, token }),
      )
      const answer: RestoreLinkAnswer = { ok: true }
      return jsonResponse(answer)
    },
  })
}

/** @throws Refusal 403 for an address that is not the asking page's, or not on the site's list */
function checkUrl(
  { settings }: Site,
  request: OpenCall['request'],
  { request_url }: RestoreLinkRequest,
): URL {
  const [url, origin] = [parseWeb(request_url), originOf(request)]
  if (url === null || origin === null || url.host !== origin.host) throw urlOfOtherOrigin()
  if (!isListed(url, settings.widget_domains)) throw urlNotAllowed()
  return url
}

/** Writes the link down, and the mail with it, when there is anything that it leads to. */
export async function mailLink(
  tx: Tx,
  project: number,
  { email, url, token }: { email: string; url: URL; token: string },
): Promise<void> {
  // A mail to whom no ticket belongs would be a mail that anybody can have sent to anybody.
  if (!(await lockTicketOf(tx, { project, email }))) return
  await tx.db
    .insertInto('restore_tokens')
    .values({
      hash: hashSecret(token),
      project_id: project,
      email,
      expires_at: tx.now + RESTORE_TOKEN_MS,
      used_at: null,
      created_at: tx.now,
    })
    .execute()
  const link = new URL(url)
  link.searchParams.set(PARAMETER, token)
  await writeMail(tx, {
    project,
    kind: 'restore',
    to: email,
    subject: 'Your conversations',
    text: [
      `Open this link to go on with your conversations on ${link.host}:`,
      link.href,
      'It works once, for an hour. Who opens it sees your conversations, so do not pass it on.',
      'If you have not asked for it, nothing has happened, and you can delete this mail.',
    ].join('\n\n'),
  })
}

/** Until this transaction ends, one of them is not erased; then this mail goes with it. */
async function lockTicketOf(tx: Tx, of: { project: number; email: string }): Promise<boolean> {
  const found = (await findTicketsOf(tx, of)).map((ticket) => ticket.conversation_id)
  for (const conversation of found.sort()) {
    await loadThread(tx, conversation)
    if ((await findTicketsOf(tx, { ...of, conversation })).length > 0) return true
  }
  return false
}

/**
 * Tickets that came over the public widget API from somebody who told this address. Those of our own
 * widget stay in their browsers, which keep them on the disk. Those of a proven person are no
 * browser's to take: the address may have been told by somebody else.
 */
export async function findTicketsOf(
  tx: ReadTx,
  { project, email, conversation }: { project: number; email: string; conversation?: string },
): Promise<{ id: string; conversation_id: string }[]> {
  return await tx.db
    .selectFrom('tickets')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')
    .innerJoin('visitors', 'visitors.id', 'conversations.visitor_id')
    .select(['tickets.id', 'tickets.conversation_id'])
    .where('tickets.project_id', '=', project)
    .where(sql<string>`lower(tickets.trait_email)`, '=', email)
    .where('visitors.widget_session_id', 'is not', null)
    .where((eb) => eb.or([eb('identity_verified', 'is', null), eb('identity_verified', '!=', 1)]))
    .where('tickets.is_listed', '=', 1)
    .$if(conversation !== undefined, (query) =>
      query.where('tickets.conversation_id', '=', conversation ?? ''),
    )
    .orderBy('tickets.created_at', 'desc')
    .orderBy('tickets.number', 'desc')
    .execute()
}
