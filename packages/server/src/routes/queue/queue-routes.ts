/** The queue of one conversation: what waits there, and what is done to it. */
import {
  editQueuedRequestSchema,
  enqueueRequestSchema,
  type PublishedQueue,
  parse,
  publishedQueueSchema,
  uuidSchema,
} from '@porchlight/protocol'
import { type Action, authorise } from '../../auth/authorise.ts'
import { jsonResponse } from '../../json-response.ts'
import { conversationMissing, notQueued } from '../../published-refusals.ts'
import type { ReadTx, Store, Tx } from '../../store/store.ts'
import { toConversationMessage, toIso } from '../../thread/conversation-view.ts'
import { findMessage } from '../../thread/message-rows.ts'
import { clearQueue, editQueued, enqueue, listQueued, withdraw } from '../../thread/queue.ts'
import { readSentWith, readStoredSentWith, SESSION_HEADER } from '../../thread/sent-with.ts'
import { loadThread, type Thread } from '../../thread/thread.ts'
import { currentCall, refusePublished } from '../access.ts'
import { json } from '../declaration.ts'
import { type Call, type Route, route, type Services } from '../route.ts'
import { checkLength, IDEMPOTENCY_HEADERS, readIdempotencyKey } from '../sent-message.ts'

export function queueRoutes(services: Services): readonly Route[] {
  return [
    readRoute(services),
    enqueueRoute(services),
    clearRoute(services),
    editRoute(services),
    withdrawRoute(services),
  ]
}

const WRITE = 'queue.write'

const ANSWERS = { 200: json(publishedQueueSchema) } as const

function readRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/:conversation/queue',
    action: 'queue.read',
    summary: 'What waits in the queue, first in first out',
    answers: ANSWERS,
    async handle(call) {
      return await store.read(async (tx) => {
        const thread = await accessQueue(tx, call, 'queue.read')
        return await answer(tx, thread, null)
      })
    },
  })
}

function enqueueRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/:conversation/queue',
    action: WRITE,
    summary: 'Let a message wait for its turn; it is posted when no answer is being written',
    answers: ANSWERS,
    headers: {
      ...IDEMPOTENCY_HEADERS,
      [SESSION_HEADER]: 'The session of the page, kept with the message.',
    },
    body: enqueueRequestSchema,
    async handle(call) {
      const key = readIdempotencyKey(call)
      const body = await call.readBody()
      const { content, more } = body
      checkLength(call, content)
      const sentWith = readSentWith(body, call.request.headers)
      return await change(store, call, async (tx, thread) => {
        const id = key ?? tx.createId()
        await enqueue(tx, thread, { draft: { id, content, author: 'visitor', sentWith }, more })
        return id
      })
    },
  })
}

function clearRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/:conversation/queue/clear',
    action: WRITE,
    summary: 'Take back all that waits',
    answers: ANSWERS,
    handle: (call) =>
      change(store, call, async (tx, thread) => {
        await clearQueue(tx, thread)
        return null
      }),
  })
}

function editRoute({ store }: Services): Route {
  return route({
    method: 'PATCH',
    path: '/:conversation/queue/:message',
    action: WRITE,
    summary: 'Change the text of what waits',
    answers: ANSWERS,
    body: editQueuedRequestSchema,
    async handle(call) {
      const { content } = await call.readBody()
      checkLength(call, content)
      const id = messageIn(call)
      return await change(store, call, async (tx, thread) => {
        await editQueued(tx, thread, { id, content })
        return id
      })
    },
  })
}

function withdrawRoute({ store }: Services): Route {
  return route({
    method: 'DELETE',
    path: '/:conversation/queue/:message',
    action: WRITE,
    summary: 'Take back one that waits',
    answers: ANSWERS,
    async handle(call) {
      const id = messageIn(call)
      return await change(store, call, async (tx, thread) => {
        await withdraw(tx, thread, id)
        return id
      })
    },
  })
}

/** @param work returns the id of the row that the call was about, if it was about one */
async function change(
  store: Store,
  call: Call,
  work: (tx: Tx, thread: Thread) => Promise<string | null>,
): Promise<Response> {
  return await store.write(async (tx) => {
    const thread = await accessQueue(tx, call, WRITE)
    return await answer(tx, thread, await work(tx, thread))
  })
}

/** As published, keys are told why. @throws Refusal 404, or 403 for what another project has */
async function accessQueue(tx: ReadTx, sent: Call, action: Action): Promise<Thread> {
  const call = await currentCall(tx, sent)
  const id = parse(uuidSchema, call.params.conversation)
  const thread = id.ok ? await loadThread(tx, id.value) : null
  const missing = conversationMissing('Conversation not found')
  const owned = thread?.conversation ?? null
  const refusal =
    refusePublished(call, owned, { missing, gone: missing, foreign: 403 }) ??
    authorise(call.principal, action, owned)
  if (refusal !== null) throw refusal
  if (thread === null) throw missing
  return thread
}

/** Any text that is no id of ours simply does not wait here. */
function messageIn({ params }: Call): string {
  if (params.message === undefined) throw notQueued()
  return params.message.toLowerCase()
}

/** The whole queue, and where the row stands that the call was about. */
async function answer(
  tx: ReadTx,
  { conversation }: Thread,
  message: string | null,
): Promise<Response> {
  const queued = await listQueued(tx, conversation.id)
  const row = message === null ? null : await findMessage(tx, conversation.id, message)
  const queue: PublishedQueue = {
    messages: queued.map((waiting) => ({
      id: waiting.id,
      content: waiting.content,
      created_at: toIso(waiting.created_at),
      ...readStoredSentWith(waiting),
    })),
    max_queue_messages: tx.policy.maxQueueMessages,
    ...(row !== null && { message: toConversationMessage(row) }),
  }
  return jsonResponse(queue)
}
