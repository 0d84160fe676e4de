/** `GET messages/:ticket`: what is posted in a ticket, oldest first, for clients that poll. */
import {
  toTicketAuthorType,
  type WidgetMessage,
  type WidgetMessagesAnswer,
  widgetMessagesAnswerSchema,
  widgetMessagesQuerySchema,
} from '@porchlight/protocol'
import { jsonResponse } from '../json-response.ts'
import { json } from '../routes/declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../routes/route.ts'
import type { ConversationRow, MessageRow, TicketRow } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { identify } from './caller.ts'
import { MESSAGES_QUERY, ROOT, WIDGET_API } from './declared.ts'
import { parseQuery, parseTicketId } from './fields.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { limitRate } from './rate-limit.ts'
import { invalidField } from './refusals.ts'
import { findSite } from './site.ts'
import { accessTicket } from './ticket-access.ts'

export function messagesRoute(services: Services): OpenRoute {
  return openRoute({
    ...WIDGET_API,
    method: 'GET',
    path: `${ROOT}/messages/:ticket`,
    summary: 'What is posted in a ticket, oldest first',
    query: MESSAGES_QUERY,
    answers: { 200: json(widgetMessagesAnswerSchema) },
    async handle({ request, url, params, address }) {
      const site = await findSite(services, request)
      const ticketId = parseTicketId(params.ticket)
      const query = parseQuery(widgetMessagesQuerySchema, url)
      const sessionId = query.widget_session_id
      limitRate(services, site, { sessionId, address, kind: 'poll' })
      const after = readAfter(query.after)
      const answer = await services.store.read(async (tx): Promise<WidgetMessagesAnswer> => {
        const caller = await identify(tx, site, query)
        const { conversation, ticket } = await accessTicket(tx, caller, ticketId)
        const rows = await listPosted(tx, conversation, { after, limit: query.limit })
        return {
          ticket_id: ticket.id,
          ticket_status: ticket.status,
          unread_count: ticket.unread_customer_count,
          messages: rows.map((row) => toWidgetMessage(row, ticket)),
          // As published: a full page says that there may be more.
          has_more: rows.length === query.limit,
        }
      })
      return jsonResponse(answer)
    },
  })
}

/** @throws Refusal 400 */
function readAfter(text: string | null): number {
  if (text === null) return 0
  const instant = parseInstant(text)
  if (instant === null) throw invalidField('after', 'Datetime has wrong format. Use ISO 8601.')
  return instant
}

/**
 * Times rise with the order of the thread, so nothing that is posted later is ever behind one, and the
 * place of the last one that is not after it says where to go on.
 */
async function listPosted(
  tx: ReadTx,
  { id, created_at }: ConversationRow,
  { after, limit }: { after: number; limit: number },
): Promise<MessageRow[]> {
  const place = after < created_at * 1_000 ? 0 : await placeAt(tx, id, after)
  return await tx.db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', id)
    .where('seq', '>', place)
    .where('state', '=', 'posted')
    .where('is_private', '=', 0)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** Goes back from the newest message, since most clients have all but the last few. */
async function placeAt(tx: ReadTx, conversation: string, instant: number): Promise<number> {
  const last = await tx.db
    .selectFrom('messages')
    .select('seq')
    .where('conversation_id', '=', conversation)
    .where('seq', 'is not', null)
    .where('posted_us', '<=', instant)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.seq ?? 0
}

function toWidgetMessage(row: MessageRow, ticket: TicketRow): WidgetMessage {
  const type = toTicketAuthorType(row.author)
  return {
    id: row.id,
    content: row.content,
    // The editor's document may name people of the team.
    rich_content: null,
    author_type: type === 'system' ? 'support' : type,
    author_name: authorName(row, ticket),
    created_at: formatInstant(row.posted_us ?? 0),
  }
}

/** A name, and never an address of the team. */
function authorName(row: MessageRow, ticket: TicketRow): string {
  switch (row.author) {
    case 'visitor':
      return ticket.trait_name ?? ticket.trait_email ?? 'You'
    case 'assistant':
      return 'Assistant'
    default:
      return row.author_name ?? 'Support'
  }
}
