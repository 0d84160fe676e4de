/** A notice under the lock of its thread. */
import type { NoticeRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { loadThread, type Thread } from '../thread/thread.ts'

/** Null when somebody else was faster, or there is nothing to tell of any more. */
export async function takeNotice(
  tx: Tx,
  conversation: string,
  kind: NoticeRow['kind'],
): Promise<{ thread: Thread; notice: NoticeRow } | null> {
  const thread = await loadThread(tx, conversation)
  const notice = await tx.db
    .selectFrom('notices')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('kind', '=', kind)
    .where('since', 'is not', null)
    .executeTakeFirst()
  return thread === null || notice === undefined ? null : { thread, notice }
}

export async function changeNotice(
  tx: Tx,
  { conversation_id, kind }: NoticeRow,
  change: Partial<Pick<NoticeRow, 'since' | 'mailed_at' | 'mailed_seq'>>,
): Promise<void> {
  await tx.db
    .updateTable('notices')
    .set(change)
    .where('conversation_id', '=', conversation_id)
    .where('kind', '=', kind)
    .execute()
}

/** For the head of a mail: one line, and not too long a one. */
export function oneLine(text: string, maxCharacters = 120): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  const characters = [...line]
  return characters.length <= maxCharacters
    ? line
    : `${characters.slice(0, maxCharacters - 1).join('')}…`
}
