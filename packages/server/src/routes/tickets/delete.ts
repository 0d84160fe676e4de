/** `DELETE tickets/:id/`: the thread is gone, for the team and for its visitor. */
import { deleteThread } from '../../thread/delete-thread.ts'
import { accessTicket } from '../access.ts'
import { EMPTY } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function deleteRoute({ store }: Services): Route {
  return route({
    method: 'DELETE',
    path: '/tickets/:ticket',
    action: 'ticket.delete',
    summary: 'Delete a ticket with its thread',
    answers: { 204: EMPTY },
    async handle(call) {
      await store.write(async (tx) => {
        const thread = await accessTicket(tx, call, 'ticket.delete')
        await deleteThread(tx, thread)
      })
      return new Response(null, { status: 204 })
    },
  })
}
