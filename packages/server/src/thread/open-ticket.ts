/** The ticket of a thread: opened once, found ever after by its conversation's id. */
import {
  CONTEXT_LIMITS,
  LAST_MESSAGE_TEXT_MAX_CHARACTERS,
  type OpenTicketRequest,
  TRAITS_LIMITS,
} from '@porchlight/protocol'
import type { ConversationRow, TicketRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { countAfter } from './mark-read.ts'
import { cutCharacters, keepScalars } from './scalars.ts'
import { asStored } from './stored-rows.ts'
import type { Thread } from './thread.ts'

type Told = Pick<OpenTicketRequest, 'anonymous_traits' | 'session_context' | 'session_id'> & {
  /** `widget_api` when a key has opened it. */
  readonly channelDetail?: 'widget_embedded' | 'widget_api'
}

/** What is known of a visitor who wrote before telling anything. */
export const NOTHING_TOLD: Told = { anonymous_traits: {}, session_context: {}, session_id: null }

/** Adds a ticket to a thread that has none. The thread still has to be saved. */
export async function addTicket(tx: Tx, thread: Thread, told: Told): Promise<TicketRow> {
  const { conversation } = thread
  const ticket: TicketRow = {
    id: tx.createId(),
    project_id: conversation.project_id,
    conversation_id: conversation.id,
    number: await takeTicketNumber(tx, conversation.project_id),
    channel_source: 'widget',
    channel_detail: told.channelDetail ?? 'widget_embedded',
    status: 'new',
    priority: null,
    ...traitColumns(told.anonymous_traits),
    session_context: JSON.stringify(keepScalars(told.session_context, CONTEXT_LIMITS)),
    session_id: told.session_id,
    ...(await provenBy(tx, conversation)),
    ai_resolved: 0,
    escalation_reason: null,
    tags: '[]',
    assignee_id: null,
    sla_due_at: null,
    snoozed_until: null,
    ai_triage_result: null,
    is_listed: 0,
    erased_at: null,
    ...(await countSaid(tx, conversation)),
    created_at: tx.now,
    updated_at: tx.now,
  }
  await tx.db.insertInto('tickets').values(ticket).execute()
  thread.ticket = asStored(ticket)
  return ticket
}

/** What an identified visitor opens is theirs from the start. */
async function provenBy(
  tx: Tx,
  { visitor_id: id }: ConversationRow,
): Promise<Pick<TicketRow, 'distinct_id' | 'identity_verified'>> {
  const visitor =
    id === null
      ? undefined
      : await tx.db.selectFrom('visitors').select('subject').where('id', '=', id).executeTakeFirst()
  const subject = visitor?.subject ?? null
  return { distinct_id: subject, identity_verified: subject === null ? null : 1 }
}

type Said = Pick<
  TicketRow,
  | 'message_count'
  | 'last_message_at'
  | 'last_message_text'
  | 'unread_team_count'
  | 'unread_customer_count'
>

/** A key may open the ticket of a conversation in which much was said before. */
async function countSaid(tx: Tx, conversation: ConversationRow): Promise<Said> {
  const { id, read_seq, team_read_seq } = conversation
  const posted = tx.db
    .selectFrom('messages')
    .where('conversation_id', '=', id)
    .where('state', '=', 'posted')
    .where('is_private', '=', 0)
  const { count } = await posted
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const last = await posted
    .select(['content', 'created_at'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    message_count: Number(count),
    last_message_at: last?.created_at ?? null,
    last_message_text:
      last === undefined ? null : cutCharacters(last.content, LAST_MESSAGE_TEXT_MAX_CHARACTERS),
    unread_team_count: await countAfter(tx, id, { author: 'visitor', seq: team_read_seq }),
    unread_customer_count: await countAfter(tx, id, { author: 'agent', seq: read_seq }),
  }
}

/** The columns that traits go to. */
export function traitColumns(
  traits: Readonly<Record<string, unknown>>,
): Pick<TicketRow, 'anonymous_traits' | 'trait_name' | 'trait_email'> {
  const kept = keepScalars(traits, TRAITS_LIMITS)
  return {
    anonymous_traits: JSON.stringify(kept),
    trait_name: typeof kept.name === 'string' ? kept.name : null,
    trait_email: typeof kept.email === 'string' ? kept.email : null,
  }
}

async function takeTicketNumber(tx: Tx, project: number): Promise<number> {
  const { next_ticket_number } = await tx.db
    .updateTable('projects')
    .set((eb) => ({ next_ticket_number: eb('next_ticket_number', '+', 1) }))
    .where('id', '=', project)
    .returning('next_ticket_number')
    .executeTakeFirstOrThrow()
  return next_ticket_number - 1
}
