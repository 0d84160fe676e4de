import { describe, expect, it } from 'vitest'
import { settings as runCommand } from '../../cli/settings.ts'
import { DEFAULTS } from '../../server-options.ts'
import { addAgent } from '../../testing/agents.ts'
import {
  type Answer,
  type Json,
  startTestServer,
  type TestServer,
  WIDGET_TOKEN,
} from '../../testing/test-server.ts'

const PATH = '/settings/'

async function get({ server }: TestServer, path: string): Promise<Json> {
  return await (await server.fetch(new Request(`http://chat.test${path}`))).json()
}

describe('[SV203] the settings of a project', () => {
  it('are told as a whole, with the token of the site', async () => {
    const { key } = await startTestServer()
    const { status, body } = await key.get(PATH)
    expect([status, body]).toMatchObject([
      200,
      { token: WIDGET_TOKEN, widget: { greeting: '' }, conversations: { widget_domains: [] } },
    ])
  })

  it('are changed in what is named, and the rest stays', async () => {
    const { key } = await startTestServer()
    const { body: before } = await key.get(PATH)
    const hours = { timeZone: 'Europe/Berlin', days: [['09:00', '17:00'], ...Array(6).fill(null)] }
    const change = {
      widget: { greeting: 'Hi', hours },
      conversations: { hand_over_words: ['boss'] },
    }
    const changed = await key.patch(PATH, change)
    expect(changed).toEqual({
      status: 200,
      body: {
        token: WIDGET_TOKEN,
        version: expect.not.stringMatching(before.version),
        widget: { ...before.widget, ...change.widget },
        conversations: { ...before.conversations, ...change.conversations },
      },
    })
    expect((await key.get(PATH)).body).toEqual(changed.body)
  })

  it('are read by a key with project:read, and changed by one with project:write alone', async () => {
    const test = await startTestServer()
    const reader = await addAgent(test, { name: 'Reader', scopes: 'project:read ticket:write' })
    const writer = await addAgent(test, { name: 'Writer', scopes: 'project:write' })
    const change = { widget: { greeting: 'Hi' } }
    const answers = [
      await reader.get(PATH),
      await reader.patch(PATH, change),
      await writer.get(PATH),
      await writer.patch(PATH, change),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 200, 200])
    expect(answers[1]?.body.detail).toContain('project:write')
  })
})

it('[SV204] a change is in what pages and stock clients are told next', async () => {
  const test = await startTestServer()
  await test.key.patch(PATH, {
    widget: { color: 'teal', greeting: 'Ahoy' },
    conversations: { widget_enabled: true, widget_color: 'red', widget_require_email: true },
  })
  const config = await get(test, `/array/${WIDGET_TOKEN}/config`)
  const session = await test.session({ refresh: null, next: test.refreshToken() })
  expect([config.conversations, session.body.settings]).toMatchObject([
    { color: 'red', requireEmail: true },
    { color: 'teal', greeting: 'Ahoy' },
  ])
  await test.key.patch(PATH, { widget: { enabled: false } })
  expect((await get(test, `/array/${WIDGET_TOKEN}/config`)).conversations).toBe(false)
})

describe('[SV205] a change of an older state', () => {
  it('changes nothing and is told, also when the command was faster', async () => {
    const { key, place } = await startTestServer()
    const { body: before } = await key.get(PATH)
    const { dataDir = '', databaseUrl = null } = place
    await runCommand(
      { environment: { dataFolder: dataDir, databaseUrl }, log: DEFAULTS.log, print: () => {} },
      { project: 1, changes: ['greeting=By command'] },
    )
    const late = await key.patch(PATH, { version: before.version, widget: { greeting: 'Mine' } })
    const { body: now } = await key.get(PATH)
    expect([late.status, late.body.code, now.widget.greeting]).toEqual([
      409,
      'conflict',
      'By command',
    ])
    const again = await key.patch(PATH, { version: now.version, widget: { greeting: 'Mine' } })
    expect([again.status, again.body.widget.greeting]).toEqual([200, 'Mine'])
  })

  it('of two that come at once one is told', async () => {
    const { key } = await startTestServer()
    const { version } = (await key.get(PATH)).body
    const both = await Promise.all(
      ['A', 'B'].map((greeting) => key.patch(PATH, { version, widget: { greeting } })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('[SV206] a setting that cannot be', () => {
  const long = 'x'.repeat(1_001)
  const days = Array(7).fill(null)
  it.each<[string, Json, string, string]>([
    ['is too long', { widget: { greeting: long } }, 'widget.greeting', '1000 characters'],
    ['is of another kind', { widget: { requireEmail: 'yes' } }, 'widget.requireEmail', 'boolean'],
    ['is unknown', { widget: { greting: 'Hi' } }, 'widget.greting', 'never'],
    ['is no list of settings', { conversations: [] }, 'conversations', 'Must be an object.'],
    [
      'is no domain',
      { conversations: { widget_domains: ['a.com', 'b c'] } },
      'conversations.widget_domains.1',
      'Must be a host',
    ],
    [
      'is no time zone',
      { widget: { hours: { timeZone: 'Europe/Atlantis', days } } },
      'widget.hours.timeZone',
      'Europe/Berlin',
    ],
    [
      'is no time of day',
      { widget: { hours: { timeZone: 'UTC', days: [['9', '17:00'], ...days.slice(1)] } } },
      'widget.hours.days.0.0',
      'HH:MM',
    ],
    [
      'is out of range',
      { conversations: { hand_over_after_answers: 0 } },
      'conversations.hand_over_after_answers',
      'from 1 to 1000',
    ],
  ])(
    '%s: the field and its limit are named, and nothing is changed',
    async (_, wrong, attr, detail) => {
      const { key } = await startTestServer()
      const before = (await key.get(PATH)).body
      const refused: Answer = await key.patch(PATH, {
        ...wrong,
        widget: { awayNote: 'Later', ...wrong.widget },
      })
      expect([refused.status, refused.body]).toMatchObject([
        400,
        { code: 'invalid', attr, detail: expect.stringContaining(detail) },
      ])
      expect((await key.get(PATH)).body).toEqual(before)
    },
  )
})
