import { createTeamClient } from '@porchlight/client'
import { createManualClock, settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createFakeApi, FAKE_KEY } from '../testing/fake-api.ts'
import { createSession, KEY_NAME, type ProjectKey, type SignInLink } from './session.ts'

function begun(kept: Record<string, string> = {}) {
  const api = createFakeApi()
  const store = new Map(Object.entries(kept))
  const session = createSession({
    storage: () => ({
      getItem: (name) => store.get(name) ?? null,
      setItem: (name, value) => store.set(name, value),
      removeItem: (name) => store.delete(name),
    }),
    createClient: ({ apiKey }) =>
      createTeamClient({
        origin: 'https://t',
        apiKey,
        fetch: api.fetch,
        clock: createManualClock(),
      }),
  })
  return { api, store, session }
}

it('keeps a key that was typed in memory alone, also in place of one that was kept', async () => {
  const { api, store, session } = begun({ [KEY_NAME]: 'plk_old' })
  await session.signIn(`  ${FAKE_KEY}\n`)
  expect([session.state.value.kind, [...store], api.requests]).toEqual([
    'signedIn',
    [],
    ['GET tickets/?limit=1'],
  ])
})

it('keeps no key that the server does not know', async () => {
  const { store, session } = begun()
  await session.signIn('phx_wrong')
  const state = session.state.value
  expect([state.kind === 'signedOut' && state.error?.kind, store.size]).toEqual(['problem', 0])
})

it('does not send what cannot be a key', async () => {
  const { api, session } = begun()
  await session.signIn('a key, “quoted”')
  expect([session.state.value, api.requests]).toEqual([
    { kind: 'signedOut', error: { kind: 'unusable' } },
    [],
  ])
})

it('is signed in after a reload by the key of a link, and forgets the key on signing out', () => {
  const { store, session } = begun({ [KEY_NAME]: FAKE_KEY })
  expect(session.state.value.kind).toBe('signedIn')
  session.signOut()
  expect([session.state.value, store.size]).toEqual([{ kind: 'signedOut', error: null }, 0])
})

it('says to whom was signed in that the key is not accepted any more', () => {
  const { store, session } = begun({ [KEY_NAME]: FAKE_KEY })
  const problem = { code: 'authentication_failed', detail: '', attr: null } as const
  session.expire({ kind: 'problem', status: 401, problem, retryAfterMs: null })
  expect([session.state.value, store.size]).toEqual([
    { kind: 'signedOut', error: { kind: 'ended' } },
    0,
  ])
})

it('works without storage, for as long as the page lives', async () => {
  const api = createFakeApi()
  const session = createSession({
    storage: () => {
      throw new Error('blocked')
    },
    createClient: ({ apiKey }) =>
      createTeamClient({ origin: 'https://t', apiKey, fetch: api.fetch }),
  })
  await session.signIn(FAKE_KEY)
  expect(session.state.value.kind).toBe('signedIn')
})

function byLink(answer: Awaited<ReturnType<SignInLink['redeem']>>, kept: string | null = null) {
  const api = createFakeApi()
  const store = new Map(kept === null ? [] : [[KEY_NAME, kept]])
  const keys: ProjectKey[] = []
  const session = createSession({
    storage: () => ({
      getItem: (name) => store.get(name) ?? null,
      setItem: (name, value) => store.set(name, value),
      removeItem: (name) => store.delete(name),
    }),
    createClient: (key) => {
      keys.push(key)
      return createTeamClient({ origin: 'https://t', ...key, fetch: api.fetch })
    },
    link: { token: 'pls_token', redeem: async () => answer },
  })
  return { store, keys, session }
}

const agent = { id: 1, name: 'Grace', email: 'g@team.test', avatar_url: null, created_at: '' }
const signedIn = { api_key: 'plk_mine', expires_at: '', project: 2, agent }

it('signs in by the link of a mail, in the project of its agent, also over a key that was kept', async () => {
  const { store, keys, session } = byLink({ ok: true, value: signedIn }, 'plk_old')
  expect(session.state.value.kind).toBe('checking')
  await settle()
  expect([session.state.value.kind, store.get(KEY_NAME), keys.at(-1)]).toEqual([
    'signedIn',
    'plk_mine 2',
    { apiKey: 'plk_mine', project: 2 },
  ])
})

it('says of a link that is worth nothing any more that it is', async () => {
  const problem = { code: 'invalid', detail: '', attr: 'token' } as const
  const { session } = byLink({
    ok: false,
    error: { kind: 'problem', status: 400, problem, retryAfterMs: null },
  })
  await settle()
  expect(session.state.value).toEqual({ kind: 'signedOut', error: { kind: 'usedLink' } })
})
