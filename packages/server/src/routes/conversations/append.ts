/** `POST :conversation/append_message/`: posts without streaming. */
import {
  type AppendRequest,
  appendRequestSchema,
  type PublishedAppended,
  publishedAppendedSchema,
} from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { invalid } from '../../problem-response.ts'
import type { MessageRow } from '../../store/schema.ts'
import type { Tx } from '../../store/store.ts'
import { toConversationMessage } from '../../thread/conversation-view.ts'
import { postNotice } from '../../thread/post-notice.ts'
import { sendNow } from '../../thread/send-message.ts'
import type { Thread } from '../../thread/thread.ts'
import { accessThreadToPost } from '../access.ts'
import { json } from '../declaration.ts'
import { orFailedTo } from '../or-failed-to.ts'
import { type Route, route, type Services } from '../route.ts'
import { IDEMPOTENCY_HEADERS, readIdempotencyKey } from '../sent-message.ts'

export function appendRoute({ store, log }: Services): Route {
  return route({
    method: 'POST',
    path: '/:conversation/append_message',
    action: 'conversation.append',
    summary:
      "Post a message without streaming, or a visitor's notice; from a key it is the assistant's word",
    headers: IDEMPOTENCY_HEADERS,
    body: appendRequestSchema,
    answers: { 201: json(publishedAppendedSchema) },
    async handle(call) {
      const key = readIdempotencyKey(call)
      const body = await call.readBody()
      const by = call.principal.kind
      if ('notice' in body && by === 'key') throw invalid('notice', 'Only visitors leave notices.')
      const id = call.params.conversation
      const posting = store.write(async (tx) => {
        const message = key ?? tx.createId()
        const asking = { action: 'conversation.append', id, message } as const
        const thread = await accessThreadToPost(tx, call, asking)
        return await append(tx, thread, { id: message, body, by })
      })
      const row = await orFailedTo('append message', log, posting)
      const answer: PublishedAppended = { id: row.id, message: toConversationMessage(row) }
      return jsonResponse(answer, { status: 201 })
    },
  })
}

async function append(
  tx: Tx,
  thread: Thread,
  { id, body, by }: { id: string; body: AppendRequest; by: 'visitor' | 'key' },
): Promise<MessageRow> {
  if ('notice' in body) return await postNotice(tx, thread, { id, notice: body })
  // As published: what a key appends is the assistant's word, never a visitor's.
  const author = by === 'visitor' ? 'visitor' : 'assistant'
  return await sendNow(tx, thread, { id, content: body.content, author, by })
}
