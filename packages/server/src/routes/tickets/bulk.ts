/** `POST tickets/bulk_update_…/`: one change to many tickets, all of it or nothing. */

import {
  type BulkStatusAnswer,
  type BulkTagsAnswer,
  bulkStatusAnswerSchema,
  bulkStatusRequestSchema,
  bulkTagsAnswerSchema,
  bulkTagsRequestSchema,
  TICKET_TAGS_MAX,
} from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { readStrings } from '../../store/json-columns.ts'
import type { ReadTx } from '../../store/store.ts'
import { cleanTags, setTags } from '../../thread/tags.ts'
import { loadThread, saveThread, type TicketThread } from '../../thread/thread.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function bulkRoutes(services: Services): readonly Route[] {
  return [statusRoute(services), tagsRoute(services)]
}

function statusRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/tickets/bulk_update_status',
    action: 'ticket.bulk',
    summary: 'Give many tickets a status',
    body: bulkStatusRequestSchema,
    answers: { 200: json(bulkStatusAnswerSchema) },
    async handle(call) {
      const { ids, status } = await call.readBody()
      const changed = await store.write(async (tx) => {
        const threads = await loadTickets(tx, call.principal.project, ids)
        const others = threads.filter(({ ticket }) => ticket.status !== status)
        for (const thread of others) {
          thread.ticket.status = status
          thread.ticket.updated_at = tx.now
          saveThread(tx, thread)
        }
        return inOrder(ids, others)
      })
      const answer: BulkStatusAnswer = {
        updated: changed.length,
        ids: changed.map(({ ticket }) => ticket.id),
      }
      return jsonResponse(answer)
    },
  })
}

function tagsRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/tickets/bulk_update_tags',
    action: 'ticket.bulk',
    summary: 'Add, remove or set tags of many tickets',
    body: bulkTagsRequestSchema,
    answers: { 200: json(bulkTagsAnswerSchema) },
    async handle(call) {
      const { ids, action, tags } = await call.readBody()
      const answer = await store.write(async (tx): Promise<BulkTagsAnswer> => {
        const threads = await loadTickets(tx, call.principal.project, ids)
        const tagsById = new Map<string, readonly string[]>()
        const tooMany = new Set<string>()
        for (const thread of threads) {
          const { ticket } = thread
          const next = combine(readStrings(ticket.tags), action, cleanTags(tags))
          if (next.length > TICKET_TAGS_MAX) {
            tooMany.add(ticket.id)
            continue
          }
          tagsById.set(ticket.id, next)
          if (JSON.stringify(next) === ticket.tags) continue
          await setTags(tx, ticket, next)
          ticket.updated_at = tx.now
          saveThread(tx, thread)
        }
        return {
          updated: unique(ids).flatMap((id) => {
            const now = tagsById.get(id)
            return now === undefined ? [] : [{ id, tags: now }]
          }),
          skipped: unique(ids).flatMap((id) => {
            if (tagsById.has(id)) return []
            return [{ id, reason: tooMany.has(id) ? 'too_many_tags' : 'not_found' }]
          }),
        }
      })
      return jsonResponse(answer)
    },
  })
}

function combine(
  before: readonly string[],
  action: 'add' | 'remove' | 'set',
  tags: readonly string[],
): string[] {
  switch (action) {
    case 'add':
      return [...new Set([...before, ...tags])]
    case 'remove':
      return before.filter((tag) => !tags.includes(tag))
    case 'set':
      return [...tags]
  }
}

/** Those that are there, locked in the order of their conversations, as everybody does. */
async function loadTickets(
  tx: ReadTx,
  project: number,
  ids: readonly string[],
): Promise<TicketThread[]> {
  const rows = await tx.db
    .selectFrom('tickets')
    .select('conversation_id')
    .where('project_id', '=', project)
    .where('id', 'in', unique(ids))
    .orderBy('conversation_id')
    .execute()
  const threads: TicketThread[] = []
  for (const { conversation_id: id } of rows) {
    const thread = await loadThread(tx, id)
    if (thread === null || thread.ticket === null) continue
    const { conversation, ticket } = thread
    if (conversation.deleted_at === null) threads.push({ conversation, ticket })
  }
  return threads
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]

function inOrder(ids: readonly string[], threads: readonly TicketThread[]): TicketThread[] {
  const byId = new Map(threads.map((thread) => [thread.ticket.id, thread]))
  return unique(ids).flatMap((id) => byId.get(id) ?? [])
}
