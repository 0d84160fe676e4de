/** Rows of messages: how they come to be, are found again, and change. */
import type { Author, SentWith, WireCitation } from '@porchlight/protocol'
import { recordMessageEvent } from '../feed/record-event.ts'
import { idempotencyMismatch } from '../problem-response.ts'
import { type Columns, prepare } from '../store/prepared.ts'
import type { MessageRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { formatSentWith } from './sent-with.ts'
import type { Thread } from './thread.ts'

/** What somebody wants to say. The author was decided from principal and endpoint. */
export interface Draft {
  readonly id: string
  readonly author: Author
  readonly content: string
  readonly authorName?: string | null
  /** Who of the team. */
  readonly agent?: number | null
  readonly isPrivate?: boolean
  /** The editor's document beside the text. */
  readonly richContent?: Readonly<Record<string, unknown>> | null
  readonly incomplete?: boolean
  /** What came beside the text. */
  readonly sentWith?: SentWith
  readonly citations?: readonly WireCitation[]
  /** Higher than that of any copy a reader may have; 1 when there is none. */
  readonly rev?: number
}

/**
 * Finds what an earlier request under this id has left.
 *
 * @returns null when the id is new
 * @throws Refusal 422 when the id was used for something else
 */
export async function findRepetition(
  tx: ReadTx,
  thread: Thread,
  draft: Draft,
): Promise<MessageRow | null> {
  const [row, isTaken] = await Promise.all([
    findMessage(tx, thread.conversation.id, draft.id),
    isAnswer(tx, thread.conversation.id, draft.id),
  ])
  if (row === null) {
    if (isTaken) throw idempotencyMismatch()
    return null
  }
  const isSame =
    row.author === draft.author &&
    row.content === draft.content &&
    row.is_private === (draft.isPrivate ? 1 : 0)
  if (!isSame) throw idempotencyMismatch()
  return row
}

/** Sends what `findRepetition` asks, together with what was asked before. */
export function lookForRepetitionAhead(
  tx: Tx,
  about: { readonly conversation: string; readonly id: string },
): void {
  MESSAGE.ahead(tx, about)
  RUN_OF_ANSWER.ahead(tx, about)
}

const MESSAGE = prepare((db, { conversation, id }: { conversation: string; id: string }) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('id', '=', id),
)

export async function findMessage(
  tx: ReadTx,
  conversation: string,
  id: string,
): Promise<MessageRow | null> {
  return (await MESSAGE.first(tx, { conversation, id })) ?? null
}

/** Readers see the id of an answer before its row is there, and it belongs to the answer alone. */
async function isAnswer(tx: ReadTx, conversation: string, id: string): Promise<boolean> {
  return (await RUN_OF_ANSWER.first(tx, { conversation, id })) !== undefined
}

const RUN_OF_ANSWER = prepare((db, { conversation, id }: { conversation: string; id: string }) =>
  db
    .selectFrom('runs')
    .select('id')
    .where('conversation_id', '=', conversation)
    .where('answer_id', '=', id),
)

const NEW_MESSAGE = prepare((db, row: Columns<MessageRow>) => db.insertInto('messages').values(row))

/** Inserts a row and tells the feed. The thread still has to be saved. */
export function insertMessage(
  tx: Tx,
  thread: Thread,
  draft: Draft,
  place: { state: 'queued'; queueSeq: number } | Posted,
): MessageRow {
  const row: MessageRow = {
    conversation_id: thread.conversation.id,
    id: draft.id,
    state: place.state,
    author: draft.author,
    author_name: draft.authorName ?? null,
    agent_id: draft.agent ?? null,
    content: draft.content,
    seq: place.state === 'posted' ? place.seq : null,
    queue_seq: place.state === 'queued' ? place.queueSeq : null,
    rev: draft.rev ?? 1,
    is_private: draft.isPrivate ? 1 : 0,
    incomplete: draft.incomplete ? 1 : 0,
    rich_content: draft.richContent == null ? null : JSON.stringify(draft.richContent),
    citations: JSON.stringify(draft.citations ?? []),
    posted_us: place.state === 'posted' ? place.posted_us : null,
    sent_with: draft.sentWith === undefined ? null : formatSentWith(draft.sentWith),
    created_at: tx.now,
  }
  tx.later(NEW_MESSAGE.with(tx, row))
  recordMessageEvent(tx, thread.conversation, row)
  return row
}

/** Changes a row under a higher rev and tells the feed. @returns the row as it is now */
export function changeMessage(
  tx: Tx,
  thread: Thread,
  row: MessageRow,
  change: Partial<Pick<MessageRow, 'state' | 'seq' | 'posted_us' | 'content' | 'rich_content'>>,
): MessageRow {
  const changed = { ...row, ...change, rev: row.rev + 1 }
  tx.later(
    tx.db
      .updateTable('messages')
      .set({ ...change, rev: changed.rev })
      .where('conversation_id', '=', row.conversation_id)
      .where('id', '=', row.id),
  )
  recordMessageEvent(tx, thread.conversation, changed)
  return changed
}

/** Where and when a message is posted. */
export interface Posted {
  readonly state: 'posted'
  readonly seq: number
  readonly posted_us: number
}

/**
 * The next place among the posted rows. Its time rises with each place, whatever the wall clock
 * does, so that a reader who goes on from a time misses nothing.
 */
export function takePlace(tx: Tx, thread: Thread): Posted {
  const { conversation } = thread
  conversation.last_posted_us = Math.max(conversation.last_posted_us + 1, tx.now * 1000)
  return { state: 'posted', seq: takeSeq(thread), posted_us: conversation.last_posted_us }
}

/** The next place in this thread. Readers may see gaps: queued rows and private notes take one. */
export function takeSeq(thread: Thread): number {
  const seq = thread.conversation.next_seq
  thread.conversation.next_seq += 1
  return seq
}
