/**
 * What becomes of each table when somebody is erased. The compiler asks for a line for every table:
 * a new one that holds something of a visitor cannot be forgotten.  [SV74]
 */
import type { Schema } from '../store/schema.ts'

/**
 * - an object: the rows that name the erased thread, ticket, run, visitor or mail address in this
 *   column go.
 * - `blanked`: the row stays, so that its id means the same for ever, with nothing of the visitor.
 * - `kept`: holds nothing of visitors.
 */
export type Erasure =
  | {
      readonly goesWith: 'thread' | 'ticket' | 'run' | 'visitor' | 'address'
      readonly column: string
    }
  | 'blanked'
  | 'kept'

const goesWith = (
  what: 'thread' | 'ticket' | 'run' | 'visitor' | 'address',
  column: string,
): Erasure => ({
  goesWith: what,
  column,
})

/** In the order in which rows go: those that refer to others first. */
export const ERASURE: { readonly [Table in keyof Schema]: Erasure } = {
  run_frames: goesWith('run', 'run_id'),
  runs: goesWith('thread', 'conversation_id'),
  events: goesWith('thread', 'conversation_id'),
  webhook_deliveries: goesWith('thread', 'conversation_id'),
  notices: goesWith('thread', 'conversation_id'),
  mails: goesWith('thread', 'conversation_id'),
  ai_feedback: goesWith('ticket', 'ticket_id'),
  ticket_tags: goesWith('ticket', 'ticket_id'),
  restore_tokens: goesWith('address', 'email'),
  messages: goesWith('thread', 'conversation_id'),
  tickets: 'blanked',
  conversations: 'blanked',
  access_tokens: goesWith('visitor', 'visitor_id'),
  refresh_tokens: goesWith('visitor', 'visitor_id'),
  visitors: goesWith('visitor', 'id'),
  projects: 'kept',
  api_keys: 'kept',
  agents: 'kept',
  agent_pictures: 'kept',
  identity_keys: 'kept',
  sign_in_links: 'kept',
  ticket_views: 'kept',
  macros: 'kept',
  customer_profile_configs: 'kept',
  webhooks: 'kept',
  notification_settings: 'kept',
  knowledge_states: 'kept',
  knowledge_articles: 'kept',
  knowledge_sections: 'kept',
  meta: 'kept',
}
