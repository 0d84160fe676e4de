/** `POST :conversation/read/`: how far the caller's side has read. */
import { publishedConversationSchema, readRequestSchema } from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { toSummary } from '../../thread/conversation-view.ts'
import { markRead } from '../../thread/mark-read.ts'
import { accessThread } from '../access.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function markReadRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/:conversation/read',
    action: 'conversation.mark_read',
    summary: 'Say how far this side has read',
    body: readRequestSchema,
    answers: { 200: json(publishedConversationSchema) },
    async handle(call) {
      const { seq } = await call.readBody()
      const id = call.params.conversation
      const side = call.principal.kind === 'visitor' ? 'visitor' : 'team'
      const summary = await store.write(async (tx) => {
        const thread = await accessThread(tx, call, { action: 'conversation.mark_read', id })
        await markRead(tx, thread, { side, seq })
        return await toSummary(tx, thread)
      })
      return jsonResponse(summary)
    },
  })
}
