/** A project with everything in it that nobody else may see, and everybody who might ask for it. */
import { keyId } from '../../auth/principal.ts'
import { grants, type NeededScope, SCOPES } from '../../auth/scopes.ts'
import { hashSecret } from '../../auth/secrets.ts'
import { addAgent, addProject, type TestAgent } from '../agents.ts'
import { inDatabase } from '../test-database.ts'
import {
  type Caller,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../test-server.ts'

/** What the team says among itself, by which a leak shows itself. */
export const TEAM_SECRETS = ['note-of-the-team', 'grace@team.test', 'tag-of-the-team'] as const

export interface World extends TestServer {
  readonly owner: VisitorCaller
  /** Another visitor of the same site. */
  readonly stranger: VisitorCaller
  /** Those who get nothing: by what they come with, and the status they get. */
  readonly refused: Readonly<Record<string, readonly [Caller, number]>>
  /** Ids that stand in paths, by the parameter's name. */
  readonly ids: Readonly<Record<string, string>>
  /** Where the feed of the owner, and of the team, was before anything happened. */
  readonly cursors: Readonly<Record<'owner' | 'team', string>>
  /** A key with this scope alone, or with all that do not include it. */
  keyWith(scope: NeededScope): Promise<TestAgent>
  keyWithout(scope: NeededScope): Promise<Caller>
}

/** @param isQueued whether the message in the paths waits in the queue */
export async function buildWorld(isQueued: boolean): Promise<World> {
  const server = await startTestServer()
  const refused = await createRefused(server)
  const [owner, stranger] = [await server.visitor(), await server.visitor()]
  const grace = await addAgent(server)
  const cursors = { owner: await cursorOf(owner), team: await cursorOf(server.key) }
  const thread = await owner.open({ anonymous_traits: { name: 'Ada' } })
  const opened = await owner.post('/tickets/', { conversation: thread })
  await owner.append(thread, 'Hello')
  const ticket = opened.body.ticket.id
  const reply = (body: object) => grace.post(`/tickets/${ticket}/reply/`, body)
  await reply({ message: 'Hello Ada' })
  const note = await reply({ message: TEAM_SECRETS[0], is_private: true })
  await grace.patch(`/tickets/${ticket}/`, {
    tags: [TEAM_SECRETS[2]],
    assignee: { type: 'user', id: grace.id },
  })
  const message = server.id()
  if (isQueued) await owner.enqueue(thread, 'Waits', { id: message, more: true })
  await inDatabase(server.place, (db) => db.insertInto('mails').values(KEPT_MAIL).execute())
  const view = await grace.post('/views/', { name: 'Mine' })
  const macro = await grace.post('/macros/', { name: 'Thanks', text: 'Thank you.' })
  const config = await grace.post('/../customer_profile_configs/', { scope: 'person' })
  const makeKey = async (scopes: readonly NeededScope[]): Promise<TestAgent> =>
    await addAgent(server, { name: 'Key', scopes: scopes.join(' ') })
  return {
    ...server,
    owner,
    stranger,
    refused,
    cursors,
    ids: {
      conversation: thread,
      ticket,
      message,
      note: note.body.id,
      view: view.body.short_id,
      macro: macro.body.id,
      config: config.body.id,
      key: keyId(hashSecret(grace.token)),
    },
    keyWith: (scope) => makeKey([scope]),
    keyWithout: (scope) => makeKey(SCOPES.filter((other) => !grants(new Set([other]), scope))),
  }
}

const KEPT_MAIL = {
  id: 'mail',
  project_id: 1,
  kind: 'restore',
  recipient: 'ada@a.test',
  subject: 'Your conversations',
  text: 'A link',
  state: 'kept',
  attempts: 0,
  next_at: null,
  lease_until: null,
  error: null,
  created_at: 1,
  sent_at: null,
} as const

async function cursorOf(caller: Caller): Promise<string> {
  return (await caller.get('/events/', { accept: 'application/json' })).body.cursor
}

async function createRefused(server: TestServer): Promise<World['refused']> {
  const { session, refreshToken, callerWith, clock } = server
  const [first, second] = [refreshToken(), refreshToken()]
  const stolen = await session({ refresh: null, next: first })
  await session({ refresh: first, next: second })
  const expired = await server.visitor()
  await clock.advance(16 * 60_000)
  const revoked = await session({ refresh: second, next: refreshToken() })
  await session({ refresh: first, next: refreshToken() })
  const project = await addProject(server)
  const elsewhere = await addAgent(server, { name: 'Elsewhere', project })
  const [lateKey, goneKey] = [await addAgent(server), await addAgent(server)]
  await inDatabase(server.place, async (db) => {
    const set = (token: string, change: { expires_at: number } | { revoked_at: number }) =>
      db.updateTable('api_keys').set(change).where('hash', '=', hashSecret(token)).execute()
    await set(lateKey.token, { expires_at: clock.now() })
    await set(goneKey.token, { revoked_at: clock.now() })
  })
  return {
    'no token': [server.nobody, 401],
    'a malformed token': [callerWith('a b'), 401],
    'an unknown token': [callerWith('pla_unknown'), 401],
    'an expired visitor': [expired, 401],
    'a visitor whose token was stolen': [callerWith(stolen.body.access), 401],
    'a revoked visitor': [callerWith(revoked.body.access), 401],
    'an expired key': [lateKey, 401],
    'a revoked key': [goneKey, 401],
    'a visitor of another site': [await visitorOf(server, 'plw_other'), 404],
    'a key of another site': [elsewhere, 404],
  }
}

async function visitorOf(
  { server, refreshToken, callerWith }: TestServer,
  widgetToken: string,
): Promise<Caller> {
  const response = await server.fetch(
    new Request('http://chat.test/api/conversations/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-conversations-token': widgetToken },
      body: JSON.stringify({ refresh: null, next: refreshToken() }),
    }),
  )
  const { access } = await response.json()
  return callerWith(access)
}
