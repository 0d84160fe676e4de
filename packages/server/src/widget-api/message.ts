/** `POST message`: says something in a ticket, or opens one by it. */
import {
  type WidgetMessageAnswer,
  type WidgetMessageRequest,
  widgetMessageAnswerSchema,
  widgetMessageRequestSchema,
} from '@porchlight/protocol'
import { jsonResponse } from '../json-response.ts'
import { json } from '../routes/declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../routes/route.ts'
import type { MessageRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { addTicket, NOTHING_TOLD, traitColumns } from '../thread/open-ticket.ts'
import { postAnyway } from '../thread/post-anyway.ts'
import { findOrCreateThread, type TicketThread } from '../thread/thread.ts'
import { identify, openVisitor, type WidgetCaller } from './caller.ts'
import { ROOT, WIDGET_API } from './declared.ts'
import { parseTicketId } from './fields.ts'
import { formatInstant } from './instant.ts'
import { limitRate } from './rate-limit.ts'
import { invalidField, trapped } from './refusals.ts'
import { checkOrigin, findSite, type Site } from './site.ts'
import { accessTicket, isOnlyClaimed } from './ticket-access.ts'
import { tellMore } from './told.ts'

export function messageRoute(services: Services): OpenRoute {
  return openRoute({
    ...WIDGET_API,
    method: 'POST',
    path: `${ROOT}/message`,
    summary: 'Say something in a ticket, or open one by it',
    body: widgetMessageRequestSchema,
    answers: { 200: json(widgetMessageAnswerSchema) },
    async handle({ request, address, readBody }) {
      const site = await findSite(services, request)
      checkOrigin(site, request)
      const body = await readBody()
      const sessionId = body.widget_session_id
      limitRate(services, site, { sessionId, address, kind: 'write' })
      if (body._hp) throw trapped()
      if (body.distinct_id === null && body.identity_distinct_id === null) {
        throw invalidField('distinct_id', 'This field is required.')
      }
      const answer = await services.store.write((tx) => send(tx, site, body))
      return jsonResponse(answer)
    },
  })
}

async function send(tx: Tx, site: Site, body: WidgetMessageRequest): Promise<WidgetMessageAnswer> {
  const ticketId = body.ticket_id ? parseTicketId(body.ticket_id) : null
  const caller = await identify(tx, site, body)
  const thread =
    ticketId === null
      ? await openThread(tx, site, { caller, body })
      : await enterThread(tx, caller, ticketId)
  const { ticket } = thread
  const told = { traits: body.traits ?? {}, context: body.session_context ?? {} }
  Object.assign(ticket, tellMore(ticket, told))
  ticket.session_id = body.session_id ?? ticket.session_id
  const row = await postAnyway(tx, thread, body.message)
  return toAnswer(thread, row)
}

/** A new one every time, since a stock client keeps the id of the one it is in. */
async function openThread(
  tx: Tx,
  { project, settings }: Site,
  { caller, body }: { caller: WidgetCaller; body: WidgetMessageRequest },
): Promise<TicketThread> {
  const visitor = await openVisitor(tx, caller)
  const thread = await findOrCreateThread(tx, { id: tx.createId(), project, visitor })
  const ticket = await addTicket(tx, thread, NOTHING_TOLD)
  ticket.channel_detail = settings.widget_enabled ? 'widget_embedded' : 'widget_api'
  ticket.distinct_id = caller.distinctId ?? body.distinct_id
  ticket.identity_verified = caller.distinctId === null ? 0 : 1
  return { conversation: thread.conversation, ticket }
}

/**
 * A ticket that only claimed to be this person's becomes theirs by their first message in it, and
 * leaves the browser that had claimed it: from then on it holds what the person says. One that is
 * reached in any other way stays whose it is.
 */
async function enterThread(tx: Tx, caller: WidgetCaller, id: string): Promise<TicketThread> {
  // Visitors are locked before threads.  [SV148]
  const person = (await isOnlyClaimed(tx, caller, id)) ? await openVisitor(tx, caller) : null
  const { conversation, ticket, claim } = await accessTicket(tx, caller, id)
  if (person !== null && claim === 'distinct_id' && ticket.identity_verified !== 1) {
    conversation.visitor_id = person
    ticket.identity_verified = 1
    // What the other browser has told of itself is not this person's, an address least of all.
    Object.assign(ticket, traitColumns({}), { session_id: null, session_context: '{}' })
  }
  return { conversation, ticket }
}

function toAnswer({ ticket }: TicketThread, row: MessageRow): WidgetMessageAnswer {
  return {
    ticket_id: ticket.id,
    message_id: row.id,
    ticket_status: ticket.status,
    unread_count: ticket.unread_customer_count,
    created_at: formatInstant(row.posted_us ?? 0),
  }
}
