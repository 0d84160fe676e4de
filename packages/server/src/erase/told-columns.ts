/**
 * What is handed over of each column to somebody who asks what there is of them. The compiler asks for a
 * line for every table that {@link ERASURE} takes something out of, and for every column of it.  [SV209]
 */
import type { Schema } from '../store/schema.ts'

/**
 * - `told`: is handed over.
 * - `elsewhere`: the same is told by another column.
 * - `team`: what the team notes and how it works.
 * - `secret`: whoever has it could act for this person, or as the server.
 * - `inner`: how rows hang together, and what is under way.
 */
export type Telling = 'told' | 'elsewhere' | 'team' | 'secret' | 'inner'

/** Tables in which nothing is of a visitor: `ERASURE` says `kept`. */
export type TeamTable =
  | 'projects'
  | 'api_keys'
  | 'agents'
  | 'agent_pictures'
  | 'identity_keys'
  | 'sign_in_links'
  | 'ticket_views'
  | 'macros'
  | 'customer_profile_configs'
  | 'webhooks'
  | 'notification_settings'
  | 'knowledge_states'
  | 'knowledge_articles'
  | 'knowledge_sections'
  | 'meta'

type TellingOf<Table extends keyof Schema> = { readonly [Column in keyof Schema[Table]]: Telling }

export const TELLING: {
  readonly [Table in Exclude<keyof Schema, TeamTable>]: TellingOf<Table>
} = {
  visitors: {
    id: 'told',
    project_id: 'inner',
    subject: 'told',
    verified_traits: 'told',
    // It opens the conversations to whoever knows it.
    widget_session_id: 'secret',
    created_at: 'told',
  },
  conversations: {
    id: 'told',
    project_id: 'inner',
    visitor_id: 'elsewhere',
    title: 'told',
    mode: 'inner',
    type: 'inner',
    agent_runtime: 'inner',
    agent_mode: 'inner',
    run_id: 'inner',
    next_seq: 'inner',
    last_seq: 'inner',
    read_seq: 'inner',
    team_read_seq: 'team',
    last_posted_us: 'inner',
    rev: 'inner',
    drain_at: 'inner',
    deleted_at: 'team',
    erased_at: 'inner',
    created_at: 'told',
    updated_at: 'inner',
  },
  tickets: {
    id: 'inner',
    project_id: 'inner',
    conversation_id: 'elsewhere',
    number: 'told',
    channel_source: 'told',
    channel_detail: 'told',
    status: 'told',
    priority: 'team',
    anonymous_traits: 'told',
    trait_name: 'elsewhere',
    trait_email: 'elsewhere',
    session_context: 'told',
    session_id: 'told',
    distinct_id: 'told',
    identity_verified: 'told',
    ai_resolved: 'told',
    escalation_reason: 'told',
    tags: 'team',
    assignee_id: 'team',
    sla_due_at: 'team',
    snoozed_until: 'team',
    ai_triage_result: 'team',
    is_listed: 'inner',
    erased_at: 'inner',
    message_count: 'inner',
    last_message_at: 'elsewhere',
    last_message_text: 'elsewhere',
    unread_team_count: 'team',
    unread_customer_count: 'inner',
    created_at: 'elsewhere',
    updated_at: 'inner',
  },
  ticket_tags: { ticket_id: 'inner', project_id: 'inner', name: 'team' },
  ai_feedback: {
    ticket_id: 'inner',
    message_id: 'inner',
    rater: 'team',
    rating: 'team',
    feedback_text: 'team',
    created_at: 'team',
  },
  messages: {
    conversation_id: 'elsewhere',
    id: 'told',
    state: 'inner',
    author: 'told',
    author_name: 'told',
    agent_id: 'team',
    content: 'told',
    seq: 'inner',
    queue_seq: 'inner',
    rev: 'inner',
    is_private: 'team',
    incomplete: 'told',
    rich_content: 'told',
    citations: 'told',
    posted_us: 'inner',
    sent_with: 'told',
    created_at: 'told',
  },
  mails: {
    id: 'inner',
    project_id: 'inner',
    kind: 'inner',
    recipient: 'told',
    subject: 'told',
    // The words of messages, or a link that may still open the conversations.
    text: 'elsewhere',
    state: 'inner',
    attempts: 'inner',
    next_at: 'inner',
    lease_until: 'inner',
    error: 'inner',
    created_at: 'told',
    sent_at: 'told',
    conversation_id: 'inner',
  },
  runs: {
    id: 'inner',
    project_id: 'inner',
    conversation_id: 'inner',
    answer_id: 'inner',
    state: 'inner',
    outcome: 'inner',
    base_seq: 'inner',
    epoch: 'inner',
    lease_until: 'inner',
    warmed_by: 'inner',
    created_at: 'inner',
    begun_at: 'inner',
    ended_at: 'inner',
  },
  // An answer that is under way is a message when it is over.
  run_frames: { run_id: 'inner', n: 'inner', text: 'elsewhere', citations: 'elsewhere' },
  refresh_tokens: {
    hash: 'secret',
    visitor_id: 'inner',
    successor_hash: 'secret',
    used_at: 'inner',
    revoked: 'inner',
    created_at: 'inner',
  },
  access_tokens: { hash: 'secret', visitor_id: 'inner', expires_at: 'inner' },
  restore_tokens: {
    hash: 'secret',
    project_id: 'inner',
    email: 'elsewhere',
    expires_at: 'inner',
    used_at: 'inner',
    created_at: 'inner',
  },
  events: {
    id: 'inner',
    tx_id: 'inner',
    project_id: 'inner',
    visitor_id: 'inner',
    conversation_id: 'inner',
    kind: 'inner',
    message_id: 'inner',
    created_at: 'inner',
  },
  webhook_deliveries: {
    id: 'inner',
    webhook_id: 'inner',
    project_id: 'inner',
    conversation_id: 'inner',
    message_id: 'inner',
    event: 'inner',
    state: 'inner',
    attempts: 'inner',
    next_at: 'inner',
    lease_until: 'inner',
    error: 'inner',
    created_at: 'inner',
    ended_at: 'inner',
  },
  notices: {
    conversation_id: 'inner',
    kind: 'inner',
    project_id: 'inner',
    since: 'inner',
    mailed_at: 'inner',
    mailed_seq: 'inner',
  },
}

/** Columns that are handed over; no other one is read for it. */
export function toldColumns<Table extends keyof typeof TELLING>(
  table: Table,
): readonly (keyof Schema[Table] & string)[] {
  const told = Object.entries<Telling>(TELLING[table]).filter(([, telling]) => telling === 'told')
  return told.map(([column]) => column as keyof Schema[Table] & string)
}
