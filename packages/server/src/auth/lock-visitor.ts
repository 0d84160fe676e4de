/** The row of a visitor is the lock of all its tokens. */
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
