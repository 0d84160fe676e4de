/** `POST restore`: redeems a link. The tickets move; the browser that had them has them no more. */

import {
  type RestoreAnswer,
  type RestoreRequest,
  restoreAnswerSchema,
  restoreRequestSchema,
} from '@porchlight/protocol'
import { lockProject } from '../auth/lock-project.ts'
import { hashSecret } from '../auth/secrets.ts'
import { jsonResponse } from '../json-response.ts'
import { json } from '../routes/declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../routes/route.ts'
import type { Tx } from '../store/store.ts'
import { loadThread, saveThread, type Thread } from '../thread/thread.ts'
import { openBrowser } from './caller.ts'
import { ROOT, WIDGET_API } from './declared.ts'
import { limitRate } from './rate-limit.ts'
import { findTicketsOf } from './restore-link.ts'
import { checkOrigin, findSite } from './site.ts'

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
      const body = await readBody()
      const sessionId = body.widget_session_id
      const subject = { sessionId, address, kind: 'write' } as const
      limitRate(services, site, subject, ['restores_per_address', address])
      const answer = await services.store.write((tx) => redeemLink(tx, site.project, body))
      // Who tries tokens until one fits does not get far.
      if (answer.status === 'invalid') services.limits.use(['restore_misses_per_address', address])
      return jsonResponse(answer)
    },
  })
}

/** Moves the tickets of the link's address, all in the transaction that uses the link up. */
export async function redeemLink(
  tx: Tx,
  project: number,
  { restore_token, widget_session_id }: RestoreRequest,
): Promise<RestoreAnswer> {
  const link = { project, hash: hashSecret(restore_token) }
  const known = await findLink(tx, link)
  if ('refusal' in known) return known.refusal
  const { email } = known
  const visitor = await openBrowser(tx, { project, sessionId: widget_session_id })
  const tickets = await lockTicketsOf(tx, { project, email })
  // Of two who redeem links to one address at once, the second finds its own used.
  await lockProject(tx, project)
  const still = await findLink(tx, link)
  if ('refusal' in still) return still.refusal
  // The other links to this address are void as well: one of them may be in wrong hands.
  await tx.db
    .updateTable('restore_tokens')
    .set({ used_at: tx.now })
    .where('project_id', '=', project)
    .where('email', '=', email)
    .where('used_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .execute()
  for (const { thread } of tickets) {
    if (thread.conversation.visitor_id === visitor) continue
    thread.conversation.visitor_id = visitor
    saveThread(tx, thread)
  }
  const ids = tickets.sort((a, b) => a.place - b.place).map(({ id }) => id)
  return { status: 'success', widget_session_id, migrated_ticket_ids: ids }
}

async function findLink(
  tx: Tx,
  { project, hash }: { readonly project: number; readonly hash: string },
): Promise<{ readonly email: string } | { readonly refusal: RestoreAnswer }> {
  const token = await tx.db
    .selectFrom('restore_tokens')
    .selectAll()
    .where('hash', '=', hash)
    .where('project_id', '=', project)
    .executeTakeFirst()
  if (token === undefined) return { refusal: { status: 'invalid', code: 'token_invalid' } }
  if (token.used_at !== null) return { refusal: { status: 'used', code: 'token_already_used' } }
  if (token.expires_at <= tx.now) return { refusal: { status: 'expired', code: 'token_expired' } }
  return { email: token.email }
}

/** Those that are still to be had when they are locked, each with its place in the list. */
async function lockTicketsOf(
  tx: Tx,
  of: { readonly project: number; readonly email: string },
): Promise<{ readonly id: string; readonly place: number; readonly thread: Thread }[]> {
  const found = (await findTicketsOf(tx, of)).map((ticket, place) => ({ ...ticket, place }))
  const locked: { id: string; place: number; thread: Thread }[] = []
  // Locks are taken in the order of the ids.
  found.sort((a, b) => (a.conversation_id < b.conversation_id ? -1 : 1))
  for (const { id, place, conversation_id: conversation } of found) {
    const thread = await loadThread(tx, conversation)
    // Before it was locked, somebody may have proven that it is theirs, or have erased it.
    const [still] = await findTicketsOf(tx, { ...of, conversation })
    if (thread !== null && still !== undefined) locked.push({ id, place, thread })
  }
  return locked
}
