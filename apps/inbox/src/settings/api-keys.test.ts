import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildKey, createFakeSettings } from '../testing/fake-settings.ts'
import { createApiKeys } from './api-keys.ts'

const WANTED = { name: 'Shop', scopes: ['ticket:read'], expires_at: null } as const

async function open() {
  const fake = createFakeSettings()
  fake.keys.push(buildKey('old'))
  const keys = createApiKeys({ client: fake.client.apiKeys, onFailed: () => {} })
  await keys.reload()
  const ids = () => {
    const state = keys.state.value
    return state.kind === 'ready' ? state.keys.map(({ id }) => id) : state.kind
  }
  return { fake, keys, ids }
}

it('tells a key when it is made, until it is put away, and lists it', async () => {
  const { keys, ids } = await open()
  expect(await keys.create(WANTED)).toBe(true)
  await settle()
  expect([keys.made.value?.secret, ids()]).toEqual(['plk_key-2', ['key-2', 'old']])
  keys.putAway()
  expect(keys.made.value).toBeNull()
})

it('revokes a key, and is content with one that somebody else has revoked', async () => {
  const { fake, keys, ids } = await open()
  expect(await keys.revoke('old')).toBe(true)
  await settle()
  expect([await keys.revoke('old'), keys.failure.value]).toEqual([true, null])
  await settle()
  expect([ids(), fake.keys]).toEqual([[], []])
})

it('says why a key was not made, and lists what there is', async () => {
  const { fake, keys, ids } = await open()
  fake.fail('POST', 'offline')
  fake.keys.unshift(buildKey('made all the same'))
  expect(await keys.create(WANTED)).toBe(false)
  await settle()
  expect([keys.failure.value?.kind, keys.isBusy.value, ids()]).toEqual([
    'offline',
    false,
    ['made all the same', 'old'],
  ])
})
