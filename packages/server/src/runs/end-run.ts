/** A run ends: its answer is posted as far as it got, and what came meanwhile is answered next. */
import type { AiTriageResult, WireCitation } from '@porchlight/protocol'
import { readCitations } from '../store/json-columns.ts'
import type { RunRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import type { RunOutcome } from '../store/tables/runs.ts'
import { findMessage } from '../thread/message-rows.ts'
import { postMessage } from '../thread/post-message.ts'
import { drainIfDue } from '../thread/queue.ts'
import { saveThread, type Thread } from '../thread/thread.ts'
import { beginRun } from './begin-run.ts'
import { handOver } from './hand-over.ts'

/** The answer as the frames have it. */
export interface WrittenSoFar {
  readonly content: string
  readonly citations: readonly WireCitation[]
  /** Number of the last frame, 0 when there is none. */
  readonly n: number
}

/** How a run ended, and what its runner had not written into a frame yet. */
export interface RunEnd {
  readonly outcome: RunOutcome
  readonly rest?: string
  readonly citations?: readonly WireCitation[]
  /** Why a person should take over, when the assistant asked for one. */
  readonly handOver?: string | null
}

/**
 * Ends an active run and saves its thread. Everything that is not `done` leaves a partial answer
 * that is marked as one; an answer without a word leaves nothing. A run is never redone.
 *
 * @param thread loaded before the run was
 */
export async function endRun(tx: Tx, thread: Thread, run: RunRow, end: RunEnd): Promise<void> {
  const written = await readFrames(tx, run.id)
  const content = written.content + (end.rest ?? '')
  const answerId = await freeAnswerId(tx, run)
  if (content.trim() !== '') {
    await postMessage(tx, thread, {
      id: answerId,
      author: 'assistant',
      content,
      incomplete: end.outcome !== 'done',
      citations: end.citations ?? written.citations,
      // Frames count as revisions of the answer, so the row outranks every one of them.
      rev: written.n + 1,
    })
  }
  await tx.db
    .updateTable('runs')
    .set({
      state: 'ended',
      outcome: end.outcome,
      answer_id: answerId,
      ended_at: tx.now,
      lease_until: null,
    })
    .where('id', '=', run.id)
    .execute()
  thread.conversation.run_id = null
  if (thread.ticket !== null) {
    thread.ticket.ai_triage_result = triageOf(end, { hasAnswer: content.trim() !== '' })
  }
  if (typeof end.handOver === 'string') handOver(tx, thread, end.handOver)
  await drainIfDue(tx, thread)
  if (await hasOpenQuestion(tx, run)) await beginRun(tx, thread)
  saveThread(tx, thread)
  tx.count({ what: 'run_ended', outcome: end.outcome })
  tx.wake('runs')
}

/** What the team's list says of it. An answer that was cut off or stopped has settled nothing. */
function triageOf(end: RunEnd, { hasAnswer }: { hasAnswer: boolean }): AiTriageResult | null {
  if (end.outcome !== 'done') return null
  if (typeof end.handOver !== 'string') return hasAnswer ? 'persisted' : null
  return hasAnswer ? 'escalated_with_best' : 'escalated_no_reply'
}

/** Its own id, unless a message has it: an older version let messages take it. */
async function freeAnswerId(tx: Tx, run: RunRow): Promise<string> {
  const message = await findMessage(tx, run.conversation_id, run.answer_id)
  return message === null ? run.answer_id : tx.createId()
}

/** A key's message takes queued rows along, also while a run is on that has not seen them. */
async function hasOpenQuestion(tx: ReadTx, run: RunRow): Promise<boolean> {
  const question = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', run.conversation_id)
    .where('author', '=', 'visitor')
    .where('state', '=', 'posted')
    .where('seq', '>', run.base_seq)
    .executeTakeFirst()
  return question !== undefined
}

/** Puts the frames of a run together. */
export async function readFrames(tx: ReadTx, run: string): Promise<WrittenSoFar> {
  const frames = await tx.db
    .selectFrom('run_frames')
    .select(['n', 'text', 'citations'])
    .where('run_id', '=', run)
    .orderBy('n')
    .execute()
  const last = frames.at(-1)
  return {
    content: frames.map((frame) => frame.text).join(''),
    citations: last === undefined ? [] : readCitations(last.citations),
    n: last?.n ?? 0,
  }
}

/**
 * The active run under that id, or null. In a write its row is locked: whoever also needs the
 * thread loads that first.
 */
export async function findActiveRun(tx: ReadTx, id: string): Promise<RunRow | null> {
  const row = await tx.db
    .selectFrom('runs')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'active')
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  return row ?? null
}
