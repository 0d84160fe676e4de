/** A visitor leaves a notice: it stands in the thread, and asks nobody for an answer. */
import type { NoticeRequest } from '@porchlight/protocol'
import { beginRun } from '../runs/begin-run.ts'
import type { MessageRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { findRepetition } from './message-rows.ts'
import { postMessage } from './post-message.ts'
import { postQueued } from './queue.ts'
import { saveThread, type Thread } from './thread.ts'

/**
 * Posts the notice behind everything that waits in the queue, or finds it. An answer is begun to
 * what waited, and to that alone.
 *
 * @throws Refusal 422 when the id was used for something else
 */
export async function postNotice(
  tx: Tx,
  thread: Thread,
  { id, notice }: { id: string; notice: NoticeRequest },
): Promise<MessageRow> {
  const draft = { id, author: 'notice', content: toContent(notice) } as const
  const known = await findRepetition(tx, thread, draft)
  if (known !== null) return known
  const isAnyWaiting = thread.conversation.drain_at !== null
  if (isAnyWaiting) await postQueued(tx, thread)
  const row = await postMessage(tx, thread, draft)
  if (isAnyWaiting) await beginRun(tx, thread)
  saveThread(tx, thread)
  return row
}

/** Equal for equal notices: what a repetition is compared by. */
function toContent({ data: { score, comment } }: NoticeRequest): string {
  const rating = `Rating: ${score} of 5`
  return comment === null ? rating : `${rating}\n\n${comment}`
}
