/** How far each side has read. Positions only rise, so repeating a request changes nothing. */
import type { ReadTx, Tx } from '../store/store.ts'
import { saveThread, type Thread } from './thread.ts'

/** @param seq a place; one that is not there yet counts as the last that is */
export async function markRead(
  tx: Tx,
  thread: Thread,
  { side, seq }: { side: 'visitor' | 'team'; seq: number },
): Promise<void> {
  const { conversation, ticket } = thread
  const position = side === 'visitor' ? 'read_seq' : 'team_read_seq'
  const reached = Math.min(seq, conversation.last_seq)
  if (reached <= conversation[position]) return
  conversation[position] = reached
  if (ticket !== null) {
    const unread = side === 'visitor' ? 'unread_customer_count' : 'unread_team_count'
    const other = side === 'visitor' ? 'agent' : 'visitor'
    ticket[unread] = await countAfter(tx, conversation.id, { author: other, seq: reached })
  }
  saveThread(tx, thread)
}

/** Public messages of one side behind a place. */
export async function countAfter(
  tx: ReadTx,
  conversation: string,
  { author, seq }: { author: 'agent' | 'visitor'; seq: number },
): Promise<number> {
  const { count } = await tx.db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'posted')
    .where('is_private', '=', 0)
    .where('author', '=', author)
    .where('seq', '>', seq)
    .executeTakeFirstOrThrow()
  return Number(count)
}
