/** `POST :conversation/read/`: how far the caller's side has read. */
import { readRequestSchema } from '@porchlight/protocol'
import { toSummary } from '../../thread/conversation-view.ts'
import { markRead } from '../../thread/mark-read.ts'
import { accessThread } from '../access.ts'
import { readBody } from '../read-body.ts'
import type { Route, Services } from '../route.ts'

export function markReadRoute({ store }: Services): Route {
  return {
    method: 'POST',
    path: '/:conversation/read',
    action: 'conversation.mark_read',
    async handle(call) {
      const { seq } = await readBody(call.request, readRequestSchema)
      const id = call.params.conversation
      const side = call.principal.kind === 'visitor' ? 'visitor' : 'team'
      const summary = await store.write(async (tx) => {
        const thread = await accessThread(tx, call, { action: 'conversation.mark_read', id })
        await markRead(tx, thread, { side, seq })
        return await toSummary(tx, thread)
      })
      return Response.json(summary)
    },
  }
}
