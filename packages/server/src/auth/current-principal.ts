/**
 * Who asks by now. A sender is looked up before the body is read; while a body was on its way, the
 * browser may have been identified, so that its threads and tokens are another visitor's.  [SV107]
 */
import { authenticationFailed } from '../problem-response.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import type { Principal, VisitorPrincipal } from './principal.ts'

/**
 * The principal as this transaction sees it. In a write the token stays that visitor's until the
 * transaction has ended. Call it before a thread is loaded: an identification takes the tokens
 * first, then the threads.
 *
 * @throws Refusal 401 when the token has expired or was revoked meanwhile: the sender comes back
 * with another one, while a 404 would say that the thread is gone
 */
export async function currentPrincipal(tx: ReadTx, principal: Principal): Promise<Principal> {
  if (principal.kind === 'key') return principal
  return { ...principal, visitor: await visitorOf(tx, principal) }
}

async function visitorOf(tx: ReadTx, { tokenHash }: VisitorPrincipal): Promise<string> {
  const token = await tx.db
    .selectFrom('access_tokens')
    .select('visitor_id')
    .where('hash', '=', tokenHash)
    .where('expires_at', '>', tx.now)
    .$if(tx.locksRows, (query) => query.forShare())
    .executeTakeFirst()
  if (token === undefined) throw authenticationFailed()
  return token.visitor_id
}

/**
 * Waits for all that is done under a token of the same browser, and keeps everything else waiting:
 * no thread is opened, and no token made, until this transaction has ended. Call it first.
 *
 * @returns the visitor of the token
 * @throws Refusal 401
 */
export async function lockTokens(tx: Tx, principal: VisitorPrincipal): Promise<string> {
  let known = ''
  for (;;) {
    const visitor = await visitorOf({ ...tx, locksRows: false }, principal)
    if (!tx.locksRows) return visitor
    // While we waited for a lock, one of its tokens may have been renewed, or all of them moved.
    // What was found before is ours by now, so a look that finds nothing else has found all.
    const refresh = await lockAll(tx, 'refresh_tokens', visitor)
    const access = await lockAll(tx, 'access_tokens', visitor)
    const found = JSON.stringify([visitor, refresh, access])
    if (found === known) return visitor
    known = found
  }
}

async function lockAll(
  tx: Tx,
  table: 'refresh_tokens' | 'access_tokens',
  visitor: string,
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom(table)
    .select('hash')
    .where('visitor_id', '=', visitor)
    .orderBy('hash')
    .forNoKeyUpdate()
    .execute()
  return rows.map(({ hash }) => hash)
}
