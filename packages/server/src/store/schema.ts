/**
 * All tables by name, and the rows that are read of them. `tables/` says what is in each, as kysely
 * sees it.
 *
 * Only types that SQLite and PostgreSQL share are used: text, integers and nulls. Times are whole
 * milliseconds since 1970, booleans are 0 or 1, JSON is text and is parsed where it is read.
 */
import type { Selectable } from 'kysely'
import type { AgentPicturesTable, AgentsTable, SignInLinksTable } from './tables/agents.ts'
import type { ConversationsTable, EventsTable, MessagesTable } from './tables/conversations.ts'
import type { CustomerProfileConfigsTable, MacrosTable, TicketViewsTable } from './tables/inbox.ts'
import type {
  KnowledgeArticlesTable,
  KnowledgeSectionsTable,
  KnowledgeStatesTable,
} from './tables/knowledge.ts'
import type { MailsTable, NoticesTable, NotificationSettingsTable } from './tables/mails.ts'
import type { ApiKeysTable, IdentityKeysTable, ProjectsTable } from './tables/projects.ts'
import type { RunFramesTable, RunsTable } from './tables/runs.ts'
import type { AiFeedbackTable, TicketsTable, TicketTagsTable } from './tables/tickets.ts'
import type {
  AccessTokensTable,
  RefreshTokensTable,
  RestoreTokensTable,
  VisitorsTable,
} from './tables/visitors.ts'
import type { WebhookDeliveriesTable, WebhooksTable } from './tables/webhooks.ts'

/** Facts about the store itself; `meta.ts` names the keys. */
interface MetaTable {
  key: string
  value: string
}

/** What kysely is told. */
export interface Schema {
  projects: ProjectsTable
  api_keys: ApiKeysTable
  agents: AgentsTable
  agent_pictures: AgentPicturesTable
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
export type AgentPictureRow = Selectable<AgentPicturesTable>
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
