/** Settings, keys and people, against the real server. */
import { expect, it } from 'vitest'
import type { Result } from './client-error.ts'
import { createTeamClient, type TeamClient } from './team-client.ts'
import { must } from './testing/must.ts'
import { ORIGIN, startRealServer } from './testing/real-server.ts'

const API_KEY = 'plk_key_of_team_settings'

async function start(): Promise<{ team: TeamClient; teamWith(key: string): TeamClient }> {
  const { fetch } = await startRealServer({ apiKey: API_KEY })
  const teamWith = (apiKey: string): TeamClient =>
    createTeamClient({ origin: ORIGIN, apiKey, fetch })
  return { team: teamWith(API_KEY), teamWith }
}

async function problemOf(answer: Promise<Result<unknown>>): Promise<unknown> {
  const result = await answer
  if (result.ok || result.error.kind !== 'problem') throw new Error('no problem')
  return [result.error.status, result.error.problem.code, result.error.problem.attr]
}

it('changes settings in the state that was read, and in no older one', async () => {
  const { team } = await start()
  const { version } = await must(team.settings.get())
  const change = { version, widget: { greeting: 'Hi' }, conversations: { widget_color: 'red' } }
  const changed = await must(team.settings.update(change))
  expect(await must(team.settings.get())).toEqual(changed)
  expect(changed).toMatchObject({
    widget: { greeting: 'Hi' },
    conversations: { widget_color: 'red' },
  })
  expect(await problemOf(team.settings.update(change))).toEqual([409, 'conflict', null])
})

it('says which setting cannot be', async () => {
  const { team } = await start()
  expect(await problemOf(team.settings.update({ widget: { name: 'x'.repeat(201) } }))).toEqual([
    400,
    'invalid',
    'widget.name',
  ])
})

it('makes a key, lists it without its secret, and revokes it', async () => {
  const { team, teamWith } = await start()
  const wanted = { name: 'Shop', scopes: ['project:read'], expires_at: null } as const
  const { secret, ...made } = await must(team.apiKeys.create(wanted))
  const shop = teamWith(secret)
  await must(shop.settings.get())
  expect((await must(team.apiKeys.list({ limit: 10, offset: 0 }))).results).toEqual([made])
  expect(await problemOf(shop.apiKeys.list({ limit: 10, offset: 0 }))).toEqual([
    403,
    'permission_denied',
    null,
  ])
  await must(team.apiKeys.revoke(made.id))
  expect(await problemOf(shop.settings.get())).toEqual([401, 'authentication_failed', null])
})

it('hands over what a person has left, and erases it', async () => {
  const { team } = await start()
  const conversation = crypto.randomUUID()
  const email = 'ada@mail.test'
  const { id } = await must(team.tickets.open({ conversation, anonymous_traits: { email } }))
  await must(team.tickets.reply(id, { message: 'Hi', isPrivate: false, key: crypto.randomUUID() }))
  const left = await must(team.visitors.export({ email }))
  expect(left.conversations).toMatchObject([{ id: conversation, messages: [{ content: 'Hi' }] }])
  expect(await must(team.visitors.erase({ email }))).toEqual({ visitors: 0, conversations: 1 })
  expect((await must(team.visitors.export({ email }))).conversations).toEqual([])
})
