/** Tickets and messages for tests: whole, plausible, and different only in what a test is about. */
import type {
  Agent,
  Macro,
  OtherChannels,
  ProfileConfig,
  Ticket,
  TicketMessage,
  TicketView,
} from '@porchlight/protocol'
import { signal } from '@preact/signals'
import type { QueryBar } from '../models/asked.ts'

/** When all of it was built. */
export const BUILT_AT = '2026-01-01T11:00:00.000Z'

/** A UUID that shows which number it stands for. */
export function uuid(kind: 'ticket' | 'conversation' | 'message', n: number): string {
  const group = { ticket: '1', conversation: '2', message: '3' }[kind]
  return `${group.repeat(8)}-0000-7000-8000-${String(n).padStart(12, '0')}`
}

/** Ticket number `n` of a visitor called Ada, opened an hour before the manual clock begins. */
export function buildTicket(n: number, more: Partial<Ticket> = {}): Ticket {
  return {
    id: uuid('ticket', n),
    ticket_number: n,
    conversation: uuid('conversation', n),
    channel_source: 'widget',
    channel_detail: 'widget_embedded',
    distinct_id: 'visitor-1',
    status: 'open',
    priority: null,
    assignee: null,
    anonymous_traits: { name: 'Ada Lund' },
    identity_verified: null,
    ai_resolved: false,
    escalation_reason: null,
    ai_triage: null,
    created_at: BUILT_AT,
    updated_at: more.last_message_at ?? BUILT_AT,
    message_count: 1,
    last_message_at: BUILT_AT,
    last_message_text: 'Where is my lamp?',
    unread_team_count: 0,
    unread_customer_count: 0,
    session_id: null,
    session_context: {},
    ...NO_OTHER_CHANNELS,
    sla_due_at: null,
    snoozed_until: null,
    person: null,
    user_access_level: 'editor',
    tags: [],
    mode: 'people',
    rev: 1,
    ...more,
  }
}

const NO_OTHER_CHANNELS: OtherChannels = {
  slack_channel_id: null,
  slack_thread_ts: null,
  slack_team_id: null,
  email_subject: null,
  email_from: null,
  email_to: null,
  cc_participants: [],
  github_repo: null,
  github_issue_number: null,
  zendesk_ticket_id: null,
  organization_id: null,
  organization_id_source: null,
}

/** Message number `n` of a conversation, by the visitor. */
export function buildMessage(n: number, more: Partial<TicketMessage> = {}): TicketMessage {
  return {
    id: uuid('message', n),
    content: `Message ${n}`,
    rich_content: null,
    author_type: 'customer',
    author_name: 'Ada Lund',
    agent_id: null,
    is_private: false,
    created_at: BUILT_AT,
    seq: n,
    rev: 1,
    incomplete: false,
    ...more,
  }
}

/** View number `n`, which asks for nothing. */
export function buildView(n: number, more: Partial<TicketView> = {}): TicketView {
  return {
    id: `44444444-0000-7000-8000-${String(n).padStart(12, '0')}`,
    short_id: `view${n}`,
    name: `View ${n}`,
    filters: {},
    position: n,
    created_at: BUILT_AT,
    created_by: null,
    ...more,
  }
}

/** Saved reply number `n`. */
export function buildMacro(n: number, more: Partial<Macro> = {}): Macro {
  const times = { created_at: BUILT_AT, updated_at: BUILT_AT }
  return { id: `macro-${n}`, name: `Macro ${n}`, text: `Text ${n}`, ...times, ...more }
}

/** Profile configuration number `n`, for persons. */
export function buildConfig(n: number, more: Partial<ProfileConfig> = {}): ProfileConfig {
  const times = { created_at: BUILT_AT, updated_at: BUILT_AT }
  return { id: `config-${n}`, scope: 'person', content: {}, sidebar: {}, ...times, ...more }
}

/** Agent number `n`. */
export function buildAgent(n: number, more: Partial<Agent> = {}): Agent {
  const name = `Agent ${n}`
  const email = `agent-${n}@team.test`
  return { id: n, name, email, avatar_url: null, created_at: BUILT_AT, ...more }
}

/** Where it stands what is asked of the list, without a window. */
export function buildQueryBar(first = ''): QueryBar {
  const query = signal(first)
  return {
    query,
    setQuery(next) {
      query.value = next
    },
  }
}
