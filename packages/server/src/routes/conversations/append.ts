/** `POST :conversation/append_message/`: posts without streaming. */
import {
  appendRequestSchema,
  type PublishedAppended,
  publishedAppendedSchema,
} from '@porchlight/protocol'
import { toConversationMessage } from '../../thread/conversation-view.ts'
import { sendNow } from '../../thread/send-message.ts'
import { accessThreadToPost } from '../access.ts'
import { json } from '../declaration.ts'
import { orFailedTo } from '../or-failed-to.ts'
import { type Route, route, type Services } from '../route.ts'
import { checkLength, IDEMPOTENCY_HEADERS, readIdempotencyKey } from '../sent-message.ts'

export function appendRoute({ store, log }: Services): Route {
  return route({
    method: 'POST',
    path: '/:conversation/append_message',
    action: 'conversation.append',
    summary: 'Post a message without streaming; from a key it is the word of the assistant',
    headers: IDEMPOTENCY_HEADERS,
    body: appendRequestSchema,
    answers: { 201: json(publishedAppendedSchema) },
    async handle(call) {
      const key = readIdempotencyKey(call)
      const { content } = await call.readBody()
      checkLength(call, content)
      const id = call.params.conversation
      const posting = store.write(async (tx) => {
        const message = key ?? tx.createId()
        const asking = { action: 'conversation.append', id, message } as const
        const thread = await accessThreadToPost(tx, call, asking)
        const by = call.principal.kind
        // As published: what a key appends is the assistant's word, never a visitor's.
        const author = by === 'visitor' ? 'visitor' : 'assistant'
        return await sendNow(tx, thread, { id: message, content, author, by })
      })
      const row = await orFailedTo('append message', log, posting)
      const answer: PublishedAppended = { id: row.id, message: toConversationMessage(row) }
      return Response.json(answer, { status: 201 })
    },
  })
}
