/** Each call of the public widget API against the real server. */
import { expect, it } from 'vitest'
import { createTeamClient } from './team-client.ts'
import { ORIGIN, startRealServer } from './testing/real-server.ts'
import { createWidgetApiClient, type WidgetApiClient } from './widget-api.ts'

const API_KEY = 'plk_key_of_the_widget_api_test'
const WHO = { widget_session_id: '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee' }

async function start(): Promise<{
  client: WidgetApiClient
  team: ReturnType<typeof createTeamClient>
}> {
  const { server, fetch } = await startRealServer({ apiKey: API_KEY })
  const token = server.project.widgetToken
  return {
    client: createWidgetApiClient({ origin: ORIGIN, token, fetch }),
    team: createTeamClient({ origin: ORIGIN, apiKey: API_KEY, fetch }),
  }
}

it('sends, goes on from a time, lists, reads', async () => {
  const { client, team } = await start()
  const first = await client.say(WHO, { message: 'Hello', distinct_id: 'ada' })
  if (!first.ok) throw new Error(JSON.stringify(first.error))
  const { ticket_id, created_at } = first.value
  await client.say(WHO, { message: 'Again', distinct_id: 'ada', ticket_id })
  await team.tickets.reply(ticket_id, { message: 'Hi', isPrivate: false, key: crypto.randomUUID() })
  const rest = await client.messages(WHO, ticket_id, { after: created_at, limit: 50 })
  expect(rest).toMatchObject({
    ok: true,
    value: { unread_count: 1, messages: [{ content: 'Again' }, { content: 'Hi' }] },
  })
  expect(await client.markRead(WHO, ticket_id)).toEqual({
    ok: true,
    value: { success: true, unread_count: 0 },
  })
  expect(await client.tickets(WHO, { status: 'open' })).toMatchObject({
    ok: true,
    value: { count: 1, results: [{ id: ticket_id, message_count: 3 }] },
  })
})

it('reads both envelopes of refusals', async () => {
  const { client } = await start()
  const refused = await client.say(WHO, { message: ' ', distinct_id: 'ada' })
  expect(refused).toMatchObject({ ok: false, error: { kind: 'problem', status: 400 } })
  const unknown = await client.messages(WHO, crypto.randomUUID())
  expect(unknown).toMatchObject({ ok: false, error: { kind: 'problem', status: 404 } })
})

it('asks for a restore link, and redeems one that there never was', async () => {
  const { client } = await start()
  const link = await client.requestRestore({ email: 'a@a.test', request_url: 'https://shop.test' })
  // Without a list of domains there are no links.
  expect(link).toMatchObject({ ok: false, error: { kind: 'problem', status: 403 } })
  expect(await client.restore({ ...WHO, restore_token: 'x'.repeat(43) })).toEqual({
    ok: true,
    value: { status: 'invalid', code: 'token_invalid' },
  })
})

it('loads the config of the site, and the mails of the team', async () => {
  const { client, team } = await start()
  expect(await client.config()).toMatchObject({
    ok: true,
    value: { conversations: { enabled: true, widgetPosition: 'bottom_right' } },
  })
  expect(await team.mails.list({ limit: 10, offset: 0 })).toMatchObject({
    ok: true,
    value: { count: 0, results: [] },
  })
})
