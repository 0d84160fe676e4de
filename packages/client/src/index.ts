export { type ClientError, parseRetryAfter, type Result } from './client-error.ts'
export {
  createTeamClient,
  type TeamClient,
  type TeamClientOptions,
  type TeamUpdate,
} from './team-client.ts'
export type { TicketFilter, TicketsClient } from './tickets.ts'
export {
  type ConversationsTransportOptions,
  createConversationsTransport,
} from './transports/conversations.ts'
