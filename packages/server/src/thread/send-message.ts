/** A message is posted at once, unless something is before it. */
import type { Author, SentWith } from '@porchlight/protocol'
import { queueNotEmpty, runActive } from '../problem-response.ts'
import { refuseBeyondQuota } from '../runs/answers-quota.ts'
import { beginRun } from '../runs/begin-run.ts'
import type { MessageRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { findRepetition } from './message-rows.ts'
import { postMessage } from './post-message.ts'
import { postQueued } from './queue.ts'
import { saveThread, type Thread } from './thread.ts'

/** A message, and who brings it. */
export interface Sending {
  readonly id: string
  readonly content: string
  readonly author: Extract<Author, 'visitor' | 'assistant'>
  /** A visitor's browser has a queue to go to; a key has not, and takes the queue along. */
  readonly by: 'visitor' | 'key'
  readonly sentWith?: SentWith
}

/**
 * Posts the message, or finds it wherever an earlier request under its id has left it. A message in
 * the visitor's name starts an answer.
 *
 * @throws Refusal 402 to a key beyond the quota, 409 while rows are queued or a run is on, 422 when the id was used for something else
 */
export async function sendNow(tx: Tx, thread: Thread, sending: Sending): Promise<MessageRow> {
  const { id, content, author, sentWith } = sending
  const known = await findRepetition(tx, thread, { id, content, author })
  if (known !== null) return known
  const { drain_at, run_id, project_id: project } = thread.conversation
  // A visitor's text is taken in any case.
  if (sending.by === 'key' && author === 'visitor') await refuseBeyondQuota(tx, project)
  if (sending.by === 'visitor' && drain_at !== null) throw queueNotEmpty()
  if (author === 'visitor' && run_id !== null) throw runActive()
  if (drain_at !== null) await postQueued(tx, thread)
  const row = await postMessage(tx, thread, {
    id,
    content,
    author,
    ...(sentWith !== undefined && { sentWith }),
  })
  if (author === 'visitor') await beginRun(tx, thread)
  saveThread(tx, thread)
  return row
}
