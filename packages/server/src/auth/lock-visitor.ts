/**
 * The row of a visitor is the lock of all its tokens. Whoever changes tokens takes it before any of
 * them; whoever only needs that one stays whose it is, locks that one alone.
 */
import type { Tx } from '../store/store.ts'

/**
 * Until this transaction ends nobody else gives the visitor a token, moves its tokens or takes them
 * away. Without it, who takes all tokens away would miss one that is being made.
 *
 * @returns false when there is no such visitor
 */
export async function lockVisitor(tx: Tx, visitor: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('visitors')
    .select('id')
    .where('id', '=', visitor)
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  return row !== undefined
}

/** Waits for what is under way with one of them. The visitor is locked by the caller. */
export async function lockAccessTokens(tx: Tx, visitor: string): Promise<void> {
  if (!tx.locksRows) return
  await tx.db
    .selectFrom('access_tokens')
    .select('hash')
    .where('visitor_id', '=', visitor)
    .orderBy('hash')
    .forUpdate()
    .execute()
}
