/** `GET conversations/:id/`: the newest page of its messages, or the page before a place. */
import {
  countSchema,
  PAGE_SIZE,
  type PublishedConversationDetail,
  publishedConversationDetailSchema,
} from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import type { ReadTx } from '../../store/store.ts'
import { toConversationMessage, toSummary } from '../../thread/conversation-view.ts'
import { listQueued } from '../../thread/queue.ts'
import { accessThread } from '../access.ts'
import { json } from '../declaration.ts'
import { readCount } from '../paging.ts'
import { type Route, route, type Services } from '../route.ts'

const PAGE_MAX = 200

export function detailRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/:conversation',
    action: 'conversation.read',
    summary: 'One conversation with a page of its messages, the newest unless told otherwise',
    query: {
      before: { description: 'Only messages before this place (`seq`).', schema: countSchema },
      limit: { description: `Messages in a page, ${PAGE_MAX} at most.`, schema: countSchema },
    },
    answers: { 200: json(publishedConversationDetailSchema) },
    async handle(call) {
      const before = readCount(call.url, 'before')
      const limit = Math.min(readCount(call.url, 'limit') || PAGE_SIZE, PAGE_MAX)
      const answer = await store.read(async (tx): Promise<PublishedConversationDetail> => {
        const id = call.params.conversation
        const thread = await accessThread(tx, call, { action: 'conversation.read', id })
        const conversation = thread.conversation.id
        const { rows, hasMore } = await readPage(tx, { conversation, before, limit })
        // What waits comes after everything that is posted, so it belongs to the newest page.
        const queued = before === null ? await listQueued(tx, conversation) : []
        return {
          ...(await toSummary(tx, thread)),
          messages: [...rows, ...queued].map(toConversationMessage),
          has_more: hasMore,
          has_unsupported_content: false,
          agent_mode: thread.conversation.agent_mode,
          agent_runtime: thread.conversation.agent_runtime,
          is_sandbox: thread.conversation.agent_runtime === 'sandbox',
          pending_approvals: [],
        }
      })
      return jsonResponse(answer)
    },
  })
}

async function readPage(
  tx: ReadTx,
  { conversation, before, limit }: { conversation: string; before: number | null; limit: number },
) {
  const posted = tx.db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'posted')
    .where('is_private', '=', 0)
    .orderBy('seq', 'desc')
    .limit(limit + 1)
  const newestFirst = await (before === null ? posted : posted.where('seq', '<', before)).execute()
  return {
    rows: newestFirst.slice(0, limit).reverse(),
    hasMore: newestFirst.length > limit,
  }
}
