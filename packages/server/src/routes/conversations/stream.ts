/** `POST conversations/`: posts and streams the answer, or attaches to the one under way. */
import {
  type AgentMode,
  problemBodySchema,
  publishedStreamEventSchema,
  type StreamRequest,
  streamRequestSchema,
} from '@porchlight/protocol'
import { authorise } from '../../auth/authorise.ts'
import { useLimitsOfNewThread } from '../../limits/call-limits.ts'
import type { Limits } from '../../limits/limits.ts'
import { invalid, type Refusal } from '../../problem-response.ts'
import { conversationMissing, nothingToAttach } from '../../published-refusals.ts'
import { type StreamStart, threadStream } from '../../runs/thread-stream.ts'
import type { ReadTx, Tx } from '../../store/store.ts'
import { toConversationMessage } from '../../thread/conversation-view.ts'
import { findMessage } from '../../thread/message-rows.ts'
import { addTicket, NOTHING_TOLD } from '../../thread/open-ticket.ts'
import { sendNow } from '../../thread/send-message.ts'
import { readSentWith, SESSION_HEADER } from '../../thread/sent-with.ts'
import { findOrCreateThread, loadThread, type Thread } from '../../thread/thread.ts'
import { currentCall, refusePublished } from '../access.ts'
import { eventStream, json } from '../declaration.ts'
import { type Call, type Route, route, type Services } from '../route.ts'
import { checkLength } from '../sent-message.ts'
import { type Asking, readBodyWithinQuota } from './within-quota.ts'

export function streamRoute(services: Services): Route {
  const { store, limits } = services
  return route({
    method: 'POST',
    path: '',
    action: 'conversation.stream',
    summary: 'Post a message and stream the answer, or attach to the answer under way',
    headers: {
      'Last-Event-ID': 'The last event that was seen; what came after it follows.',
      [SESSION_HEADER]: 'The session of the page, kept with the message.',
    },
    body: streamRequestSchema,
    answers: { 200: eventStream(publishedStreamEventSchema), 402: json(problemBodySchema) },
    async handle(call) {
      // To a visitor nothing is refused: people answer.
      const request =
        call.principal.kind === 'visitor'
          ? await call.readBody()
          : await readBodyWithinQuota(store, call, toAsking)
      const { content } = request
      const start =
        content === null
          ? await store.read((tx) => attach(tx, call, request.conversation))
          : await store.write((tx) => send(tx, call, { ...request, content, limits }))
      return threadStream(services, start)
    },
  })
}

const toAsking = ({ conversation, trace_id: id, content }: StreamRequest): Asking => ({
  conversation,
  id,
  content,
})

async function send(
  tx: Tx,
  sent: Call,
  request: StreamRequest & { content: string; limits: Limits },
): Promise<StreamStart> {
  const call = await currentCall(tx, sent)
  checkLength(call, request.content)
  const sentWith = readSentWith(request, call.request.headers)
  const thread = await findOrCreate(tx, call, request, sentWith.session_id)
  const isSandbox = thread.conversation.agent_runtime === 'sandbox'
  if (isSandbox || request.is_sandbox || request.agent_mode === 'sandbox') throw sandboxed()
  keepMode(thread, request.agent_mode)
  const row = await sendNow(tx, thread, {
    id: request.trace_id,
    content: request.content,
    author: 'visitor',
    by: call.principal.kind,
    sentWith,
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
  call: Call,
  { conversation: id, agent_mode: mode, limits }: StreamRequest & { limits: Limits },
  sessionId: string | null,
): Promise<Thread> {
  const { principal } = call
  const { project } = principal
  const visitor = principal.kind === 'visitor' ? principal.visitor : null
  const type = mode === 'research' ? 'deep_research' : 'assistant'
  const thread = await findOrCreateThread(tx, { id, project, visitor, type })
  const refusal = refuse(call, thread)
  if (refusal !== null) throw refusal
  if (visitor !== null && thread.ticket === null) {
    useLimitsOfNewThread(limits, principal)
    await addTicket(tx, thread, { ...NOTHING_TOLD, session_id: sessionId })
  }
  return thread
}

/** As published, in this order: what is another's, then what is gone. */
function refuse(call: Call, thread: Thread | null): Refusal | null {
  const owned = thread?.conversation ?? null
  const gone = conversationMissing('Conversation does not exist')
  const published = refusePublished(call, owned, { missing: null, gone, foreign: 400 })
  return published ?? authorise(call.principal, 'conversation.stream', owned)
}

/** A deep research that is gone on with in another way is one no longer. */
function keepMode({ conversation }: Thread, mode: AgentMode | null): void {
  if (mode !== 'research') conversation.type = 'assistant'
  conversation.agent_mode = mode ?? conversation.agent_mode
}

const sandboxed = (): Refusal =>
  invalid(null, 'Sandbox conversations must be opened via the open endpoint.')

async function attach(tx: ReadTx, sent: Call, id: string): Promise<StreamStart> {
  const call = await currentCall(tx, sent)
  const thread = await loadThread(tx, id)
  const refusal = thread === null ? nothingToAttach() : refuse(call, thread)
  // To a visitor, what is another's is not there.
  if (refusal !== null) throw call.principal.kind === 'visitor' ? nothingToAttach() : refusal
  if (thread === null) throw nothingToAttach()
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
