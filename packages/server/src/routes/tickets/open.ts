/** `POST tickets/`: 201 when it opens the ticket, 200 ever after. */

import {
  openTicketRequestSchema,
  type PublishedOpenedTicket,
  publishedOpenedTicketSchema,
  ticketSchema,
} from '@porchlight/protocol'
import { authorise } from '../../auth/authorise.ts'
import { jsonResponse } from '../../json-response.ts'
import { useLimitsOfNewThread } from '../../limits/call-limits.ts'
import type { Tx } from '../../store/store.ts'
import { toSummary } from '../../thread/conversation-view.ts'
import { addTicket } from '../../thread/open-ticket.ts'
import { findOrCreateThread, saveThread, type TicketThread } from '../../thread/thread.ts'
import { toTicket } from '../../thread/ticket-view.ts'
import { currentCall } from '../access.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function openRoute({ store, limits }: Services): Route {
  return route({
    method: 'POST',
    path: '/tickets',
    action: 'ticket.open',
    summary: 'Open a thread with a ticket, or find it again',
    body: openTicketRequestSchema,
    answers: {
      200: json(publishedOpenedTicketSchema, ticketSchema),
      201: json(publishedOpenedTicketSchema, ticketSchema),
    },
    async handle(call) {
      const told = await call.readBody()
      return await store.write(async (tx) => {
        const { principal } = await currentCall(tx, call)
        const { project } = principal
        const visitor = principal.kind === 'visitor' ? principal.visitor : null
        const thread = await findOrCreateThread(tx, { id: told.conversation, project, visitor })
        const { conversation } = thread
        const refusal = authorise(principal, 'ticket.open', conversation)
        if (refusal !== null) throw refusal
        const answer = visitor === null ? toTeam : toVisitor
        if (thread.ticket !== null) {
          return await answer(tx, { conversation, ticket: thread.ticket }, 200)
        }
        useLimitsOfNewThread(limits, principal)
        const channelDetail = visitor === null ? 'widget_api' : 'widget_embedded'
        const ticket = await addTicket(tx, thread, { ...told, channelDetail })
        saveThread(tx, thread)
        return await answer(tx, { conversation, ticket }, 201)
      })
    },
  })
}

async function toVisitor(tx: Tx, thread: TicketThread, status: 200 | 201): Promise<Response> {
  const summary = await toSummary(tx, thread)
  if (summary.ticket === null) throw new Error('a ticket was opened, and is not there')
  const opened: PublishedOpenedTicket = { ticket: summary.ticket, thread: summary }
  return jsonResponse(opened, { status })
}

async function toTeam(tx: Tx, thread: TicketThread, status: 200 | 201): Promise<Response> {
  return jsonResponse(await toTicket(tx, thread), { status })
}
