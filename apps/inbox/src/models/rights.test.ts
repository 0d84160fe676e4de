import type { AgentsClient } from '@porchlight/client'
import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createRights } from './rights.ts'

const ASKED = ['ticket:read', 'ticket:write', 'project:read', 'project:write', '*'] as const

async function mayWith(scopes: readonly string[] | null) {
  const myKey: AgentsClient['myKey'] = async () =>
    scopes === null
      ? { ok: false, error: { kind: 'offline', cause: null } }
      : { ok: true, value: { scopes } }
  const rights = createRights({ myKey })
  await settle()
  return ASKED.filter(rights.may)
}

it.each([
  [['*'], ASKED],
  [['ticket:read'], ['ticket:read']],
  [
    ['ticket:write', 'project:write'],
    ['ticket:read', 'ticket:write', 'project:read', 'project:write'],
  ],
  [null, ASKED],
])('with %j a key may do %j', async (scopes, may) => {
  expect(await mayWith(scopes)).toEqual(may)
})
