/**
 * Who wrote a message, in our words, and the two vocabularies the published API has for the same
 * fact. This file is the only place that translates between the three.
 */
import * as v from 'valibot'

/** Who wrote a message. Decided by the server from principal and endpoint, never by a body. */
export type Author = 'visitor' | 'agent' | 'assistant' | 'notice' | 'system'

export const authorSchema: v.GenericSchema<unknown, Author> = v.picklist([
  'visitor',
  'agent',
  'assistant',
  'notice',
  'system',
])

/** The `type` of a message in the conversation view. */
export type ConversationType = 'human' | 'ai' | 'context'

/** The `author_type` of a message in the ticket view. */
export type TicketAuthorType = 'customer' | 'support' | 'AI' | 'system'

const CONVERSATION_TYPE_BY_AUTHOR: Readonly<Record<Author, ConversationType>> = {
  visitor: 'human',
  agent: 'ai',
  assistant: 'ai',
  notice: 'context',
  system: 'context',
}

const TICKET_AUTHOR_TYPE_BY_AUTHOR: Readonly<Record<Author, TicketAuthorType>> = {
  visitor: 'customer',
  agent: 'support',
  assistant: 'AI',
  notice: 'system',
  system: 'system',
}

/** The contract's name for an author in `GET conversations/:id/` and in streams. */
export function toConversationType(author: Author): ConversationType {
  return CONVERSATION_TYPE_BY_AUTHOR[author]
}

/** The contract's name for an author in `GET tickets/:id/messages/`. */
export function toTicketAuthorType(author: Author): TicketAuthorType {
  return TICKET_AUTHOR_TYPE_BY_AUTHOR[author]
}
