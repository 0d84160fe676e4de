/** `DELETE conversations/:id/`: gone for everybody. */
import { deleteThread } from '../../thread/delete-thread.ts'
import { accessThread } from '../access.ts'
import { EMPTY } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function deleteRoute({ store }: Services): Route {
  return route({
    method: 'DELETE',
    path: '/:conversation',
    action: 'conversation.delete',
    summary: 'Delete a conversation, with its queue, its answer under way and its ticket',
    answers: { 204: EMPTY },
    async handle(call) {
      const id = call.params.conversation
      await store.write(async (tx) => {
        const thread = await accessThread(tx, call, { action: 'conversation.delete', id })
        await deleteThread(tx, thread)
      })
      return new Response(null, { status: 204 })
    },
  })
}
