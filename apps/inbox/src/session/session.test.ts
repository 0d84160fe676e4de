import { createTeamClient } from '@porchlight/client'
import { createManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createFakeApi, FAKE_KEY } from '../testing/fake-api.ts'
import { createSession, KEY_NAME } from './session.ts'

function begun(kept: Record<string, string> = {}) {
  const api = createFakeApi()
  const store = new Map(Object.entries(kept))
  const session = createSession({
    storage: () => ({
      getItem: (name) => store.get(name) ?? null,
      setItem: (name, value) => store.set(name, value),
      removeItem: (name) => store.delete(name),
    }),
    createClient: (apiKey) =>
      createTeamClient({
        origin: 'https://t',
        apiKey,
        fetch: api.fetch,
        clock: createManualClock(),
      }),
  })
  return { api, store, session }
}

it('keeps a key that the server has accepted, and never puts it into an address', async () => {
  const { api, store, session } = begun()
  await session.signIn(`  ${FAKE_KEY}\n`)
  expect([session.state.value.kind, [...store], api.requests]).toEqual([
    'signedIn',
    [[KEY_NAME, FAKE_KEY]],
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

it('is signed in after a reload, and forgets the key on signing out', () => {
  const { store, session } = begun({ [KEY_NAME]: FAKE_KEY })
  expect(session.state.value.kind).toBe('signedIn')
  session.signOut()
  expect([session.state.value, store.size]).toEqual([{ kind: 'signedOut', error: null }, 0])
})

it('works without storage, for as long as the page lives', async () => {
  const api = createFakeApi()
  const session = createSession({
    storage: () => {
      throw new Error('blocked')
    },
    createClient: (apiKey) => createTeamClient({ origin: 'https://t', apiKey, fetch: api.fetch }),
  })
  await session.signIn(FAKE_KEY)
  expect(session.state.value.kind).toBe('signedIn')
})
