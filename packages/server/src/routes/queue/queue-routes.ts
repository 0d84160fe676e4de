/** The queue of one conversation: what waits there, and what is done to it. */
import { editQueuedRequestSchema, enqueueRequestSchema, type Queue } from '@porchlight/protocol'
import { notQueued } from '../../problem-response.ts'
import type { ReadTx } from '../../store/store.ts'
import { toConversationMessage, toIso } from '../../thread/conversation-view.ts'
import { findMessage } from '../../thread/message-rows.ts'
import { clearQueue, editQueued, enqueue, listQueued, withdraw } from '../../thread/queue.ts'
import type { Thread } from '../../thread/thread.ts'
import { accessThread } from '../access.ts'
import { readBody } from '../read-body.ts'
import type { Call, Route, Services } from '../route.ts'
import { checkLength, readIdempotencyKey } from '../sent-message.ts'

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

function readRoute({ store }: Services): Route {
  return {
    method: 'GET',
    path: '/:conversation/queue',
    action: 'queue.read',
    async handle(call) {
      const id = call.params.conversation
      return await store.read(async (tx) => {
        const thread = await accessThread(tx, call, { action: 'queue.read', id })
        return await answer(tx, thread)
      })
    },
  }
}

function enqueueRoute({ store }: Services): Route {
  return {
    method: 'POST',
    path: '/:conversation/queue',
    action: WRITE,
    async handle(call) {
      const key = readIdempotencyKey(call)
      const { content, more } = await readBody(call.request, enqueueRequestSchema)
      checkLength(call, content)
      const conversation = call.params.conversation
      return await store.write(async (tx) => {
        const thread = await accessThread(tx, call, { action: WRITE, id: conversation })
        const id = key ?? tx.createId()
        await enqueue(tx, thread, { draft: { id, content, author: 'visitor' }, more })
        return await answer(tx, thread, id)
      })
    },
  }
}

function clearRoute({ store }: Services): Route {
  return {
    method: 'POST',
    path: '/:conversation/queue/clear',
    action: WRITE,
    async handle(call) {
      const id = call.params.conversation
      return await store.write(async (tx) => {
        const thread = await accessThread(tx, call, { action: WRITE, id })
        await clearQueue(tx, thread)
        return await answer(tx, thread)
      })
    },
  }
}

function editRoute({ store }: Services): Route {
  return {
    method: 'PATCH',
    path: '/:conversation/queue/:message',
    action: WRITE,
    async handle(call) {
      const { content } = await readBody(call.request, editQueuedRequestSchema)
      checkLength(call, content)
      const conversation = call.params.conversation
      return await store.write(async (tx) => {
        const thread = await accessThread(tx, call, { action: WRITE, id: conversation })
        const { id } = await editQueued(tx, thread, { id: messageIn(call), content })
        return await answer(tx, thread, id)
      })
    },
  }
}

function withdrawRoute({ store }: Services): Route {
  return {
    method: 'DELETE',
    path: '/:conversation/queue/:message',
    action: WRITE,
    async handle(call) {
      const conversation = call.params.conversation
      return await store.write(async (tx) => {
        const thread = await accessThread(tx, call, { action: WRITE, id: conversation })
        const { id } = await withdraw(tx, thread, messageIn(call))
        return await answer(tx, thread, id)
      })
    },
  }
}

/** Any text that is no id of ours simply does not wait here. */
function messageIn({ params }: Call): string {
  if (params.message === undefined) throw notQueued()
  return params.message.toLowerCase()
}

/** The whole queue, and where the row stands that the call was about. */
async function answer(tx: ReadTx, { conversation }: Thread, message?: string): Promise<Response> {
  const queued = await listQueued(tx, conversation.id)
  const row = message === undefined ? null : await findMessage(tx, conversation.id, message)
  const queue: Queue = {
    messages: queued.map(({ id, content, created_at }) => ({
      id,
      content,
      created_at: toIso(created_at),
    })),
    max_queue_messages: tx.policy.maxQueueMessages,
    ...(row !== null && { message: toConversationMessage(row) }),
  }
  return Response.json(queue)
}
