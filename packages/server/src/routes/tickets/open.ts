/** `POST tickets/`: 201 when it opens the thread, 200 ever after. */
import {
  type OpenedTicket,
  openedTicketSchema,
  openTicketRequestSchema,
} from '@porchlight/protocol'
import { authorise } from '../../auth/authorise.ts'
import { useLimitsOfNewThread } from '../../limits/call-limits.ts'
import { permissionDenied } from '../../problem-response.ts'
import type { Tx } from '../../store/store.ts'
import { toSummary } from '../../thread/conversation-view.ts'
import { addTicket } from '../../thread/open-ticket.ts'
import { findOrCreateThread, saveThread, type Thread } from '../../thread/thread.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function openRoute({ store, limits }: Services): Route {
  return route({
    method: 'POST',
    path: '/tickets',
    action: 'ticket.open',
    summary: 'Open a thread with a ticket, or find it again',
    body: openTicketRequestSchema,
    answers: { 200: json(openedTicketSchema), 201: json(openedTicketSchema) },
    async handle(call) {
      const { principal } = call
      if (principal.kind !== 'visitor') throw permissionDenied()
      const told = await call.readBody()
      return await store.write(async (tx) => {
        const { project, visitor } = principal
        const thread = await findOrCreateThread(tx, { id: told.conversation, project, visitor })
        const refusal = authorise(principal, 'ticket.open', thread.conversation)
        if (refusal !== null) throw refusal
        if (thread.ticket !== null) return await answer(tx, thread, 200)
        useLimitsOfNewThread(limits, principal)
        await addTicket(tx, thread, told)
        await saveThread(tx, thread)
        return await answer(tx, thread, 201)
      })
    },
  })
}

async function answer(tx: Tx, thread: Thread, status: 200 | 201): Promise<Response> {
  const summary = await toSummary(tx, thread)
  if (summary.ticket === null) throw new Error('a ticket was opened, and is not there')
  const opened: OpenedTicket = { ticket: summary.ticket, thread: summary }
  return Response.json(opened, { status })
}
