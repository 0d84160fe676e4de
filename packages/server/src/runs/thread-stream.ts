/**
 * A thread as a stream: what is posted from a place on, and the answer that is being written, until
 * nothing is on and nothing waits. All of it is read from the tables after a wake-up, so it makes
 * no difference who writes the answer, or where.
 */
import type {
  PublishedConversation,
  PublishedMessage,
  PublishedStreamEvent,
} from '@porchlight/protocol'
import { openStreamFor } from '../auth/open-stream.ts'
import type { Principal } from '../auth/principal.ts'
import type { EventStream, EventStreams } from '../event-stream.ts'
import type { Limits } from '../limits/limits.ts'
import type { Log } from '../server-options.ts'
import { createBell } from '../store/bell.ts'
import type { MessageRow, RunRow } from '../store/schema.ts'
import type { ReadTx, Store } from '../store/store.ts'
import { toConversationMessage, toIso, toSummary } from '../thread/conversation-view.ts'
import { loadThread } from '../thread/thread.ts'
import { readFrames, type WrittenSoFar } from './end-run.ts'

export interface ThreadStreamPorts {
  readonly store: Store
  readonly streams: EventStreams
  readonly limits: Limits
  readonly log: Log
}

/** Who reads, and from where. */
export interface StreamStart {
  readonly principal: Principal
  readonly conversation: string
  /** The row that this request has posted or found; told first. */
  readonly echo: PublishedMessage | null
  /** Posted messages up to this place are not told. */
  readonly afterSeq: number
  /** The run to follow, and the last of its frames that the reader has. */
  readonly run: { readonly id: string; readonly n: number } | null
}

/** Streams until the thread is idle, or the reader leaves; that stops no run. */
export function threadStream(ports: ThreadStreamPorts, start: StreamStart): Response {
  const stream = openStreamFor(ports, start.principal, 'answer')
  follow(ports, start, stream)
    .catch((cause) => ports.log.error('thread_stream_failed', { cause }))
    .finally(stream.close)
  return stream.response
}

async function follow(
  { store }: ThreadStreamPorts,
  start: StreamStart,
  stream: EventStream,
): Promise<void> {
  const bell = createBell(store.wakeUps, `conversation:${start.conversation}`)
  const reader: Reader = {
    stream,
    afterSeq: start.afterSeq,
    run: start.run,
    toldRev: 0,
  }
  try {
    if (start.echo !== null) await send(stream, { event: 'message', data: start.echo })
    while (!stream.ended.aborted) {
      const seen = await store.read((tx) => look(tx, start, reader))
      const what = seen === null ? 'idle' : await tell(reader, seen)
      if (what === 'idle') return
      if (what === 'wait') await bell.wait(stream.ended)
    }
  } finally {
    bell.close()
  }
}

interface Reader {
  readonly stream: EventStream
  afterSeq: number
  run: { id: string; n: number } | null
  toldRev: number
}

/** One state of the thread, as far as the reader has not been told. */
interface Seen {
  readonly summary: PublishedConversation
  readonly posted: readonly MessageRow[]
  /** The run that was followed until now, or begins to be. */
  readonly run: RunRow | null
  readonly written: WrittenSoFar | null
  readonly hasQueued: boolean
}

async function look(
  tx: ReadTx,
  { principal, conversation }: StreamStart,
  reader: Reader,
): Promise<Seen | null> {
  const thread = await loadThread(tx, conversation)
  if (thread === null || thread.conversation.deleted_at !== null) return null
  // It has moved to another visitor, and is gone for whoever has followed it until now.  [SV167]
  const isTheirs = principal.kind === 'key' || principal.visitor === thread.conversation.visitor_id
  if (!isTheirs) return null
  const posted = await tx.db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'posted')
    .where('is_private', '=', 0)
    .where('seq', '>', reader.afterSeq)
    .orderBy('seq')
    .execute()
  const runId = reader.run?.id ?? thread.conversation.run_id
  const run = runId === null ? null : await findRun(tx, runId)
  return {
    summary: await toSummary(tx, thread),
    posted,
    run,
    written: run?.state === 'active' ? await readFrames(tx, run.id) : null,
    hasQueued: thread.conversation.drain_at !== null,
  }
}

/** Tells what is new. @returns `idle` when nothing further will come by itself */
async function tell(reader: Reader, seen: Seen): Promise<'idle' | 'wait' | 'look_again'> {
  const { stream } = reader
  const { run, summary } = seen
  // First the thread, so that the reader knows of the run before its first words; later the rows,
  // so that the answer is there before its run is over.
  const isFirst = reader.toldRev === 0
  if (isFirst) await tellThread(reader, summary)
  const n = reader.run !== null && reader.run.id === run?.id ? reader.run.n : 0
  for (const row of seen.posted) {
    reader.afterSeq = row.seq ?? reader.afterSeq
    const id = run !== null && row.id === run.answer_id ? frameId(run, row.rev) : undefined
    await send(stream, { event: 'message', data: toConversationMessage(row) }, id)
  }
  if (run?.state === 'active') {
    reader.run = { id: run.id, n: await tellFrame(stream, run, seen.written, n) }
  } else if (run !== null) {
    reader.run = null
  }
  await tellThread(reader, summary)
  // As published, a failure is the last word on the stream of its answer; also one whose process has
  // died, since a plain client takes the end of a stream for the end of an answer.
  if (run?.outcome === 'failed' || run?.outcome === 'lost') {
    await send(stream, { event: 'message', data: failureOf(run) })
  }
  // Another run, over what was drained behind this one, may have frames already.
  if (run?.state === 'ended' && summary.run !== null) return 'look_again'
  return summary.run === null && !seen.hasQueued ? 'idle' : 'wait'
}

/** Tells the thread when it has changed since it was told last. */
async function tellThread(reader: Reader, summary: PublishedConversation): Promise<void> {
  if (summary.rev <= reader.toldRev) return
  reader.toldRev = summary.rev
  await send(reader.stream, { event: 'conversation', data: summary })
}

/** Tells the answer so far, when the reader has less of it. @returns the last frame told */
async function tellFrame(
  stream: EventStream,
  run: RunRow,
  written: WrittenSoFar | null,
  told: number,
): Promise<number> {
  if (written === null || written.n <= told) return told
  await send(stream, { event: 'message', data: writing(run, written) }, frameId(run, written.n))
  return written.n
}

function send(stream: EventStream, event: PublishedStreamEvent, id?: string): Promise<boolean> {
  return stream.send({ ...event, id })
}

const frameId = (run: RunRow, n: number): string => `${run.id}.${n}`

function writing(run: RunRow, { content, citations, n }: WrittenSoFar): PublishedMessage {
  return {
    type: 'ai',
    id: run.answer_id,
    conversation: run.conversation_id,
    content,
    author: 'assistant',
    author_name: null,
    seq: null,
    rev: n,
    state: 'writing',
    incomplete: false,
    citations,
    created_at: toIso(run.created_at),
  }
}

/** In-band, as published: the status of the response is 200 long since. Never stored. */
function failureOf(run: RunRow): PublishedMessage {
  const content = 'Oops! Something went wrong. Please try again.'
  const failure = writing(run, { content, citations: [], n: 0 })
  // Under the run's own id: the answer, as far as it got, stays what it is.
  return { ...failure, type: 'ai/failure', id: run.id, incomplete: true }
}

async function findRun(tx: ReadTx, id: string): Promise<RunRow | null> {
  const row = await tx.db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? null
}
