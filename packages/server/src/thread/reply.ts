/** A person of the team answers, or leaves a note for colleagues. */
import { isChatOnIn } from '../auth/projects.ts'
import { replyingIsOff } from '../published-refusals.ts'
import { takeOver } from '../runs/hand-over.ts'
import type { MessageRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { type Draft, findRepetition } from './message-rows.ts'
import { findAgentName } from './people.ts'
import { postMessage } from './post-message.ts'
import { postQueued } from './queue.ts'
import { saveQuietly, saveThread, type TicketThread } from './thread.ts'

/** What is said, and whether to the visitor or to colleagues alone. */
export interface Replying {
  readonly id: string
  readonly content: string
  readonly richContent: Readonly<Record<string, unknown>> | null
  readonly isPrivate: boolean
  /** Whose key it is; null for a server's. */
  readonly agent: number | null
}

/**
 * Posts a reply behind everything that waits in the queue, and from then on people answer; or posts
 * a private note, which changes nothing for the visitor. Finds it when its id is known.
 *
 * @throws Refusal 422 when the id was used for something else, 400 when the project's chat is off
 */
export async function reply(tx: Tx, thread: TicketThread, replying: Replying): Promise<MessageRow> {
  const authorName = await findAgentName(tx, replying.agent)
  const draft: Draft = { ...replying, author: 'agent', authorName }
  const known = await findRepetition(tx, thread, draft)
  if (known !== null) return known
  if (!(await isChatOnIn(tx, thread.conversation.project_id))) throw replyingIsOff()
  if (draft.isPrivate) {
    const note = await postMessage(tx, thread, draft)
    saveQuietly(tx, thread)
    return note
  }
  await postQueued(tx, thread)
  const posted = await postMessage(tx, thread, draft)
  takeOver(tx, thread)
  if (thread.ticket.status === 'new') thread.ticket.status = 'open'
  saveThread(tx, thread)
  return posted
}
