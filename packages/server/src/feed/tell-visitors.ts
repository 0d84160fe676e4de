/** What visitors are told of. */
import type { EventRow } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { countUnread, summarise, toConversationMessage } from '../thread/conversation-view.ts'
import type { Thread } from '../thread/thread.ts'
import { loadMessages, loadThreads, targetOf } from './load-told.ts'
import { placeOf, type Told } from './told.ts'

/** @param pages rows of each visitor, who may see all that they point to but private notes */
export async function tellVisitors(
  tx: ReadTx,
  pages: readonly (readonly EventRow[])[],
): Promise<Told[][]> {
  const rows = pages.flat()
  const [threads, messages, unread] = await Promise.all([
    loadThreads(tx, rows),
    loadMessages(tx, rows),
    countUnread(tx, [
      ...new Set(rows.flatMap((row) => (row.kind === 'thread' ? row.conversation_id : []))),
    ]),
  ])

  function tell(row: EventRow): Told[] {
    const thread = presentFor(row.visitor_id, threads.get(row.conversation_id))
    if (row.kind === 'thread') {
      const { conversation_id: conversation } = row
      const event =
        thread === null
          ? ({ event: 'conversation_deleted', data: { conversation } } as const)
          : ({ event: 'conversation', data: summarise(tx, thread, unread) } as const)
      return [{ at: placeOf(row), event }]
    }
    // What was said in a conversation that is gone by now is told to nobody.
    if (thread === null) return []
    const message = messages.get(targetOf(row))
    // Private notes have no visitor in their event; this is the second lock on the same door.
    if (message === undefined || message.is_private === 1) return []
    return [{ at: placeOf(row), event: { event: 'message', data: toConversationMessage(message) } }]
  }

  return pages.map((page) => page.flatMap(tell))
}

/**
 * A conversation that has moved to another visitor is gone for whoever had it: an event of before,
 * read only now, must not tell them what was said in it since.  [SV167]
 */
function presentFor(visitor: string | null, thread: Thread | undefined): Thread | null {
  const { deleted_at, visitor_id } = thread?.conversation ?? {}
  return thread !== undefined && deleted_at === null && visitor_id === visitor ? thread : null
}
