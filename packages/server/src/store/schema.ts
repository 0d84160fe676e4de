/**
 * The tables. One row type per table, as kysely sees it.
 *
 * Only types that SQLite and PostgreSQL share are used: text, integers and nulls. Times are whole
 * milliseconds since 1970, booleans are 0 or 1, JSON is text and is parsed where it is read.
 */ import type {
  AgentMode,
  AiTriageResult,
  Author,
  ProfileScope,
  TicketStatus,
} from '@porchlight/protocol'
import type { Generated, Selectable } from 'kysely'
import type { Language } from '../knowledge/language.ts'

/** 0 or 1. */
export type Flag = 0 | 1

interface ProjectsTable {
  id: number
  name: string
  widget_token: string
  /** JSON of `WidgetSettings`. */
  settings: string
  /** JSON of `ConversationsSettings`, without what has its default. */
  conversations_settings: Generated<string>
  /** The number the next ticket gets. */
  next_ticket_number: number
  created_at: number
}

interface ApiKeysTable {
  /** SHA-256 of the key, in hex. */
  hash: string
  project_id: number
  /** For people: what the key is for. */
  name: string | null
  /** Scopes separated by spaces, or `*` for all. */
  scopes: string
  /** The agent in whose name it acts; null for a server. */
  agent_id: number | null
  /** The agent whose key made it, or made the key that did; null for one of a server or a command. */
  made_by: number | null
  /** Null: it lives until it is revoked. */
  expires_at: number | null
  revoked_at: number | null
  created_at: number
}

interface AgentsTable {
  id: Generated<number>
  project_id: number
  name: string
  /** In lower case. Never told to visitors. */
  email: string
  avatar_url: string | null
  created_at: number
  deleted_at: number | null
}

interface MailsTable {
  id: string
  project_id: number
  kind: MailKind
  recipient: string
  subject: string
  text: string
  /** `kept`: there is no mail server; the team reads it in the inbox. */
  state: 'waiting' | 'sent' | 'kept' | 'failed'
  attempts: number
  /** When to try next; null when it is over. */
  next_at: number | null
  /** While somebody sends it: until when, by their clock. Null for nobody. */
  lease_until: number | null
  /** What the mail server said last. */
  error: string | null
  created_at: number
  sent_at: number | null
  /** The thread it tells of; null for a mail that tells of none. */
  conversation_id: Generated<string | null>
}

/** Why a mail was written. */
export type MailKind = 'sign_in' | 'restore' | 'new_ticket' | 'answer'

/** How a site proves who a visitor is: `hash` is the HMAC of the published API, the rest sign JWTs. */
export type IdentityAlgorithm = 'hash' | 'HS256' | 'ES256' | 'EdDSA'

interface IdentityKeysTable {
  project_id: number
  /** Names the key in the head of a JWT, and to the people who configure it. */
  kid: string
  algorithm: IdentityAlgorithm
  /** The shared secret, or a public key as PEM. A secret is kept as it is: it has to be computed with. */
  key: string
  created_at: number
}

interface SignInLinksTable {
  /** SHA-256 of the token, in hex. */
  hash: string
  agent_id: number
  expires_at: number
  used_at: number | null
  created_at: number
}

interface VisitorsTable {
  id: string
  project_id: number
  /** Who the site has proven this visitor to be; null for somebody anonymous. */
  subject: Generated<string | null>
  /** JSON object of the scalars that came with the proof. */
  verified_traits: Generated<string | null>
  /** How a browser with a stock client names itself; null for all other visitors. */
  widget_session_id: Generated<string | null>
  created_at: number
}

interface RefreshTokensTable {
  hash: string
  visitor_id: string
  /** Hash of the token that replaced this one; null while it is unused. */
  successor_hash: string | null
  used_at: number | null
  revoked: Flag
  created_at: number
}

interface AccessTokensTable {
  hash: string
  visitor_id: string
  expires_at: number
}

interface ConversationsTable {
  id: string
  project_id: number
  /** Null for a conversation begun by a key. */
  visitor_id: string | null
  title: string | null
  mode: 'assistant' | 'people'
  type: 'assistant' | 'deep_research'
  /** `sandbox`: made by `open`, and sent to by it alone. */
  agent_runtime: 'langgraph' | 'sandbox'
  /** The mode that was asked for last. */
  agent_mode: AgentMode | null
  /** The active run, or null. The `runs` table says the same; both change in one transaction. */
  run_id: string | null
  /** The next place of a message, posted or queued. */
  next_seq: number
  /** Place of the last posted message that is not a private note. */
  last_seq: number
  read_seq: number
  team_read_seq: number
  /** `posted_us` of the message that was posted last. */
  last_posted_us: number
  rev: number
  /** When the queued rows are to be posted at the latest, 0 once they are due; null: none wait. */
  drain_at: number | null
  deleted_at: number | null
  /** When all that was in it was erased; null for one that has what it had. */
  erased_at: number | null
  created_at: number
  updated_at: number
}

interface TicketsTable {
  id: string
  project_id: number
  conversation_id: string
  number: number
  channel_source: string
  channel_detail: string | null
  status: TicketStatus
  priority: string | null
  /** JSON object of scalars. */
  anonymous_traits: string
  /** Copies of two traits, because the list searches them. */
  trait_name: string | null
  trait_email: string | null
  /** JSON object of scalars. */
  session_context: string
  session_id: string | null
  /** What a client of the public widget API says, or has proven, who it is. */
  distinct_id: string | null
  /** Whether that was proven; null for tickets of our own widget. */
  identity_verified: Flag | null
  ai_resolved: Flag
  escalation_reason: string | null
  /** JSON array of strings, for reading; `ticket_tags` has the same for finding. */
  tags: string
  /** The agent who works on it. */
  assignee_id: number | null
  sla_due_at: number | null
  snoozed_until: number | null
  /** What became of the assistant's last answer. */
  ai_triage_result: AiTriageResult | null
  /** Whether it is in lists and counts: somebody has written in it, and it is not deleted. */
  is_listed: Flag
  /** The same as its conversation's, for the index of those that were not. */
  erased_at: number | null
  /** Posted messages without private notes. 0 hides the ticket from lists and feeds. */
  message_count: number
  last_message_at: number | null
  last_message_text: string | null
  unread_team_count: number
  unread_customer_count: number
  created_at: number
  updated_at: number
}

interface TicketTagsTable {
  ticket_id: string
  project_id: number
  name: string
}

interface TicketViewsTable {
  id: string
  project_id: number
  /** What the view is called in addresses. */
  short_id: string
  name: string
  /** JSON of `TicketViewFilters`. */
  filters: string
  /** The agent who made it; null when a server did. */
  created_by: number | null
  created_at: number
}

interface MacrosTable {
  id: string
  project_id: number
  name: string
  /** With its variables. */
  text: string
  created_at: number
  updated_at: number
}

interface CustomerProfileConfigsTable {
  id: string
  project_id: number
  scope: ProfileScope
  /** JSON, also `null`. */
  content: string
  /** JSON, also `null`. */
  sidebar: string
  created_at: number
  updated_at: number
}

interface AiFeedbackTable {
  ticket_id: string
  message_id: string
  /** `agent:<id>`, or `key` for a server's. Each has one word on a message, the latest. */
  rater: string
  rating: 'good' | 'bad'
  feedback_text: string
  created_at: number
}

interface MessagesTable {
  conversation_id: string
  id: string
  state: 'queued' | 'posted' | 'withdrawn'
  author: Author
  author_name: string | null
  content: string
  /** Null until the row is posted. */
  seq: number | null
  /** Order among queued rows. */
  queue_seq: number | null
  rev: number
  is_private: Flag
  incomplete: Flag
  /** JSON of the editor's document beside `content`; null when there is none. */
  rich_content: string | null
  /** JSON array of citations. */
  citations: string
  /** Microseconds since 1970, rising with `seq` within a thread; null until the row is posted. */
  posted_us: number | null
  /** JSON of `SentWith`; null when nothing came with it. */
  sent_with: string | null
  created_at: number
}

interface RunsTable {
  id: string
  project_id: number
  conversation_id: string
  /** Id of the message this run writes. */
  answer_id: string
  /** `warm`: it waits for a message to answer, and keeps a place in the pool. */
  state: 'warm' | 'active' | 'ended'
  /** Why it ended; null while active. */
  outcome: RunOutcome | null
  /** The thread's `last_seq` when the run began: the answer comes after it. */
  base_seq: number
  /** Rises with each take-over: a holder with an older epoch can write nothing any more. */
  epoch: number
  /** Null until a node has claimed the run; of a warm one, when it is given up. */
  lease_until: number | null
  /** The process that gives it up when it shuts down; null for a run that was never warm. */
  warmed_by: string | null
  created_at: number
  /** Null while it is warm, and for one that was nothing else. */
  begun_at: number | null
  ended_at: number | null
}

/** `lost`: the process that wrote it died or shut down. `unused`: it was warm, and no message came. */
export type RunOutcome = 'done' | 'canceled' | 'failed' | 'lost' | 'unused'

interface RunFramesTable {
  run_id: string
  /** 1, 2, 3 … within the run. */
  n: number
  /** What this frame adds to the text. */
  text: string
  /** JSON array: all citations so far. */
  citations: string
}

interface RestoreTokensTable {
  /** SHA-256 of the token, in hex. */
  hash: string
  project_id: number
  /** In lower case. */
  email: string
  expires_at: number
  /** When it was redeemed, or became void because another one was. */
  used_at: number | null
  created_at: number
}

interface EventsTable {
  id: Generated<number>
  /** The transaction that wrote it, on PostgreSQL; 0 on SQLite. The feed's order is (tx_id, id). */
  tx_id: Generated<number>
  project_id: number
  /** The visitor who may read it; null when only the team may. */
  visitor_id: string | null
  conversation_id: string
  kind: 'message' | 'thread'
  /** Set for `message`. */
  message_id: string | null
  created_at: number
}

interface WebhooksTable {
  id: string
  project_id: number
  url: string
  /** What deliveries are signed with. Not hashed: it is needed for each of them. */
  secret: string
  /** Names of events separated by spaces. */
  events: string
  created_at: number
  removed_at: number | null
}

interface WebhookDeliveriesTable {
  id: Generated<number>
  webhook_id: string
  project_id: number
  conversation_id: string
  /** Null when it tells of the ticket. */
  message_id: string | null
  event: WebhookEvent
  /** `gone`: what it would tell of was erased, or the webhook was removed. */
  state: 'waiting' | 'delivered' | 'failed' | 'gone'
  attempts: number
  /** When to try next. */
  next_at: number
  /** While somebody tries: until when, by their clock. Null for nobody. */
  lease_until: number | null
  /** Why the last try failed. */
  error: string | null
  created_at: number
  ended_at: number | null
}

/** What a webhook can be told of. */
export type WebhookEvent = 'ticket.created' | 'message.created'

interface NoticesTable {
  conversation_id: string
  /** What a mail is to be written about. */
  kind: 'new_ticket' | 'answer'
  project_id: number
  /** Begin of the first transaction nobody was told of; null when there is nothing to tell. */
  since: number | null
  mailed_at: number | null
  /** Messages up to this place were mailed. */
  mailed_seq: number | null
}

interface NotificationSettingsTable {
  project_id: number
  /** JSON array of the team's addresses. */
  recipients: string
  /** Null: as the server is configured. */
  reply_mails: ReplyMails | null
}

/** To whom the team's answers are mailed: nobody, addresses a site has proven, or any. */
export type ReplyMails = 'never' | 'verified' | 'any'

interface KnowledgeStatesTable {
  project_id: number
  /** Rises with each change of the project's articles. */
  revision: number
}

interface KnowledgeArticlesTable {
  id: string
  project_id: number
  /** Articles that came together: a folder, or a file. */
  source: string
  /** What it is called within its source. */
  name: string
  url: string | null
  title: string
  language: Language
  /** Of all that it was made of: an article with the same hash is the same. */
  hash: string
  created_at: number
}

interface KnowledgeSectionsTable {
  id: Generated<number>
  article_id: string
  /** The same as its article's, like the language. */
  project_id: number
  language: Language
  /** Place in its article, from 0 on. */
  position: number
  /** What tests and logs call it: the name of the article and its heading. */
  name: string
  heading: string | null
  /** Markdown, what is quoted. */
  body: string
  url: string | null
  /** Terms of title, heading and body, with a bar between these; what the index has. */
  terms: string
}

interface MetaTable {
  key: string
  value: string
}

/** All tables by name. */
export interface Schema {
  projects: ProjectsTable
  api_keys: ApiKeysTable
  agents: AgentsTable
  mails: MailsTable
  identity_keys: IdentityKeysTable
  sign_in_links: SignInLinksTable
  visitors: VisitorsTable
  refresh_tokens: RefreshTokensTable
  access_tokens: AccessTokensTable
  conversations: ConversationsTable
  tickets: TicketsTable
  ticket_tags: TicketTagsTable
  ticket_views: TicketViewsTable
  macros: MacrosTable
  customer_profile_configs: CustomerProfileConfigsTable
  ai_feedback: AiFeedbackTable
  messages: MessagesTable
  runs: RunsTable
  run_frames: RunFramesTable
  restore_tokens: RestoreTokensTable
  events: EventsTable
  webhooks: WebhooksTable
  webhook_deliveries: WebhookDeliveriesTable
  notices: NoticesTable
  notification_settings: NotificationSettingsTable
  knowledge_states: KnowledgeStatesTable
  knowledge_articles: KnowledgeArticlesTable
  knowledge_sections: KnowledgeSectionsTable
  meta: MetaTable
}

export type ProjectRow = Selectable<ProjectsTable>
export type AgentRow = Selectable<AgentsTable>
export type ApiKeyRow = Selectable<ApiKeysTable>
export type IdentityKeyRow = Selectable<IdentityKeysTable>
export type VisitorRow = Selectable<VisitorsTable>
export type MailRow = Selectable<MailsTable>
export type ConversationRow = Selectable<ConversationsTable>
export type TicketRow = Selectable<TicketsTable>
export type TicketViewRow = Selectable<TicketViewsTable>
export type MacroRow = Selectable<MacrosTable>
export type CustomerProfileConfigRow = Selectable<CustomerProfileConfigsTable>
export type MessageRow = Selectable<MessagesTable>
export type RunRow = Selectable<RunsTable>
export type WebhookRow = Selectable<WebhooksTable>
export type WebhookDeliveryRow = Selectable<WebhookDeliveriesTable>
export type KnowledgeArticleRow = Selectable<KnowledgeArticlesTable>
export type NoticeRow = Selectable<NoticesTable>
export type EventRow = Selectable<EventsTable>
export type NewEvent = Omit<EventRow, 'id' | 'tx_id'>
