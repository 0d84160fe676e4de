/**
 * How a browser becomes a visitor and stays one.
 *
 * The browser makes the successor of its refresh token itself, so the same pair {refresh, next} can
 * be sent again at any age and means the same. Another successor for a used token means that two
 * parties hold it: for 10 s that is taken for two tabs, after that for a theft.  [SV20]
 */
import type { SessionRequest } from '@porchlight/protocol'
import type { Tx } from '../store/store.ts'
import { lockAccessTokens, lockVisitor } from './lock-visitor.ts'
import { hashSecret } from './secrets.ts'

/** Life of an access token. */
export const ACCESS_TOKEN_MS: number = 15 * 60_000

/** How long two tabs may disagree about the successor of a token. */
const SUPERSEDED_MS = 10_000

/** `unknown`: no such session, or it was revoked. A new one begins with `refresh: null`. */
export type SessionOutcome =
  | { readonly kind: 'visitor'; readonly visitor: string }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'invalid_next' }

/** Finds or makes the visitor. The outcome is a value, because a revocation has to be committed. */
export async function continueSession(
  tx: Tx,
  project: number,
  request: SessionRequest,
): Promise<SessionOutcome> {
  const next = hashSecret(request.next)
  return request.refresh === null
    ? await beginSession(tx, project, next)
    : await refreshSession(tx, project, { refresh: hashSecret(request.refresh), next })
}

/** Stores an access token that was just made. */
export async function storeAccessToken(tx: Tx, visitor: string, token: string): Promise<void> {
  await tx.db
    .insertInto('access_tokens')
    .values({
      hash: hashSecret(token),
      visitor_id: visitor,
      expires_at: tx.now + ACCESS_TOKEN_MS,
    })
    .execute()
}

async function beginSession(tx: Tx, project: number, next: string): Promise<SessionOutcome> {
  const known = await findBegun(tx, project, next)
  if (known !== null) return known
  const visitor = tx.createId()
  await tx.db
    .insertInto('visitors')
    .values({ id: visitor, project_id: project, created_at: tx.now })
    .execute()
  if (await insertToken(tx, visitor, next)) return { kind: 'visitor', visitor }
  // The same request, sent twice, was faster on another connection.
  await tx.db.deleteFrom('visitors').where('id', '=', visitor).execute()
  return (await findBegun(tx, project, next)) ?? { kind: 'unknown' }
}

/** What a first token has come to before; null for a new one. */
async function findBegun(tx: Tx, project: number, next: string): Promise<SessionOutcome | null> {
  const known = await findToken(tx, next)
  if (known === null) return null
  if (known.project_id !== project) return { kind: 'invalid_next' }
  // A revoked browser tries its old luck.
  if (known.revoked) return { kind: 'unknown' }
  // Only a first token was ever sent with null: whoever sends another so has it from elsewhere.
  if (await isSuccessor(tx, next)) return { kind: 'invalid_next' }
  if (known.successor_hash !== null) return await judgeSecondUse(tx, known)
  // The answer to the first request was lost.
  return { kind: 'visitor', visitor: known.visitor_id }
}

async function isSuccessor(tx: Tx, hash: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('refresh_tokens')
    .select('hash')
    .where('successor_hash', '=', hash)
    .executeTakeFirst()
  return row !== undefined
}

/** Two parties hold the token: for a moment that is taken for two tabs, then for a theft. */
async function judgeSecondUse(tx: Tx, token: TokenRow): Promise<SessionOutcome> {
  if (tx.now - (token.used_at ?? 0) <= SUPERSEDED_MS) return { kind: 'superseded' }
  await revokeTokens(tx, token.visitor_id)
  return { kind: 'unknown' }
}

async function refreshSession(
  tx: Tx,
  project: number,
  pair: { refresh: string; next: string },
): Promise<SessionOutcome> {
  const token = await findToken(tx, pair.refresh)
  if (token?.project_id !== project || token.revoked) return { kind: 'unknown' }
  const visitor = token.visitor_id
  if (token.successor_hash === pair.next) return { kind: 'visitor', visitor }
  if (token.successor_hash === null) {
    if ((await readToken(tx, pair.next)) !== null) return { kind: 'invalid_next' }
    await tx.db
      .updateTable('refresh_tokens')
      .set({ successor_hash: pair.next, used_at: tx.now })
      .where('hash', '=', pair.refresh)
      .execute()
    await insertToken(tx, visitor, pair.next)
    return { kind: 'visitor', visitor }
  }
  return await judgeSecondUse(tx, token)
}

interface TokenRow {
  readonly visitor_id: string
  readonly project_id: number
  readonly successor_hash: string | null
  readonly used_at: number | null
  readonly revoked: 0 | 1
}

/** The token, of whatever project: hashes are unique over all of them. Its visitor is locked. */
async function findToken(tx: Tx, hash: string): Promise<TokenRow | null> {
  let row = await readToken(tx, hash)
  if (!tx.locksRows) return row
  // While we waited for the lock, the token may have become a person's, or have been revoked.
  for (let locked = ''; row !== null && row.visitor_id !== locked; ) {
    locked = row.visitor_id
    await lockVisitor(tx, locked)
    row = await readToken(tx, hash)
  }
  return row
}

async function readToken(tx: Tx, hash: string): Promise<TokenRow | null> {
  const row = await tx.db
    .selectFrom('refresh_tokens')
    .innerJoin('visitors', 'visitors.id', 'refresh_tokens.visitor_id')
    .select(['visitor_id', 'project_id', 'successor_hash', 'used_at', 'revoked'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row ?? null
}

/** @returns false when the token is there already */
async function insertToken(tx: Tx, visitor: string, hash: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('refresh_tokens')
    .values({
      hash,
      visitor_id: visitor,
      successor_hash: null,
      used_at: null,
      revoked: 0,
      created_at: tx.now,
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Takes all tokens of a visitor away, for good. Its row is locked by the caller. */
export async function revokeTokens(tx: Tx, visitor: string): Promise<void> {
  await tx.db
    .updateTable('refresh_tokens')
    .set({ revoked: 1 })
    .where('visitor_id', '=', visitor)
    .execute()
  await lockAccessTokens(tx, visitor)
  await tx.db.deleteFrom('access_tokens').where('visitor_id', '=', visitor).execute()
  tx.wake(`revoked:${visitor}`)
}
