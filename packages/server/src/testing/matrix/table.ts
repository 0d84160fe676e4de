/**
 * Who gets what from every endpoint: status, scope, and the keys of the answer. An endpoint without
 * a row fails the build of whoever adds it; so does a key that an answer has and its row has not.
 */
import type { NeededScope } from '../../auth/scopes.ts'
import { SMALL_PNG } from '../small-png.ts'
import type { World } from './world.ts'

export interface Row {
  /** The owner's status and keys; 404 for what is not there for visitors. */
  readonly owner: 404 | readonly [status: number, ...keys: string[]]
  /** Another visitor's status; their answer may have no key that the owner's has not. */
  readonly stranger: number
  /** A key's status and the scope it needs; 403 for what is for visitors alone. */
  readonly key: 403 | readonly [status: number, scope: NeededScope, ...keys: string[]]
  /** What a request needs so that nothing but permission can refuse it. */
  readonly body?: (world: World) => unknown
}

const PAGE = 'count next previous results'
const VISITOR_TICKET =
  'id ticket_number conversation status mode unread_count message_count last_message_at last_message_text created_at updated_at'
/** A thread as its visitor sees it: nothing of the team but its answers. */
/** The published fields of a thread, its visitor's own name and address among them. */
const PUBLISHED =
  'topic user uuid distinct_id first_name last_name email type is_internal slack_thread_key slack_workspace_domain task'
const THREAD = `${PUBLISHED} id status title created_at updated_at mode run rev last_seq read_seq team_read_seq ticket ${VISITOR_TICKET}`
const MESSAGE =
  'type id conversation content author author_name seq rev state incomplete citations created_at'
/** Of what a person wrote. */
const SENT = 'trace_id'
const DETAIL = `${THREAD} ${MESSAGE} ${SENT} messages has_more has_unsupported_content agent_mode agent_runtime is_sandbox pending_approvals`
const FEED = 'events cursor has_more event data'
const QUEUE = 'messages max_queue_messages'
const WITHDRAWN = `${QUEUE} message ${MESSAGE} ${SENT}`
const QUEUED = `${WITHDRAWN} contextual_tools ui_context billing_context agent_mode session_id`
const TICKET =
  'id ticket_number conversation channel_source channel_detail distinct_id status priority anonymous_traits identity_verified ai_resolved ai_triage escalation_reason created_at updated_at message_count last_message_at last_message_text unread_team_count unread_customer_count session_id session_context sla_due_at snoozed_until tags user_access_level mode rev'
const PEOPLE = 'assignee type user email role person name distinct_ids properties is_identified'
const OTHER_CHANNELS =
  'slack_channel_id slack_thread_ts slack_team_id email_subject email_from email_to cc_participants github_repo github_issue_number zendesk_ticket_id organization_id organization_id_source'
const TEAM_TICKET = `${TICKET} ${PEOPLE} ${OTHER_CHANNELS}`
const TEAM_MESSAGE =
  'id content rich_content author_type author_name agent_id is_private created_at seq rev incomplete'

/** Somebody of the team. */
export const AGENT = 'id name email avatar_url created_at'
const VIEW =
  'id short_id name filters position created_at created_by uuid distinct_id first_name last_name email ' +
  'is_email_verified hedgehog_config role_at_organization'
const WIDGET_SETTINGS =
  'enabled name greeting presence placeholder suggestions color position requireEmail collectName hours awayNote'
const STOCK_SETTINGS =
  'widget_enabled widget_greeting_text widget_color widget_domains widget_require_email widget_collect_name ' +
  'widget_identification_form_title widget_identification_form_description widget_placeholder_text ' +
  'widget_position answers_per_month hand_over_words hand_over_tags hand_over_after_answers hand_over_within_hours ' +
  'widget_restore_enabled'
const SETTINGS = `token version widget conversations ${WIDGET_SETTINGS} ${STOCK_SETTINGS}`
const KEY = `id name scopes agent is_current expires_at created_at`
const EXPORT =
  'exported_at visitors conversations id distinct_id ticket_number anonymous_traits session_context messages ' +
  'title session_id verified_traits rich_content sent_with ' +
  'author author_name content created_at citations incomplete ' +
  'channel_source channel_detail status identity_verified ai_resolved escalation_reason mails'
const MACRO = 'id name text created_at updated_at'
const OUTCOMES = 'days resolved handed_over abandoned under_way'
const CONFIG = 'id scope content sidebar created_at updated_at'

/** What is there for the team alone. */
const HIDDEN = { owner: 404, stranger: 404 } as const

/** By method and path. */
export const TABLE: Readonly<Record<string, Row>> = {
  'GET /events': {
    owner: [200, FEED, THREAD, MESSAGE, SENT],
    stranger: 200,
    key: [200, 'ticket:read', FEED, TEAM_TICKET, TEAM_MESSAGE, 'message ticket'],
  },
  'GET /agents': { ...HIDDEN, key: [200, 'ticket:read', PAGE, AGENT] },
  'GET /agents/me': { ...HIDDEN, key: [200, 'ticket:read', AGENT] },
  'GET /agents/my_key': { ...HIDDEN, key: [200, 'ticket:read', 'scopes'] },
  'PUT /agents/me/picture': {
    ...HIDDEN,
    key: [200, 'ticket:write', AGENT],
    body: () => ({ picture: SMALL_PNG }),
  },
  'DELETE /agents/me/picture': { ...HIDDEN, key: [200, 'ticket:write', AGENT] },
  'POST /agents/sign_out': { ...HIDDEN, key: [204, 'ticket:read'] },
  'POST /tickets': {
    owner: [200, THREAD, 'thread'],
    stranger: 404,
    key: [200, 'ticket:write', TEAM_TICKET],
    body: ({ ids }) => ({ conversation: ids.conversation }),
  },
  'GET /tickets': { ...HIDDEN, key: [200, 'ticket:read', PAGE, TEAM_TICKET] },
  'GET /tickets/:ticket': { ...HIDDEN, key: [200, 'ticket:read', TEAM_TICKET] },
  'PATCH /tickets/:ticket': {
    owner: [200, VISITOR_TICKET],
    stranger: 404,
    key: [200, 'ticket:write', TEAM_TICKET],
    body: () => ({ ai_resolved: true }),
  },
  'PUT /tickets/:ticket': {
    owner: [200, VISITOR_TICKET],
    stranger: 404,
    key: [200, 'ticket:write', TEAM_TICKET],
    body: () => ({ ai_resolved: true }),
  },
  'GET /tickets/:ticket/messages': {
    ...HIDDEN,
    key: [200, 'ticket:read', PAGE, TEAM_MESSAGE],
  },
  'POST /tickets/:ticket/reply': {
    ...HIDDEN,
    key: [201, 'ticket:write', TEAM_MESSAGE],
    body: () => ({ message: 'Hi' }),
  },
  'DELETE /tickets/:ticket': { ...HIDDEN, key: [204, 'ticket:write'] },
  'GET /tickets/assistant_outcomes': {
    ...HIDDEN,
    key: [200, 'ticket:read', OUTCOMES],
  },
  'GET /tickets/unread_count': { ...HIDDEN, key: [200, 'ticket:read', 'count'] },
  'POST /tickets/bulk_update_status': {
    ...HIDDEN,
    key: [200, 'ticket:write', 'updated ids'],
    body: ({ ids }) => ({ ids: [ids.ticket], status: 'open' }),
  },
  'POST /tickets/bulk_update_tags': {
    ...HIDDEN,
    key: [200, 'ticket:write', 'updated id tags skipped'],
    body: ({ ids }) => ({ ids: [ids.ticket], action: 'add', tags: ['a'] }),
  },
  'PATCH /tickets/:ticket/messages/:note': {
    ...HIDDEN,
    key: [200, 'ticket:write', TEAM_MESSAGE],
    body: () => ({ message: 'Changed' }),
  },
  'POST /tickets/:ticket/suggest_reply': {
    ...HIDDEN,
    // Nobody could suggest anything here: what is refused is not the key.
    key: [403, 'ticket:write'],
  },
  'POST /tickets/:ticket/ai_feedback': {
    ...HIDDEN,
    key: [202, 'ticket:write', 'status'],
    body: ({ ids }) => ({ message_id: ids.message, rating: 'good' }),
  },
  'GET /mails': {
    ...HIDDEN,
    key: [200, '*', PAGE, 'id kind to subject text state error created_at'],
  },
  'GET /settings': { ...HIDDEN, key: [200, 'project:read', SETTINGS] },
  'PATCH /settings': {
    ...HIDDEN,
    key: [200, 'project:write', SETTINGS],
    body: () => ({ widget: { greeting: 'Hi' }, conversations: { widget_color: 'red' } }),
  },
  'GET /api_keys': { ...HIDDEN, key: [200, '*', PAGE, KEY, AGENT] },
  'POST /api_keys': {
    ...HIDDEN,
    key: [201, '*', KEY, 'secret'],
    body: () => ({ name: 'Shop', scopes: ['ticket:read'] }),
  },
  'DELETE /api_keys/:key': { ...HIDDEN, key: [204, '*'] },
  'POST /visitors/export': {
    ...HIDDEN,
    key: [200, '*', EXPORT],
    body: () => ({ ticket_number: 1 }),
  },
  'POST /visitors/erase': {
    ...HIDDEN,
    key: [200, '*', 'visitors conversations'],
    body: () => ({ email: 'nobody@a.test' }),
  },
  'GET /views': { ...HIDDEN, key: [200, 'ticket:read', PAGE, VIEW] },
  'POST /views': {
    ...HIDDEN,
    key: [201, 'ticket:write', VIEW],
    body: () => ({ name: 'Mine' }),
  },
  'GET /views/:view': { ...HIDDEN, key: [200, 'ticket:read', VIEW] },
  'PATCH /views/:view': {
    ...HIDDEN,
    key: [200, 'ticket:write', VIEW],
    body: () => ({ name: 'Changed' }),
  },
  'DELETE /views/:view': { ...HIDDEN, key: [204, 'ticket:write'] },
  'GET /macros': { ...HIDDEN, key: [200, 'ticket:read', PAGE, MACRO] },
  'POST /macros': {
    ...HIDDEN,
    key: [201, 'ticket:write', MACRO],
    body: () => ({ name: 'Thanks', text: 'Thank you.' }),
  },
  'GET /macros/:macro': { ...HIDDEN, key: [200, 'ticket:read', MACRO] },
  'PATCH /macros/:macro': {
    ...HIDDEN,
    key: [200, 'ticket:write', MACRO],
    body: () => ({ name: 'Changed' }),
  },
  'DELETE /macros/:macro': { ...HIDDEN, key: [204, 'ticket:write'] },
  'GET /customer_profile_configs': {
    ...HIDDEN,
    key: [200, 'customer_profile_config:read', PAGE, CONFIG],
  },
  'POST /customer_profile_configs': {
    ...HIDDEN,
    key: [201, 'customer_profile_config:write', CONFIG],
    body: () => ({ scope: 'person' }),
  },
  'GET /customer_profile_configs/:config': {
    ...HIDDEN,
    key: [200, 'customer_profile_config:read', CONFIG],
  },
  'PATCH /customer_profile_configs/:config': {
    ...HIDDEN,
    key: [200, 'customer_profile_config:write', CONFIG],
    body: () => ({ scope: 'group_0' }),
  },
  'DELETE /customer_profile_configs/:config': {
    ...HIDDEN,
    key: [204, 'customer_profile_config:write'],
  },
  'GET /:conversation/queue': {
    owner: [200, QUEUE],
    stranger: 404,
    key: [200, 'conversation:read', QUEUE],
  },
  'POST /:conversation/queue': {
    owner: [200, QUEUED],
    stranger: 404,
    key: [200, 'conversation:write', QUEUED],
    body: () => ({ content: 'Hi', more: true }),
  },
  'POST /:conversation/queue/clear': {
    owner: [200, QUEUE],
    stranger: 404,
    key: [200, 'conversation:write', QUEUE],
  },
  'PATCH /:conversation/queue/:message': {
    owner: [200, QUEUED],
    stranger: 404,
    key: [200, 'conversation:write', QUEUED],
    body: () => ({ content: 'Changed' }),
  },
  'DELETE /:conversation/queue/:message': {
    owner: [200, WITHDRAWN],
    stranger: 404,
    key: [200, 'conversation:write', WITHDRAWN],
  },
  'GET ': {
    owner: [200, PAGE, THREAD],
    stranger: 200,
    key: [200, 'conversation:read', PAGE, THREAD],
  },
  'POST ': {
    owner: [200, THREAD, MESSAGE, SENT],
    stranger: 404,
    key: [200, 'conversation:write', THREAD, MESSAGE, SENT],
    body: ({ ids, id }) => ({ conversation: ids.conversation, content: 'Hi', trace_id: id() }),
  },
  'GET /:conversation': {
    owner: [200, DETAIL],
    stranger: 404,
    key: [200, 'conversation:read', DETAIL],
  },
  'POST /:conversation/append_message': {
    owner: [201, 'message', MESSAGE, SENT],
    stranger: 404,
    key: [201, 'conversation:write', 'message', MESSAGE],
    body: () => ({ content: 'Hi' }),
  },
  'DELETE /:conversation': { owner: [204], stranger: 404, key: [204, 'conversation:write'] },
  'POST /:conversation/open': {
    // The world's thread is of the other runtime; what comes before that is what counts here.
    owner: [400],
    stranger: 404,
    key: [400, 'conversation:write'],
    body: ({ id }) => ({ trace_id: id(), content: null }),
  },
  'PATCH /:conversation/cancel': { owner: [204], stranger: 404, key: [204, 'conversation:write'] },
  'POST /:conversation/read': {
    owner: [200, THREAD],
    stranger: 404,
    key: [200, 'conversation:write', THREAD],
    body: () => ({ seq: 1 }),
  },
  'POST /:conversation/activity': {
    owner: [204],
    stranger: 404,
    key: [204, 'ticket:write'],
    body: () => ({ doing: 'writing' }),
  },
}
