export { createTellActivity, type TellActivity } from './activity.ts'
export type { AgentsClient } from './agents.ts'
export { type ApiDocumentOptions, readApiDocument } from './api-document.ts'
export type { ApiKeysClient } from './api-keys.ts'
export { type ClientError, parseRetryAfter, type Result } from './client-error.ts'
export { createErase, type Erase } from './erase.ts'
export type { ServerSentEvent } from './event-stream.ts'
export { createIdentify, type Identify } from './identify.ts'
export type { MacrosClient } from './macros.ts'
export type { MailsClient } from './mails.ts'
export type { ProfileConfigsClient } from './profile-configs.ts'
export { REQUEST_TIMEOUT_MS } from './request.ts'
export { createRestore, type Restore } from './restore.ts'
export type { SettingsClient } from './settings.ts'
export { createSignInClient, type SignInClient, type SignInOptions } from './sign-in.ts'
export {
  createTeamClient,
  type TeamClient,
  type TeamClientOptions,
  type TeamUpdate,
} from './team-client.ts'
export type {
  TeamConversationsClient,
  TeamQueueClient,
  WithMessage,
} from './team-conversations.ts'
export type { TicketFilter, TicketOrder, WantedAssignee } from './ticket-filter.ts'
export type { FeedReader, RichContent, TicketChange, TicketsClient } from './tickets.ts'
export {
  type ConversationsTransportOptions,
  createConversationsTransport,
} from './transports/conversations.ts'
export type { ViewsClient } from './views.ts'
export type { VisitorOptions } from './visitor-requester.ts'
export type { VisitorsClient } from './visitors.ts'
export {
  createWidgetApiClient,
  type WidgetApiClient,
  type WidgetApiOptions,
  type WidgetCaller,
  type WidgetSaying,
} from './widget-api.ts'
