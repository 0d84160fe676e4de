/**
 * Who asks by now. A sender is looked up before the body is read; while a body was on its way, the
 * browser may have been identified, so that its threads and tokens are another visitor's.  [SV107]
 */
import { authenticationFailed } from '../problem-response.ts'
import { prepare } from '../store/prepared.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { lockAccessTokens, lockVisitor } from './lock-visitor.ts'
import type { Principal, VisitorPrincipal } from './principal.ts'

/**
 * The principal as this transaction sees it. In a write the token stays that visitor's until the
 * transaction has ended. Call it before a thread is loaded.
 *
 * @throws Refusal 401 when the token has expired or was revoked meanwhile: the sender comes back
 * with another one, while a 404 would say that the thread is gone
 */
export async function currentPrincipal(tx: ReadTx, principal: Principal): Promise<Principal> {
  if (principal.kind === 'key') return principal
  return { ...principal, visitor: await visitorOf(tx, principal) }
}

const TOKEN = prepare((db, { hash, now }: { hash: string; now: number }, { locksRows }) =>
  db
    .selectFrom('access_tokens')
    .select('visitor_id')
    .where('hash', '=', hash)
    .where('expires_at', '>', now)
    .$if(locksRows, (query) => query.forShare()),
)

async function visitorOf(tx: ReadTx, { tokenHash }: VisitorPrincipal): Promise<string> {
  const token = await TOKEN.first(tx, { hash: tokenHash, now: tx.now })
  if (token === undefined) throw authenticationFailed()
  return token.visitor_id
}

/**
 * Waits for all that is done under a token of the same browser, and keeps everything else waiting:
 * no thread is opened, and no token made, until this transaction has ended. Call it before anything
 * but `lockIdentityKeys`.
 *
 * @returns the visitor of the token
 * @throws Refusal 401
 */
export async function lockBrowser(tx: Tx, principal: VisitorPrincipal): Promise<string> {
  for (let locked = ''; ; ) {
    const visitor = await visitorOf({ ...tx, locksRows: false }, principal)
    // While we waited, the token may have become another visitor's, or have been revoked.
    if (visitor === locked) return visitor
    locked = visitor
    await lockVisitor(tx, visitor)
    await lockAccessTokens(tx, visitor)
  }
}
