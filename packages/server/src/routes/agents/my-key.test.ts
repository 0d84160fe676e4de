import { expect, it } from 'vitest'
import { startTestServer } from '../../testing/test-server.ts'

it.each([
  [
    ['ticket:read', 'project:read'],
    ['project:read', 'ticket:read'],
  ],
  [['*'], ['*']],
])('[SV216] tells a key with the scopes %j what it may do', async (scopes, told) => {
  const { key, callerWith } = await startTestServer()
  const { body } = await key.post('/../api_keys/', { name: 'Shop', scopes })
  expect(await callerWith(body.secret).get('/../agents/my_key/')).toEqual({
    status: 200,
    body: { scopes: told },
  })
})
