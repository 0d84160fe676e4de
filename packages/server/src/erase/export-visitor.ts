/** Everything that a person has left and was told, to be handed over. */
import type {
  ExportedConversation,
  ExportedMail,
  ExportedMessage,
  ExportedVisitor,
  VisitorExport,
} from '@porchlight/protocol'
import { readCitations, readObject } from '../store/json-columns.ts'
import type { ReadTx, Store } from '../store/store.ts'
import { toIso } from '../thread/conversation-view.ts'
import type { FoundPeople } from './find-people.ts'
import { toldColumns } from './told-columns.ts'

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

async function readVisitor(tx: ReadTx, id: string): Promise<ExportedVisitor[]> {
  const rows = await tx.db
    .selectFrom('visitors')
    .select(toldColumns('visitors'))
    .where('id', '=', id)
    .execute()
  return rows.map(({ subject, verified_traits, created_at, ...visitor }) => ({
    ...visitor,
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
  const conversation = await tx.db
    .selectFrom('conversations')
    .select(toldColumns('conversations'))
    .where('id', '=', id)
    .executeTakeFirst()
  if (conversation === undefined) return []
  return [
    {
      ...conversation,
      ...(await readTicket(tx, id)),
      created_at: toIso(conversation.created_at),
      messages: await readMessages(tx, id),
      mails: await readMails(tx, id),
    },
  ]
}

type ToldOfTicket = Omit<ExportedConversation, 'id' | 'title' | 'created_at' | 'messages' | 'mails'>

async function readTicket(tx: ReadTx, conversation: string): Promise<ToldOfTicket> {
  const row = await tx.db
    .selectFrom('tickets')
    .select(toldColumns('tickets'))
    .where('conversation_id', '=', conversation)
    .executeTakeFirst()
  if (row === undefined) return WITHOUT_TICKET
  const { number, anonymous_traits, session_context, identity_verified, ai_resolved, ...ticket } =
    row
  return {
    ...ticket,
    ticket_number: number,
    anonymous_traits: readObject(anonymous_traits),
    session_context: readObject(session_context),
    identity_verified: identity_verified === null ? null : identity_verified === 1,
    ai_resolved: ai_resolved === 1,
  }
}

const WITHOUT_TICKET: ToldOfTicket = {
  ticket_number: null,
  channel_source: null,
  channel_detail: null,
  status: null,
  distinct_id: null,
  session_id: null,
  anonymous_traits: {},
  session_context: {},
  identity_verified: null,
  ai_resolved: false,
  escalation_reason: null,
}

async function readMessages(tx: ReadTx, conversation: string): Promise<ExportedMessage[]> {
  const rows = await tx.db
    .selectFrom('messages')
    .select(toldColumns('messages'))
    .where('conversation_id', '=', conversation)
    .where('is_private', '=', 0)
    .where('state', '!=', 'withdrawn')
    // No clock says what came first: posted ones by their place, then those that wait, by theirs.
    .orderBy('state')
    .orderBy('seq')
    .orderBy('queue_seq')
    .execute()
  return rows.map(({ sent_with, citations, incomplete, created_at, ...message }) => ({
    ...message,
    citations: readCitations(citations),
    incomplete: incomplete === 1,
    sent_with: toObject(sent_with),
    created_at: toIso(created_at),
  }))
}

/** What they were mailed of the thread. Other mails of it went to the team. */
async function readMails(tx: ReadTx, conversation: string): Promise<ExportedMail[]> {
  const rows = await tx.db
    .selectFrom('mails')
    .select(toldColumns('mails'))
    .where('conversation_id', '=', conversation)
    .where('kind', '=', 'answer')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ created_at, sent_at, ...mail }) => ({
    ...mail,
    created_at: toIso(created_at),
    sent_at: sent_at === null ? null : toIso(sent_at),
  }))
}

function toObject(json: string | null): Readonly<Record<string, unknown>> | null {
  return json === null ? null : readObject(json)
}
