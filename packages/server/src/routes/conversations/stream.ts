/** `POST conversations/`: posts and streams the answer, or attaches to the one under way. */
import { type StreamRequest, streamEventSchema, streamRequestSchema } from '@porchlight/protocol'
import { authorise } from '../../auth/authorise.ts'
import { useLimitsOfNewThread } from '../../limits/call-limits.ts'
import type { Limits } from '../../limits/limits.ts'
import { invalid } from '../../problem-response.ts'
import { type StreamStart, threadStream } from '../../runs/thread-stream.ts'
import type { ReadTx, Tx } from '../../store/store.ts'
import { toConversationMessage } from '../../thread/conversation-view.ts'
import { findMessage } from '../../thread/message-rows.ts'
import { addTicket, NOTHING_TOLD } from '../../thread/open-ticket.ts'
import { sendNow } from '../../thread/send-message.ts'
import { findOrCreateThread, loadThread, type Thread } from '../../thread/thread.ts'
import { eventStream } from '../declaration.ts'
import { type Call, type Route, route, type Services } from '../route.ts'
import { checkLength } from '../sent-message.ts'

export function streamRoute(services: Services): Route {
  const { store, limits } = services
  return route({
    method: 'POST',
    path: '',
    action: 'conversation.stream',
    summary: 'Post a message and stream the answer, or attach to the answer under way',
    headers: { 'Last-Event-ID': 'The last event that was seen; what came after it follows.' },
    body: streamRequestSchema,
    answers: { 200: eventStream(streamEventSchema) },
    async handle(call) {
      const request = await call.readBody()
      const { content } = request
      const start =
        content === null
          ? await store.read((tx) => attach(tx, call, request.conversation))
          : await store.write((tx) => send(tx, call, { ...request, content, limits }))
      return threadStream(services, start)
    },
  })
}

async function send(
  tx: Tx,
  call: Call,
  request: StreamRequest & { content: string; limits: Limits },
): Promise<StreamStart> {
  checkLength(call, request.content)
  const thread = await findOrCreate(tx, call, request)
  const row = await sendNow(tx, thread, {
    id: request.trace_id,
    content: request.content,
    author: 'visitor',
    by: call.principal.kind,
  })
  const { conversation } = thread
  const isIdle = conversation.run_id === null && conversation.drain_at === null
  return {
    principal: call.principal,
    conversation: conversation.id,
    echo: toConversationMessage(row),
    // A repetition whose answer has come and gone is told of its own row alone.
    afterSeq: isIdle ? conversation.last_seq : (row.seq ?? conversation.last_seq),
    run: conversation.run_id === null ? null : { id: conversation.run_id, n: 0 },
  }
}

/** A visitor's thread always has a ticket, or nobody would see it. */
async function findOrCreate(
  tx: Tx,
  { principal }: Call,
  { conversation: id, limits }: { conversation: string; limits: Limits },
): Promise<Thread> {
  const visitor = principal.kind === 'visitor' ? principal.visitor : null
  const thread = await findOrCreateThread(tx, { id, project: principal.project, visitor })
  const refusal = authorise(principal, 'conversation.stream', thread.conversation)
  if (refusal !== null) throw refusal
  if (visitor !== null && thread.ticket === null) {
    useLimitsOfNewThread(limits, principal)
    await addTicket(tx, thread, NOTHING_TOLD)
  }
  return thread
}

async function attach(tx: ReadTx, call: Call, id: string): Promise<StreamStart> {
  const thread = await loadThread(tx, id)
  const owned = thread?.conversation ?? null
  // The published answer; also for what is foreign, so that nobody can tell the two apart.
  if (thread === null || authorise(call.principal, 'conversation.stream', owned) !== null) {
    throw invalid(null, 'Cannot stream from non-existent conversation')
  }
  const { conversation } = thread
  const { run_id: runId, last_seq: lastSeq } = conversation
  const start = { principal: call.principal, conversation: conversation.id, echo: null }
  const last = parseFrameId(call.request.headers.get('last-event-id'))
  if (runId !== null && last?.run === runId)
    return { ...start, afterSeq: lastSeq, run: { id: runId, n: last.n } }
  const ended = last === null ? null : await findEnded(tx, conversation.id, last)
  if (ended !== null)
    return { ...start, afterSeq: ended.base_seq, run: { id: ended.id, n: ended.n } }
  if (runId === null && conversation.drain_at === null) {
    throw invalid(null, 'Cannot continue streaming from an idle conversation')
  }
  return { ...start, afterSeq: lastSeq, run: runId === null ? null : { id: runId, n: 0 } }
}

interface FrameId {
  readonly run: string
  readonly n: number
}

function parseFrameId(header: string | null): FrameId | null {
  const [, run, n] = /^([0-9a-f-]{36})\.(\d{1,9})$/.exec(header ?? '') ?? []
  return run === undefined ? null : { run, n: Number(n) }
}

/** A run that has ended since the reader was cut off, when it has more than the reader saw. */
async function findEnded(
  tx: ReadTx,
  conversation: string,
  last: FrameId,
): Promise<{ id: string; base_seq: number; n: number } | null> {
  const run = await tx.db
    .selectFrom('runs')
    .select(['id', 'base_seq', 'answer_id'])
    .where('id', '=', last.run)
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'ended')
    .executeTakeFirst()
  if (run === undefined) return null
  const answer = await findMessage(tx, conversation, run.answer_id)
  return answer !== null && answer.rev > last.n ? { ...run, n: last.n } : null
}
