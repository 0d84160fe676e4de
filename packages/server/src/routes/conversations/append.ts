/** `POST :conversation/append_message/`: posts without streaming. */
import { type Appended, appendRequestSchema } from '@porchlight/protocol'
import { toConversationMessage } from '../../thread/conversation-view.ts'
import { sendNow } from '../../thread/send-message.ts'
import { accessThread } from '../access.ts'
import { readBody } from '../read-body.ts'
import type { Route, Services } from '../route.ts'
import { checkLength, readIdempotencyKey } from '../sent-message.ts'

export function appendRoute({ store }: Services): Route {
  return {
    method: 'POST',
    path: '/:conversation/append_message',
    action: 'conversation.append',
    async handle(call) {
      const key = readIdempotencyKey(call)
      const { content } = await readBody(call.request, appendRequestSchema)
      checkLength(call, content)
      const id = call.params.conversation
      const row = await store.write(async (tx) => {
        const thread = await accessThread(tx, call, { action: 'conversation.append', id })
        const by = call.principal.kind
        // As published: what a key appends is the assistant's word, never a visitor's.
        const author = by === 'visitor' ? 'visitor' : 'assistant'
        return await sendNow(tx, thread, { id: key ?? tx.createId(), content, author, by })
      })
      const answer: Appended = { id: row.id, message: toConversationMessage(row) }
      return Response.json(answer, { status: 201 })
    },
  }
}
