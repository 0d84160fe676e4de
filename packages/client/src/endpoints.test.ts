/** There is a typed function for every endpoint that the real server declares, or a reason why there is none. */
import { systemClock } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import { readApiDocument } from './api-document.ts'
import { createErase } from './erase.ts'
import { createIdentify } from './identify.ts'
import { createRestore } from './restore.ts'
import { createSignInClient } from './sign-in.ts'
import { createTeamClient } from './team-client.ts'
import { createMemoryCredentials } from './testing/memory-credentials.ts'
import { must } from './testing/must.ts'
import { ORIGIN, startRealServer } from './testing/real-server.ts'
import { createConversationsTransport } from './transports/conversations.ts'
import { createWidgetApiClient } from './widget-api.ts'

const API_KEY = 'plk_key_of_all_endpoints'
const TOKEN = 'plw_token_of_all_endpoints'
const ID = '019b796d-d600-7000-8000-000000000000'

async function start() {
  const { server } = await startRealServer({ apiKey: API_KEY, widgetToken: TOKEN })
  const asked: { readonly name: string; readonly status: number }[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const response = await server.fetch(request)
    const { pathname } = new URL(request.url)
    const name = `${request.method} ${pathname.replace(/(?<=.)\/$/, '')}`
    asked.push({ name, status: response.status })
    return response
  }
  const visitor = { origin: ORIGIN, fetch, token: TOKEN, credentials: createMemoryCredentials() }
  return {
    asked,
    team: createTeamClient({ origin: ORIGIN, fetch, apiKey: API_KEY }),
    widget: createWidgetApiClient({ origin: ORIGIN, fetch, token: TOKEN }),
    signIn: createSignInClient({ origin: ORIGIN, fetch }),
    transport: createConversationsTransport({ ...visitor, clock: systemClock }),
    identify: createIdentify(visitor),
    erase: createErase(visitor),
    restore: createRestore(visitor),
    readApiDocument: () => readApiDocument({ origin: ORIGIN, fetch }),
  }
}

type Clients = Awaited<ReturnType<typeof start>>

const PAGE = { limit: 10, offset: 0 }
const ROOT = '/api/projects/{project}/conversations'
const TICKET = `${ROOT}/tickets/{ticket}`
const QUEUE = `${ROOT}/{conversation}/queue`
const CONFIGS = '/api/projects/{project}/customer_profile_configs'
const KEYS = '/api/projects/{project}/api_keys'
const AGENTS = '/api/projects/{project}/agents'
const PUBLIC = '/api/conversations/v1'
const WHO = { widget_session_id: ID }

/** A call of each endpoint, with ids of what is not there. */
const CALLS: Readonly<Record<string, (clients: Clients) => Promise<unknown>>> = {
  'GET /openapi.json': ({ readApiDocument }) => readApiDocument(),
  [`GET ${ROOT}`]: ({ team }) => team.conversations.list(PAGE),
  [`POST ${ROOT}`]: ({ team }) =>
    team.conversations.stream({ conversation: ID, content: null, trace_id: ID }),
  [`GET ${ROOT}/events`]: ({ team }) => team.follow(null, AbortSignal.timeout(60_000)),
  [`GET ${ROOT}/{conversation}`]: ({ team }) => team.conversations.get(ID),
  [`DELETE ${ROOT}/{conversation}`]: ({ team }) => team.conversations.remove(ID),
  [`PATCH ${ROOT}/{conversation}/cancel`]: ({ team }) => team.conversations.cancel(ID),
  [`POST ${ROOT}/{conversation}/open`]: ({ team }) => team.conversations.open(ID, { trace_id: ID }),
  [`POST ${ROOT}/{conversation}/read`]: ({ team }) => team.conversations.markRead(ID, 1),
  [`POST ${ROOT}/{conversation}/activity`]: ({ team }) =>
    team.conversations.tellActivity(ID, 'looking'),
  [`POST ${ROOT}/{conversation}/append_message`]: ({ team }) =>
    team.conversations.append({ conversation: ID, content: 'x', key: ID }),
  [`GET ${QUEUE}`]: ({ team }) => team.conversations.queue.get(ID),
  [`POST ${QUEUE}`]: ({ team }) =>
    team.conversations.queue.add({ conversation: ID, content: 'x', key: ID }),
  [`POST ${QUEUE}/clear`]: ({ team }) => team.conversations.queue.clear(ID),
  [`PATCH ${QUEUE}/{message}`]: ({ team }) =>
    team.conversations.queue.edit({ conversation: ID, id: ID, content: 'x' }),
  [`DELETE ${QUEUE}/{message}`]: ({ team }) =>
    team.conversations.queue.withdraw({ conversation: ID, id: ID }),
  [`GET ${ROOT}/mails`]: ({ team }) => team.mails.list(PAGE),
  [`GET ${ROOT}/settings`]: ({ team }) => team.settings.get(),
  [`PATCH ${ROOT}/settings`]: ({ team }) => team.settings.update({}),
  [`POST ${ROOT}/visitors/export`]: ({ team }) => team.visitors.export({ email: 'a@b.test' }),
  [`POST ${ROOT}/visitors/erase`]: ({ team }) => team.visitors.erase({ email: 'a@b.test' }),
  [`GET ${KEYS}`]: ({ team }) => team.apiKeys.list(PAGE),
  [`POST ${KEYS}`]: ({ team }) =>
    team.apiKeys.create({ name: 'x', scopes: ['ticket:read'], expires_at: null }),
  [`DELETE ${KEYS}/{key}`]: ({ team }) => team.apiKeys.revoke('x'),
  [`GET ${ROOT}/tickets`]: ({ team }) => team.tickets.list({}),
  [`POST ${ROOT}/tickets`]: ({ team }) => team.tickets.open({ conversation: ID }),
  [`GET ${ROOT}/tickets/unread_count`]: ({ team }) => team.tickets.unreadCount(),
  [`POST ${ROOT}/tickets/bulk_update_status`]: ({ team }) =>
    team.tickets.bulkUpdateStatus({ ids: [ID], status: 'open' }),
  [`POST ${ROOT}/tickets/bulk_update_tags`]: ({ team }) =>
    team.tickets.bulkUpdateTags({ ids: [ID], action: 'add', tags: [] }),
  [`GET ${ROOT}/tickets/assistant_outcomes`]: ({ team }) => team.tickets.assistantOutcomes(7),
  [`GET ${TICKET}`]: ({ team }) => team.tickets.get(ID),
  [`PATCH ${TICKET}`]: ({ team }) => team.tickets.update(ID, {}),
  [`PUT ${TICKET}`]: ({ team }) => team.tickets.put(ID, {}),
  [`DELETE ${TICKET}`]: ({ team }) => team.tickets.remove(ID),
  [`GET ${TICKET}/messages`]: ({ team }) => team.tickets.messages(ID, PAGE),
  [`POST ${TICKET}/reply`]: ({ team }) =>
    team.tickets.reply(ID, { message: 'x', isPrivate: false, key: ID }),
  [`PATCH ${TICKET}/messages/{note}`]: ({ team }) =>
    team.tickets.editNote(ID, { id: ID, message: 'x' }),
  [`POST ${TICKET}/suggest_reply`]: ({ team }) => team.tickets.suggestReply(ID),
  [`POST ${TICKET}/ai_feedback`]: ({ team }) =>
    team.tickets.rateAnswer(ID, { message_id: ID, rating: 'good' }),
  [`GET ${ROOT}/views`]: ({ team }) => team.views.list(PAGE),
  [`POST ${ROOT}/views`]: ({ team }) => team.views.create({ name: 'x', filters: {} }),
  [`GET ${ROOT}/views/{view}`]: ({ team }) => team.views.get('x'),
  [`PATCH ${ROOT}/views/{view}`]: ({ team }) => team.views.update('x', {}),
  [`DELETE ${ROOT}/views/{view}`]: ({ team }) => team.views.remove('x'),
  [`GET ${ROOT}/macros`]: ({ team }) => team.macros.list(PAGE),
  [`POST ${ROOT}/macros`]: ({ team }) => team.macros.create({ name: 'x', text: 'x' }),
  [`GET ${ROOT}/macros/{macro}`]: ({ team }) => team.macros.get('x'),
  [`PATCH ${ROOT}/macros/{macro}`]: ({ team }) => team.macros.update('x', {}),
  [`DELETE ${ROOT}/macros/{macro}`]: ({ team }) => team.macros.remove('x'),
  [`GET ${CONFIGS}`]: ({ team }) => team.profileConfigs.list(PAGE),
  [`POST ${CONFIGS}`]: ({ team }) => team.profileConfigs.create({ scope: 'person' }),
  [`GET ${CONFIGS}/{config}`]: ({ team }) => team.profileConfigs.get(ID),
  [`PATCH ${CONFIGS}/{config}`]: ({ team }) => team.profileConfigs.update(ID, {}),
  [`DELETE ${CONFIGS}/{config}`]: ({ team }) => team.profileConfigs.remove(ID),
  [`GET ${AGENTS}`]: ({ team }) => team.agents.list(PAGE),
  [`GET ${AGENTS}/me`]: ({ team }) => team.agents.me(),
  [`GET ${AGENTS}/my_key`]: ({ team }) => team.agents.myKey(),
  [`PUT ${AGENTS}/me/picture`]: ({ team }) => team.agents.setPicture('AAAA'),
  [`DELETE ${AGENTS}/me/picture`]: ({ team }) => team.agents.removePicture(),
  [`POST ${AGENTS}/sign_out`]: ({ team }) => team.agents.signOut(),
  'POST /api/agents/v1/sign_in_link': ({ signIn }) => signIn.requestLink('a@b.test'),
  'POST /api/agents/v1/sign_in': ({ signIn }) => signIn.redeem('x'),
  [`POST ${PUBLIC}/session`]: ({ transport }) => transport.session(AbortSignal.timeout(60_000)),
  [`POST ${PUBLIC}/identify`]: ({ identify }) =>
    identify({ distinct_id: 'ada', identity_hash: '0'.repeat(64) }),
  [`DELETE ${PUBLIC}/visitor`]: ({ erase }) => erase(),
  [`POST ${PUBLIC}/restore/request`]: ({ restore }) =>
    restore.requestLink({ email: 'a@b.test', page: 'https://a.test' }),
  [`POST ${PUBLIC}/restore`]: ({ restore }) => restore.redeem('x'),
  [`POST ${PUBLIC}/widget/message`]: ({ widget }) => widget.say(WHO, { message: 'x' }),
  [`GET ${PUBLIC}/widget/messages/{ticket}`]: ({ widget }) => widget.messages(WHO, ID),
  [`POST ${PUBLIC}/widget/messages/{ticket}/read`]: ({ widget }) => widget.markRead(WHO, ID),
  [`GET ${PUBLIC}/widget/tickets`]: ({ widget }) => widget.tickets(WHO),
  [`POST ${PUBLIC}/widget/restore/request`]: ({ widget }) =>
    widget.requestRestore({ email: 'a@b.test', request_url: 'https://a.test' }),
  [`POST ${PUBLIC}/widget/restore`]: ({ widget }) =>
    widget.restore({ restore_token: 'x', widget_session_id: ID }),
  'GET /array/{token}/config': ({ widget }) => widget.config(),
  'GET /array/{token}/config.js': ({ widget }) => widget.configScript(),
}

/** Endpoints that no function asks, and why. */
const WITHOUT_FUNCTION = {
  'GET /api/agents/v1/pictures/{picture}': 'drawn by its address',
}

describe('every endpoint', () => {
  it('has a function here or a reason, and no function is of an endpoint that is gone', async () => {
    const { readApiDocument: read } = await start()
    const document = await read()
    if (!document.ok) throw new Error('no document')
    const declared = Object.entries(document.value.paths).flatMap(([at, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${at}`),
    )
    const known = [...Object.keys(CALLS), ...Object.keys(WITHOUT_FUNCTION)]
    expect(known.sort()).toEqual(declared.sort())
  })

  it.each(Object.entries(CALLS))('%s is asked by its function', async (name, call) => {
    const clients = await start()
    await call(clients)
    const address = name.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')
    const found = clients.asked.filter((one) => new RegExp(`^${address}$`).test(one.name))
    expect(found.length).toBeGreaterThan(0)
    for (const { status } of found) expect([405, 500]).not.toContain(status)
  })
})

it('reads the position of a conversation, the script of a config, and changes a ticket by PUT', async () => {
  const { team, widget } = await start()
  const ticket = await must(team.tickets.open({ conversation: ID }))
  await must(team.tickets.reply(ticket.id, { message: 'Hi', isPrivate: false, key: ID }))
  expect(await must(team.conversations.markRead(ID, 1))).toMatchObject({
    id: ID,
    team_read_seq: 1,
  })
  expect(await must(team.tickets.put(ticket.id, { status: 'resolved' }))).toMatchObject({
    status: 'resolved',
  })
  expect(await must(widget.configScript())).toContain('_POSTHOG_REMOTE_CONFIG')
})
