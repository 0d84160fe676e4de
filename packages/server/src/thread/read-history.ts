/** A thread as an assistant is shown it. */
import type { AssistantTurn } from '../assistant/assistant.ts'
import type { ReadTx } from '../store/store.ts'

/** Messages an assistant is shown, newest last. */
const HISTORY_LIMIT = 50

/** What was said in public: no private notes, and nothing that nobody has said. */
export async function readHistory(tx: ReadTx, conversation: string): Promise<AssistantTurn[]> {
  const rows = await tx.db
    .selectFrom('messages')
    .select(['author', 'content'])
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'posted')
    .where('is_private', '=', 0)
    .orderBy('seq', 'desc')
    .limit(HISTORY_LIMIT)
    .execute()
  return rows.reverse().flatMap(({ author, content }) => {
    return author === 'visitor' || author === 'agent' || author === 'assistant'
      ? [{ author, content }]
      : []
  })
}
