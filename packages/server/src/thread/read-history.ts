/** A thread as an assistant is shown it. */
import { withoutTags } from '@porchlight/richtext'
import type { AssistantTurn } from '../assistant/assistant.ts'
import { readCitations } from '../store/json-columns.ts'
import type { ReadTx } from '../store/store.ts'

/** Messages an assistant is shown, newest last. */
const HISTORY_LIMIT = 50

/** What was said in public: no private notes, and nothing that nobody has said. */
export async function readHistory(tx: ReadTx, conversation: string): Promise<AssistantTurn[]> {
  const rows = await tx.db
    .selectFrom('messages')
    .select(['author', 'content', 'citations'])
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'posted')
    .where('is_private', '=', 0)
    .orderBy('seq', 'desc')
    .limit(HISTORY_LIMIT)
    .execute()
  return rows.reverse().flatMap(({ author, content: written, citations }) => {
    if (author !== 'visitor' && author !== 'agent' && author !== 'assistant') return []
    const content = withoutTags(written)
    const sources = readCitations(citations).map(({ title }) => title)
    return [{ author, content, ...(sources.length > 0 && { sources }) }]
  })
}
