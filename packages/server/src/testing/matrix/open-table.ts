/** Who gets what from the endpoints beside the projects, each of which finds out by itself who asks. */
import { provenIdentity } from '../identity.ts'
import { SMALL_PNG } from '../small-png.ts'
import { inDatabase } from '../test-database.ts'
import { API_KEY, WIDGET_TOKEN } from '../test-server.ts'
import { AGENT } from './table.ts'
import { TEAM_SECRETS, type World } from './world.ts'

/** A request to an endpoint that finds out by itself who asks. */
export interface OpenCase {
  readonly by: string
  /** Where there are parameters in it. */
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly status: number
  /** The keys of the answer, where it is no refusal; `free` where they are another test's. */
  readonly keys?: readonly string[] | 'free'
}

const SESSION =
  'project id name visitor access expires_in capabilities max_queue_messages mode settings'
const SETTINGS =
  'enabled greeting presence placeholder suggestions color position requireEmail collectName hours awayNote'

const SIGNED_IN = 'api_key expires_at project agent'
const WIDGET = '/api/conversations/v1/widget'
const WIDGET_SENT = 'ticket_id message_id ticket_status unread_count created_at'
const WIDGET_MESSAGES =
  'ticket_id ticket_status unread_count has_more messages id content rich_content author_type author_name created_at'
const WIDGET_TICKETS =
  'count results id ticket_number status unread_count last_message last_message_at message_count created_at'

/** By method and path. */
export const OPEN_TABLE: Readonly<
  Record<string, (world: World) => readonly OpenCase[] | Promise<readonly OpenCase[]>>
> = {
  'POST /api/conversations/v1/session': ({ refreshToken }) => {
    const body = { refresh: null, next: refreshToken() }
    const unknown = { refresh: refreshToken(), next: refreshToken() }
    return [
      { by: 'no token', body, status: 403 },
      { by: 'an unknown token', headers: widgetToken('plw_no'), body, status: 403 },
      { by: 'an API key', headers: widgetToken(API_KEY), body, status: 403 },
      { by: 'an unknown browser', headers: widgetToken(), body: unknown, status: 401 },
      { by: 'a browser', headers: widgetToken(), body, status: 200, keys: [SESSION, SETTINGS] },
    ]
  },
  'POST /api/conversations/v1/identify': async (world) => {
    const body = await provenIdentity(world)
    const forged = { distinct_id: 'ada', identity_hash: '0'.repeat(64) }
    const stored = await world.keyWith('conversation:write')
    return [
      { by: 'no token', body, status: 401 },
      { by: 'a malformed token', headers: { authorization: 'Basic a' }, body, status: 401 },
      { by: 'an API key', headers: bearer(stored.token), body, status: 403 },
      { by: 'a forger', headers: bearer(world.owner.access), body: forged, status: 401 },
      {
        by: 'a visitor with a proof',
        headers: bearer(world.owner.access),
        body,
        status: 200,
        keys: ['visitor distinct_id'],
      },
    ]
  },
  'DELETE /api/conversations/v1/visitor': async (world) => {
    const stored = await world.keyWith('conversation:write')
    const { access } = await world.visitor()
    return [
      { by: 'no token', status: 401 },
      { by: 'an API key', headers: bearer(stored.token), status: 403 },
      { by: 'a visitor', headers: bearer(access), status: 204 },
      { by: 'a visitor who is gone', headers: bearer(access), status: 401 },
    ]
  },
  'POST /api/conversations/v1/restore/request': async (world) => {
    const stored = await world.keyWith('conversation:write')
    const { access } = await world.visitor()
    const body = { email: 'ada@a.test', request_url: 'https://a.test' }
    return [
      { by: 'no token', body, status: 401 },
      { by: 'an API key', headers: bearer(stored.token), body, status: 403 },
      // This site has no list of pages that a link may lead to.
      { by: 'a visitor', headers: bearer(access), body, status: 403 },
    ]
  },
  'POST /api/conversations/v1/restore': async (world) => {
    const stored = await world.keyWith('conversation:write')
    const { access } = await world.visitor()
    const body = { restore_token: 'x'.repeat(43) }
    return [
      { by: 'no token', body, status: 401 },
      { by: 'an API key', headers: bearer(stored.token), body, status: 403 },
      {
        by: 'a visitor',
        headers: bearer(access),
        body,
        status: 200,
        keys: ['status conversations'],
      },
    ]
  },
  'POST /api/agents/v1/sign_in_link': () => [
    { by: 'anybody', body: { email: 'grace@team.test' }, status: 200, keys: ['ok'] },
    { by: 'anybody about nobody', body: { email: 'no@body.test' }, status: 200, keys: ['ok'] },
  ],
  'POST /api/agents/v1/sign_in': async (world) => {
    const token = await signInToken(world)
    const unknown = `pls_${'a'.repeat(43)}`
    return [
      { by: 'a guess', body: { token: unknown }, status: 400 },
      { by: 'a link', body: { token }, status: 200, keys: [SIGNED_IN, AGENT] },
      { by: 'a used link', body: { token }, status: 400 },
    ]
  },
  'GET /api/agents/v1/pictures/:picture': async (world) => {
    const { put } = await world.keyWith('ticket:write')
    const { body } = await put('/../agents/me/picture/', { picture: SMALL_PNG })
    return [
      { by: 'a guess', path: `/api/agents/v1/pictures/${'a'.repeat(43)}`, status: 404 },
      {
        by: 'whoever was told',
        path: new URL(body.avatar_url).pathname,
        status: 200,
        keys: 'free',
      },
    ]
  },
  [`POST ${WIDGET}/message`]: ({ id }) => {
    const body = { widget_session_id: id(), distinct_id: 'd', message: 'Hello' }
    const forged = { ...body, identity_distinct_id: 'ada', identity_hash: '0'.repeat(64) }
    return [
      ...byNoSite({ body }),
      { by: 'a forged person', headers: widgetToken(), body: forged, status: 403 },
      { by: 'a browser', headers: widgetToken(), body, status: 200, keys: [WIDGET_SENT] },
    ]
  },
  [`GET ${WIDGET}/messages/:ticket`]: async (world) => {
    const { ticket, session } = await stockTicket(world)
    const path = `${WIDGET}/messages/${ticket}?widget_session_id=`
    return [
      ...byNoSite({ path: `${path}${session}` }),
      { by: 'another', headers: widgetToken(), path: `${path}${world.id()}`, status: 403 },
      {
        by: 'a browser',
        headers: widgetToken(),
        path: `${path}${session}`,
        status: 200,
        keys: [WIDGET_MESSAGES],
      },
    ]
  },
  [`POST ${WIDGET}/messages/:ticket/read`]: async (world) => {
    const { ticket, session } = await stockTicket(world)
    const path = `${WIDGET}/messages/${ticket}/read`
    const [body, foreign] = [{ widget_session_id: session }, { widget_session_id: world.id() }]
    return [
      ...byNoSite({ path, body }),
      { by: 'another', headers: widgetToken(), path, body: foreign, status: 403 },
      {
        by: 'a browser',
        headers: widgetToken(),
        path,
        body,
        status: 200,
        keys: ['success unread_count'],
      },
    ]
  },
  [`GET ${WIDGET}/tickets`]: async (world) => {
    const { session } = await stockTicket(world)
    const path = `${WIDGET}/tickets?widget_session_id=`
    return [
      ...byNoSite({ path: `${path}${session}` }),
      {
        by: 'another',
        headers: widgetToken(),
        path: `${path}${world.id()}`,
        status: 200,
        keys: ['count results'],
      },
      {
        by: 'a browser',
        headers: widgetToken(),
        path: `${path}${session}`,
        status: 200,
        keys: [WIDGET_TICKETS],
      },
    ]
  },
  [`POST ${WIDGET}/restore/request`]: () => {
    const body = { email: 'ada@a.test', request_url: 'https://a.test' }
    return [
      ...byNoSite({ body }),
      // This site has no list of pages that a link may lead to.
      { by: 'a page', headers: widgetToken(), body, status: 403 },
    ]
  },
  [`POST ${WIDGET}/restore`]: ({ id }) => {
    const body = { widget_session_id: id(), restore_token: 'x'.repeat(43) }
    return [
      ...byNoSite({ body }),
      { by: 'a browser', headers: widgetToken(), body, status: 200, keys: ['status code'] },
    ]
  },
  'GET /array/:token/config': () => [
    { by: 'a page of no site', path: '/array/plw_no/config', status: 404 },
    { by: 'a page', path: `/array/${WIDGET_TOKEN}/config`, status: 200, keys: 'free' },
  ],
  'GET /array/:token/config.js': () => [
    { by: 'a page of no site', path: '/array/plw_no/config.js', status: 404 },
    { by: 'a page', path: `/array/${WIDGET_TOKEN}/config.js`, status: 200, keys: 'free' },
  ],
  'GET /openapi.json': () => [{ by: 'anybody', status: 200, keys: 'free' }],
}

function widgetToken(token: string = WIDGET_TOKEN): Record<string, string> {
  return { 'x-conversations-token': token }
}

function byNoSite(request: Pick<OpenCase, 'path' | 'body'>): readonly OpenCase[] {
  return [
    { by: 'no token', ...request, status: 403 },
    { by: 'an unknown token', headers: widgetToken('plw_no'), ...request, status: 403 },
  ]
}

/** A ticket of a stock client, with a reply and a note. */
async function stockTicket(world: World): Promise<{ ticket: string; session: string }> {
  const session = world.id()
  const response = await world.server.fetch(
    new Request(`http://chat.test${WIDGET}/message`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...widgetToken() },
      body: JSON.stringify({ widget_session_id: session, distinct_id: 'd', message: 'Hello' }),
    }),
  )
  const { ticket_id: ticket } = await response.json()
  await world.key.post(`/tickets/${ticket}/reply/`, { message: 'Hi' })
  await world.key.post(`/tickets/${ticket}/reply/`, { message: TEAM_SECRETS[0], is_private: true })
  return { ticket, session }
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

async function signInToken({ server, place }: World): Promise<string> {
  await server.fetch(
    new Request('http://chat.test/api/agents/v1/sign_in_link', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'grace@team.test' }),
    }),
  )
  const mails = await inDatabase(place, (db) => db.selectFrom('mails').selectAll().execute())
  return /pls_[\w-]{43}/.exec(mails.map(({ text }) => text).join(' '))?.[0] ?? 'none'
}
