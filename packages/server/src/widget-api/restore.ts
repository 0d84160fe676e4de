/** `POST restore`: redeems a link. The tickets move; the browser that had them has them no more. */
import {
  type RestoreAnswer,
  type RestoreRequest,
  restoreAnswerSchema,
  restoreRequestSchema,
} from '@porchlight/protocol'
import { hashSecret } from '../auth/secrets.ts'
import { json } from '../routes/declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../routes/route.ts'
import type { Tx } from '../store/store.ts'
import { loadThread, saveThread } from '../thread/thread.ts'
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
      return Response.json(answer)
    },
  })
}

/** Moves the tickets of the link's address, all in the transaction that uses the link up. */
export async function redeemLink(
  tx: Tx,
  project: number,
  { restore_token, widget_session_id }: RestoreRequest,
): Promise<RestoreAnswer> {
  const token = await tx.db
    .selectFrom('restore_tokens')
    .selectAll()
    .where('hash', '=', hashSecret(restore_token))
    .where('project_id', '=', project)
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  if (token === undefined) return { status: 'invalid', code: 'token_invalid' }
  if (token.used_at !== null) return { status: 'used', code: 'token_already_used' }
  if (token.expires_at <= tx.now) return { status: 'expired', code: 'token_expired' }
  const { email } = token
  // The other links to this address are void as well: one of them may be in wrong hands.
  await tx.db
    .updateTable('restore_tokens')
    .set({ used_at: tx.now })
    .where('project_id', '=', project)
    .where('email', '=', email)
    .where('used_at', 'is', null)
    .execute()
  const tickets = await findTicketsOf(tx, { project, email })
  const visitor = await openBrowser(tx, { project, sessionId: widget_session_id })
  const gone = new Set<string>()
  // Locks are taken in the order of the ids.
  for (const conversation of tickets.map((ticket) => ticket.conversation_id).sort()) {
    const thread = await loadThread(tx, conversation)
    // Before it was locked, somebody may have proven that it is theirs, or have erased it.
    const [still] = await findTicketsOf(tx, { project, email, conversation })
    if (thread === null || still === undefined) gone.add(conversation)
    else if (thread.conversation.visitor_id !== visitor) {
      thread.conversation.visitor_id = visitor
      await saveThread(tx, thread)
    }
  }
  const moved = tickets.filter(({ conversation_id }) => !gone.has(conversation_id))
  return { status: 'success', widget_session_id, migrated_ticket_ids: moved.map(({ id }) => id) }
}
