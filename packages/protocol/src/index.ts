/**
 * All that others may name, by the file it is in. As long as the wire has names; what is not in this
 * list is nobody else's.
 */
export {
  type AgentActivityRequest,
  type AgentDoing,
  agentActivityRequestSchema,
  LOOKING_LASTS_MS,
  LOOKING_TOLD_EVERY_MS,
  type TeamAside,
  teamAsideSchema,
  type VisitorActivityRequest,
  type VisitorAside,
  type VisitorDoing,
  visitorActivityRequestSchema,
  visitorAsideSchema,
  WRITING_LASTS_MS,
  WRITING_TOLD_EVERY_MS,
} from './activity.ts'
export { AGENT_MODES, type AgentMode } from './agent-mode.ts'
export {
  type Agent,
  agentSchema,
  type MyKey,
  myKeySchema,
  PICTURE_MAX_BYTES,
  PICTURE_MAX_PIXELS,
  type PictureRequest,
  pictureRequestSchema,
  type SignedIn,
  type SignInLinkAnswer,
  type SignInLinkRequest,
  type SignInRequest,
  signedInSchema,
  signInLinkAnswerSchema,
  signInLinkRequestSchema,
  signInRequestSchema,
} from './agents.ts'
export {
  API_KEY_SCOPES,
  type ApiKey,
  type ApiKeyScope,
  apiKeySchema,
  type CreateApiKeyRequest,
  createApiKeyRequestSchema,
  type MadeApiKey,
  madeApiKeySchema,
} from './api-keys.ts'
export {
  type AppendRequest,
  appendRequestSchema,
  type NoticeRequest,
  type RatingNotice,
} from './append-request.ts'
export {
  type AssistantOutcomes,
  assistantOutcomesSchema,
  OUTCOME_DAYS_MAX,
} from './assistant-outcomes.ts'
export {
  type Author,
  authorSchema,
  type ConversationType,
  type TicketAuthorType,
  toConversationType,
  toTicketAuthorType,
} from './author.ts'
export { type Clock, systemClock } from './clock.ts'
export {
  type ConversationDetail,
  type ConversationMessage,
  type ConversationStatus,
  type ConversationSummary,
  conversationDetailSchema,
  conversationMessageSchema,
  conversationSummarySchema,
  type ListPage,
  listPageSchema,
  type VisitorTicket,
  visitorTicketSchema,
  type WireCitation,
} from './conversation.ts'
export {
  type ConversationsSettings,
  conversationsSettingsSchema,
  DEFAULT_CONVERSATIONS_SETTINGS,
  type WidgetPosition,
} from './conversations-settings.ts'
export type { CredentialStore, Credentials } from './credentials.ts'
export { dateTimeSchema, parseDateTime } from './date-time.ts'
export {
  type DeletedTicket,
  deletedTicketSchema,
  type FeedBatch,
  type FeedDeleted,
  type FeedReset,
  KEEPALIVE_MS,
  type TeamFeedEvent,
  teamFeedEventSchema,
  type VisitorFeedEvent,
  visitorFeedEventSchema,
} from './feed.ts'
export {
  feedEventSchema,
  teamFeedBatchSchema,
  visitorFeedBatchSchema,
} from './feed-batch.ts'
export { type Identified, identifiedSchema } from './identified.ts'
export {
  type IdentifyRequest,
  identifyRequestSchema,
  isSubject,
} from './identify.ts'
export {
  type FillRandom,
  type MessageId,
  type ThreadId,
  uuidv7,
} from './ids.ts'
export { type KeptMail, keptMailSchema } from './kept-mail.ts'
export {
  CONTEXT_LIMITS,
  CONVERSATION_CONTENT_MAX_CHARACTERS,
  countCharacters,
  isBlank,
  LAST_MESSAGE_TEXT_MAX_CHARACTERS,
  MAX_QUEUE_MESSAGES,
  MESSAGE_MAX_CHARACTERS,
  PAGE_SIZE,
  RATING_COMMENT_MAX_CHARACTERS,
  REPLY_MAX_CHARACTERS,
  RICH_CONTENT_MAX_CHARACTERS,
  TITLE_MAX_CHARACTERS,
  TRAITS_LIMITS,
  VISIBLE_CHARACTER,
} from './limits.ts'
export {
  type CreateMacroRequest,
  createMacroRequestSchema,
  MACRO_NAME_MAX_CHARACTERS,
  type Macro,
  macroSchema,
  type UpdateMacroRequest,
  updateMacroRequestSchema,
} from './macro.ts'
export {
  type AttachedContext,
  type OpenedRun,
  type OpenRunRequest,
  openedRunSchema,
  openRunRequestSchema,
} from './open-run.ts'
export { type OpenApiDocumentBody, openApiDocumentSchema } from './openapi-document.ts'
export { type OpenedTicket, openedTicketSchema } from './opened-ticket.ts'
export { type Opening, openingAt } from './opening.ts'
export { type Parsed, type ParseIssue, parse, type Schema } from './parse.ts'
export {
  type Problem,
  type ProblemBody,
  type ProblemCode,
  parseProblem,
} from './problem.ts'
export {
  type HandWrittenProblemBody,
  handWrittenProblemBodySchema,
  problemBodySchema,
} from './problem-bodies.ts'
export {
  type CreateProfileConfigRequest,
  createProfileConfigRequestSchema,
  type ProfileConfig,
  type ProfileScope,
  profileConfigSchema,
  type UpdateProfileConfigRequest,
  updateProfileConfigRequestSchema,
} from './profile-config.ts'
export {
  type ProjectSettings,
  type ProjectSettingsChange,
  projectSettingsChangeSchema,
  projectSettingsSchema,
} from './project-settings.ts'
export {
  type ConversationUser,
  type PublishedAppended,
  type PublishedConversation,
  type PublishedConversationDetail,
  type PublishedMessage,
  type PublishedOpenedTicket,
  type PublishedQueue,
  type PublishedQueueItem,
  type PublishedStreamEvent,
  publishedAppendedSchema,
  publishedConversationDetailSchema,
  publishedConversationSchema,
  publishedMessageSchema,
  publishedOpenedTicketSchema,
  publishedQueueSchema,
  publishedStreamEventSchema,
} from './published.ts'
export { countSchema, cursorSchema, textSchema } from './query.ts'
export {
  type Appended,
  appendedSchema,
  type Queue,
  type QueueItem,
  queueSchema,
} from './queue.ts'
export {
  type RemoteConfig,
  remoteConfigSchema,
  type StockWidgetConfig,
} from './remote-config.ts'
export {
  type EditQueuedRequest,
  type EnqueueRequest,
  editQueuedRequestSchema,
  enqueueRequestSchema,
  type NoteRequest,
  noteRequestSchema,
  type OpenTicketRequest,
  openTicketRequestSchema,
  type ReadRequest,
  type ReplyRequest,
  readRequestSchema,
  replyRequestSchema,
  type StreamRequest,
  streamRequestSchema,
  type UpdateOwnTicketRequest,
  type UpdateTicketRequest,
  updateOwnTicketRequestSchema,
  updateTicketRequestSchema,
} from './requests.ts'
export { type VisitorRestoreRequest, visitorRestoreRequestSchema } from './restore.ts'
export {
  RESTORE_FRAGMENT,
  type RestoreLinkAnswer,
  restoreLinkAnswerSchema,
  type VisitorRestoreAnswer,
  visitorRestoreAnswerSchema,
} from './restored.ts'
export { billingContextSchema, type SentWith, type SentWithRequest } from './sent-with.ts'
export {
  CAPABILITIES,
  type Capability,
  RESTORE_CAPABILITY,
  type SessionAnswer,
  type SessionRequest,
  sessionAnswerSchema,
  sessionRequestSchema,
  WIDGET_TOKEN_HEADER,
} from './session.ts'
export { type StreamEvent, streamEventSchema } from './stream.ts'
export { maxCharacters, notBlank, type ToldRule, told } from './text-rules.ts'
export type {
  Citation,
  Message,
  MessageState,
  Mode,
  PageContext,
  Thread,
  TicketStatus,
  Traits,
} from './thread.ts'
export {
  type AiTriageResult,
  aiTriageResultSchema,
  CHANNEL_SOURCES,
  type ChannelSource,
  type OtherChannels,
  TICKET_TAGS_MAX,
  type Ticket,
  type TicketAssignee,
  type TicketMessage,
  type TicketPerson,
  type TicketPriority,
  tagsSchema,
  ticketMessageSchema,
  ticketPrioritySchema,
  ticketSchema,
  ticketStatusSchema,
} from './ticket.ts'
export {
  type Accepted,
  type AiFeedbackRequest,
  acceptedSchema,
  aiFeedbackRequestSchema,
  BULK_MAX_TICKETS,
  type BulkStatusAnswer,
  type BulkStatusRequest,
  type BulkTagsAnswer,
  type BulkTagsRequest,
  bulkStatusAnswerSchema,
  bulkStatusRequestSchema,
  bulkTagsAnswerSchema,
  bulkTagsRequestSchema,
  type Suggestion,
  suggestionSchema,
  type UnreadCount,
  unreadCountSchema,
} from './ticket-actions.ts'
export {
  type CreateViewRequest,
  createViewRequestSchema,
  type TicketView,
  type TicketViewFilters,
  ticketViewSchema,
  type UpdateViewRequest,
  updateViewRequestSchema,
  type ViewAssignee,
  type ViewMaker,
} from './ticket-view.ts'
export {
  type Attention,
  type AttentionLevel,
  type DescribeOp,
  type EditOp,
  type Frame,
  type Known,
  type Lane,
  type Op,
  type OpenOp,
  type Outcome,
  type Page,
  type RateOp,
  type ReadOp,
  type Reconciled,
  type Score,
  type SendOp,
  type ServerEvent,
  type Session,
  type StopOp,
  type ThreadChange,
  type Transport,
  TransportError,
  type TransportFailure,
  type TransportKit,
  type TransportMemory,
  type WithdrawOp,
} from './transport.ts'
export { uuidSchema } from './uuid-schema.ts'
export {
  type ErasedVisitors,
  type ExportedConversation,
  type ExportedMail,
  type ExportedMessage,
  type ExportedVisitor,
  erasedVisitorsSchema,
  type VisitorExport,
  type VisitorTarget,
  visitorExportSchema,
  visitorTargetSchema,
} from './visitor-data.ts'
export {
  type RestoreAnswer,
  restoreAnswerSchema,
  type WidgetMessage,
  type WidgetMessageAnswer,
  type WidgetMessagesAnswer,
  type WidgetReadAnswer,
  type WidgetTicket,
  type WidgetTicketsAnswer,
  widgetMessageAnswerSchema,
  widgetMessagesAnswerSchema,
  widgetReadAnswerSchema,
  widgetTicketsAnswerSchema,
} from './widget-api-answers.ts'
export { type WidgetCallerFields, widgetReadRequestSchema } from './widget-api-caller.ts'
export {
  type RestoreLinkRequest,
  type RestoreRequest,
  restoreLinkRequestSchema,
  restoreRequestSchema,
  type WidgetMessageRequest,
  type WidgetMessagesQuery,
  type WidgetTicketsQuery,
  widgetMessageRequestSchema,
  widgetMessagesQuerySchema,
  widgetTicketsQuerySchema,
} from './widget-api-requests.ts'
export {
  type BusinessHours,
  LATER_SETTINGS,
  type OpenHours,
  type WidgetSettings,
  widgetSettingsSchema,
} from './widget-settings.ts'
export { widgetSettingsChangeSchema } from './widget-settings-change.ts'
