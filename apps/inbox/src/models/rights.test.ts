import { type AgentsClient, createTeamClient } from '@porchlight/client'
import { createManualClock, settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createRights, settingsEntry } from './rights.ts'

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

it('may nothing with a key that may not even ask for its rights', async () => {
  const client = createTeamClient({
    origin: 'https://t',
    apiKey: 'weak',
    fetch: async () =>
      Response.json(
        { type: 'permission_error', code: 'permission_denied', detail: 'No.', attr: null },
        { status: 403 },
      ),
    clock: createManualClock(),
  })
  const rights = createRights(client.agents)
  await settle()
  expect(ASKED.filter(rights.may)).toEqual([])
})

it.each([
  [['project:read', 'ticket:write'], ''],
  [['ticket:write'], 'profile'],
  [['ticket:read'], null],
])('opens the settings with %j at %j', (scopes, part) => {
  expect(settingsEntry((scope) => scopes.includes(scope))).toBe(part)
})
