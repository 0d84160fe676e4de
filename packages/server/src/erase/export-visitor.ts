/** Everything that a person has left and was told, to be handed over. */
import type { ExportedConversation, ExportedVisitor, VisitorExport } from '@porchlight/protocol'
import { readObject } from '../store/json-columns.ts'
import type { ReadTx, Store } from '../store/store.ts'
import { toIso } from '../thread/conversation-view.ts'
import { loadThread } from '../thread/thread.ts'
import type { FoundPeople } from './find-people.ts'

/**
 * Thread by thread, so that nobody waits for a long one. What is said meanwhile may be in it or not.
 * Private notes are the team's, and stay out.  [SV209]
 */
export async function exportPeople(
  store: Store,
  { visitors, threads }: FoundPeople,
): Promise<VisitorExport> {
  const people: ExportedVisitor[] = []
  const ids: string[] = [...threads]
  for (const visitor of visitors) {
    await store.read(async (tx) => {
      people.push(...(await readVisitor(tx, visitor)))
      ids.push(...(await threadsOf(tx, visitor)))
    })
  }
  const conversations: ExportedConversation[] = []
  for (const id of ids) {
    conversations.push(...(await store.read((tx) => readConversation(tx, id))))
  }
  const now = await store.read(async (tx) => tx.now)
  conversations.sort(byTime)
  return { exported_at: toIso(now), visitors: people, conversations }
}

function byTime(a: ExportedConversation, b: ExportedConversation): number {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? -1 : 1
  return (a.ticket_number ?? 0) - (b.ticket_number ?? 0)
}

/** How a stock client's browser names itself stays out: it opens the conversations to whoever knows it. */
async function readVisitor(tx: ReadTx, id: string): Promise<ExportedVisitor[]> {
  const rows = await tx.db.selectFrom('visitors').selectAll().where('id', '=', id).execute()
  return rows.map(({ subject, verified_traits, created_at }) => ({
    id,
    distinct_id: subject,
    verified_traits: toObject(verified_traits),
    created_at: toIso(created_at),
  }))
}

/** Also of those that were deleted: their rows are there until they are erased. */
async function threadsOf(tx: ReadTx, visitor: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('conversations')
    .select('id')
    .where('visitor_id', '=', visitor)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

async function readConversation(tx: ReadTx, id: string): Promise<ExportedConversation[]> {
  const thread = await loadThread(tx, id)
  if (thread === null) return []
  const { conversation, ticket } = thread
  const messages = await tx.db
    .selectFrom('messages')
    .select(['id', 'author', 'author_name', 'content', 'rich_content', 'sent_with', 'created_at'])
    .where('conversation_id', '=', id)
    .where('is_private', '=', 0)
    .where('state', '!=', 'withdrawn')
    // No clock says what came first: posted ones by their place, then those that wait, by theirs.
    .orderBy('state')
    .orderBy('seq')
    .orderBy('queue_seq')
    .execute()
  return [
    {
      id,
      ticket_number: ticket?.number ?? null,
      title: conversation.title,
      distinct_id: ticket?.distinct_id ?? null,
      session_id: ticket?.session_id ?? null,
      anonymous_traits: readObject(ticket?.anonymous_traits ?? '{}'),
      session_context: readObject(ticket?.session_context ?? '{}'),
      created_at: toIso(conversation.created_at),
      messages: messages.map(({ sent_with, created_at, ...message }) => ({
        ...message,
        sent_with: toObject(sent_with),
        created_at: toIso(created_at),
      })),
    },
  ]
}

function toObject(json: string | null): Readonly<Record<string, unknown>> | null {
  return json === null ? null : readObject(json)
}
