/** Messages the server has, but has not posted yet: how they wait, change and are posted. */
import { sql } from 'kysely'
import { notQueued, queueFull } from '../published-refusals.ts'
import { beginRun } from '../runs/begin-run.ts'
import type { MessageRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import {
  changeMessage,
  type Draft,
  findMessage,
  findRepetition,
  insertMessage,
  takeSeq,
} from './message-rows.ts'
import { postQueuedRow } from './post-message.ts'
import { saveThread, type Thread } from './thread.ts'

/** In `drain_at`: before any time, so that no clock can hold up what is due. */
export const DUE = 0

/** The rows that wait, first in first out. */
export async function listQueued(tx: ReadTx, conversation: string): Promise<MessageRow[]> {
  return await tx.db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversation)
    // As a literal: its index holds these alone.
    .where('state', '=', sql.lit<MessageRow['state']>('queued'))
    .orderBy('queue_seq')
    .execute()
}

/**
 * Puts a message in the queue, or finds it there or wherever it is by now, and drains what is due:
 * at once when nothing more is announced or the queue is full, else a while after the last call.
 *
 * @throws Refusal 409 when the queue is full, 422 when the id was used for something else
 */
export async function enqueue(
  tx: Tx,
  thread: Thread,
  { draft, more }: { draft: Draft; more: boolean },
): Promise<void> {
  const { conversation } = thread
  const known = await findRepetition(tx, thread, draft)
  if (known !== null && known.state !== 'queued') return
  const queued = await listQueued(tx, conversation.id)
  const { maxQueueMessages, drainAfterMs } = tx.policy
  let length = queued.length
  if (known === null) {
    if (length >= maxQueueMessages) throw queueFull(maxQueueMessages)
    insertMessage(tx, thread, draft, { state: 'queued', queueSeq: takeSeq(thread) })
    length += 1
  }
  const isWaitingForMore = more && length < maxQueueMessages
  if (isWaitingForMore) conversation.drain_at = tx.now + drainAfterMs
  else makeDue(thread)
  await drainIfDue(tx, thread)
  saveThread(tx, thread)
}

/** @throws Refusal 404 when the row does not wait any more, or never did */
export async function editQueued(
  tx: Tx,
  thread: Thread,
  { id, content }: { id: string; content: string },
): Promise<void> {
  const row = await findMessage(tx, thread.conversation.id, id)
  if (row?.state !== 'queued') throw notQueued()
  if (row.content === content) return
  changeMessage(tx, thread, row, { content })
  saveThread(tx, thread)
}

/**
 * Takes a row back, for ever: a late repetition of its POST finds it withdrawn. Taking back what
 * was taken back succeeds.
 *
 * @throws Refusal 404 when the row was posted before, or never existed
 */
export async function withdraw(tx: Tx, thread: Thread, id: string): Promise<void> {
  const row = await findMessage(tx, thread.conversation.id, id)
  if (row?.state === 'withdrawn') return
  if (row?.state !== 'queued') throw notQueued()
  changeMessage(tx, thread, row, { state: 'withdrawn' })
  const left = await listQueued(tx, thread.conversation.id)
  if (left.length === 0) thread.conversation.drain_at = null
  saveThread(tx, thread)
}

/** Takes back everything that waits. */
export async function clearQueue(tx: Tx, thread: Thread): Promise<void> {
  const queued = await listQueued(tx, thread.conversation.id)
  if (queued.length === 0) return
  for (const row of queued) changeMessage(tx, thread, row, { state: 'withdrawn' })
  thread.conversation.drain_at = null
  saveThread(tx, thread)
}

/** Posts everything that waits, in order. Starts nothing. The thread still has to be saved. */
export async function postQueued(tx: Tx, thread: Thread): Promise<void> {
  for (const row of await listQueued(tx, thread.conversation.id)) {
    await postQueuedRow(tx, thread, row)
  }
  thread.conversation.drain_at = null
}

/** Nothing further is waited for. The thread still has to be saved. */
export function makeDue(thread: Thread): void {
  thread.conversation.drain_at = DUE
}

/**
 * Drains a queue whose time has come: all of it in this transaction, and at most one run over it.
 * Never while a run is on; its end drains. The thread still has to be saved.
 */
export async function drainIfDue(tx: Tx, thread: Thread): Promise<boolean> {
  const { drain_at, run_id } = thread.conversation
  if (drain_at === null || drain_at > tx.now || run_id !== null) return false
  await postQueued(tx, thread)
  await beginRun(tx, thread)
  return true
}
