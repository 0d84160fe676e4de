import { describe, expect, it } from 'vitest'
import { addAgent, addProject } from '../../testing/agents.ts'
import {
  type Answer,
  type Json,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../../testing/test-server.ts'

interface World extends TestServer {
  readonly ada: VisitorCaller
  readonly thread: string
  change(change: Json): Promise<Answer>
}

async function openTicket(): Promise<World> {
  const server = await startTestServer()
  const ada = await server.visitor()
  const thread = await ada.open({ anonymous_traits: { name: 'Ada' } })
  await ada.append(thread, 'Hello')
  return { ...server, ada, thread, change: (change) => server.key.patch('/tickets/1/', change) }
}

describe('[SV81] a ticket', () => {
  it('has every published field, by id and by number', async () => {
    const { key, ada, thread } = await openTicket()
    const { body } = await key.get('/tickets/1/')
    expect((await key.get(`/tickets/${body.id.toUpperCase()}/`)).body).toEqual(body)
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ticket_number: 1,
      conversation: thread,
      channel_source: 'widget',
      channel_detail: 'widget_embedded',
      distinct_id: ada.id,
      status: 'new',
      priority: null,
      assignee: null,
      anonymous_traits: { name: 'Ada' },
      identity_verified: null,
      ai_resolved: false,
      escalation_reason: null,
      ai_triage: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      message_count: 1,
      last_message_at: expect.any(String),
      last_message_text: 'Hello',
      unread_team_count: 0,
      unread_customer_count: 0,
      session_id: null,
      session_context: {},
      slack_channel_id: null,
      slack_thread_ts: null,
      slack_team_id: null,
      email_subject: null,
      email_from: null,
      email_to: null,
      cc_participants: [],
      github_repo: null,
      github_issue_number: null,
      zendesk_ticket_id: null,
      organization_id: null,
      organization_id_source: null,
      sla_due_at: null,
      snoozed_until: null,
      person: {
        id: ada.id,
        name: 'Ada',
        distinct_ids: [ada.id],
        properties: { name: 'Ada' },
        created_at: expect.any(String),
        is_identified: false,
      },
      tags: [],
      user_access_level: 'editor',
      mode: 'people',
      rev: expect.any(Number),
    })
  })

  it('is read without a change of its place in the list', async () => {
    const { key, clock } = await openTicket()
    const before = await key.get('/tickets/')
    await clock.advance(1_000)
    await key.get('/tickets/1/')
    const after = await key.get('/tickets/')
    expect(before.body.results[0].unread_team_count).toBe(1)
    expect(after.body.results[0]).toMatchObject({
      unread_team_count: 0,
      updated_at: before.body.results[0].updated_at,
    })
  })

  it.each(['0', '2', 'nonsense', '99999999999', '%00', '1%2Fmessages', '-1', '1.0'])(
    'is not found as %j',
    async (name) => {
      const { key } = await openTicket()
      expect((await key.get(`/tickets/${name}/`)).status).toBe(404)
    },
  )

  it('is changed in all that may be written, by PATCH or PUT, and what is not named stays', async () => {
    const { change, key } = await openTicket()
    const all = {
      status: 'pending',
      priority: 'critical',
      anonymous_traits: { plan: 'pro' },
      ai_resolved: true,
      escalation_reason: 'angry',
      sla_due_at: '2030-01-02T03:04:05Z',
      snoozed_until: '2030-02-01T00:00:00+01:00',
      tags: ['b', 'a'],
    }
    const patched = await change(all)
    const put = await key.raw('PUT', '/tickets/1/', {
      body: { priority: '', escalation_reason: null, sla_due_at: null, id: 'mine' },
    })
    expect(patched.body).toMatchObject({
      ...all,
      sla_due_at: '2030-01-02T03:04:05.000Z',
      snoozed_until: '2030-01-31T23:00:00.000Z',
    })
    expect(await put.json()).toMatchObject({
      ...all,
      id: patched.body.id,
      snoozed_until: '2030-01-31T23:00:00.000Z',
      priority: null,
      escalation_reason: null,
      sla_due_at: null,
    })
  })

  it.each([
    [{ status: 'done' }, 'status'],
    [{ priority: 'urgent' }, 'priority'],
    [{ ai_resolved: 'yes' }, 'ai_resolved'],
    [{ sla_due_at: 'tomorrow' }, 'sla_due_at'],
    [{ sla_due_at: 5 }, 'sla_due_at'],
    [{ snoozed_until: '2026-02-30' }, 'snoozed_until'],
    [{ escalation_reason: 'x'.repeat(201) }, 'escalation_reason'],
    [{ anonymous_traits: 'Ada' }, 'anonymous_traits'],
    [{ tags: 'vip' }, 'tags'],
    [{ tags: ['x'.repeat(101)] }, 'tags.0'],
    [{ tags: Array.from({ length: 101 }, String) }, 'tags'],
  ])('is not changed by %j', async (change, attr) => {
    const world = await openTicket()
    const before = await world.key.get('/tickets/1/')
    expect(await world.change({ status: 'resolved', ...change })).toMatchObject({
      status: 400,
      body: { type: 'validation_error', code: 'invalid', attr },
    })
    expect((await world.key.get('/tickets/1/')).body).toEqual(before.body)
  })

  it('is told to the team when it changes', async () => {
    const { change, key } = await openTicket()
    const accept = { accept: 'application/json' }
    const { body: start } = await key.get('/events/', accept)
    await change({ priority: 'high' })
    const { body } = await key.get(`/events/?cursor=${start.cursor}`, accept)
    expect(body.events).toMatchObject([{ event: 'ticket', data: { priority: 'high' } }])
  })
})

describe('[SV82] the assignee', () => {
  it('is an agent of the team, or nobody', async () => {
    const world = await openTicket()
    const grace = await addAgent(world)
    const assignee = { type: 'user', id: grace.id }
    const given = await world.change({ assignee })
    const listed = await world.key.get('/tickets/')
    const kept = await world.change({ priority: 'low' })
    const taken = await world.change({ assignee: null })
    const shape = { ...assignee, user: { email: 'grace@team.test' }, role: null }
    expect([
      given.body.assignee,
      listed.body.results[0].assignee,
      kept.body.assignee,
      taken.body.assignee,
    ]).toEqual([shape, shape, shape, null])
  })

  it.each<[unknown, string]>([
    ['me', 'must be an object'],
    [[], 'must be an object'],
    [5, 'must be an object'],
    [{}, "must have 'type' and 'id'"],
    [{ type: 'user' }, "must have 'type' and 'id'"],
    [{ id: 1 }, "must have 'type' and 'id'"],
    [{ type: 'team', id: 1 }, "type must be 'user' or 'role'"],
    [{ type: ['user'], id: 1 }, "type must be 'user' or 'role'"],
    [{ type: 'user', id: '1' }, 'user id must be an integer'],
    [{ type: 'user', id: 1.5 }, 'user id must be an integer'],
    [{ type: 'user', id: true }, 'user id must be an integer'],
    [{ type: 'role', id: 'x' }, 'role id must be a valid UUID'],
    [{ type: 'role', id: 1 }, 'role id must be a valid UUID'],
    [{ type: 'user', id: 4711 }, 'user is not a member of this organization'],
    [{ type: 'user', id: 1e15 }, 'user is not a member of this organization'],
    [
      { type: 'role', id: '019b796d-d600-7000-8000-000000000000' },
      'role does not belong to this organization',
    ],
  ])('cannot be %j', async (assignee, detail) => {
    const { change, key } = await openTicket()
    expect(await change({ status: 'resolved', assignee })).toEqual({
      status: 400,
      body: { type: 'validation_error', code: 'invalid', detail, attr: 'assignee' },
    })
    expect((await key.get('/tickets/1/')).body).toMatchObject({ status: 'new', assignee: null })
  })

  it('cannot be somebody of another project', async () => {
    const world = await openTicket()
    const eve = await addAgent(world, { name: 'Eve', project: await addProject(world) })
    const { body } = await world.change({ assignee: { type: 'user', id: eve.id } })
    expect(body.detail).toBe('user is not a member of this organization')
  })
})

describe('[SV83] putting aside', () => {
  const LATER = '2030-01-01T00:00:00.000Z'

  it('puts on hold, and opens when taken back', async () => {
    const { change } = await openTicket()
    const aside = await change({ snoozed_until: LATER })
    const longer = await change({ snoozed_until: '2031-01-01' })
    const back = await change({ snoozed_until: null })
    expect([aside, longer, back].map(({ body }) => [body.status, body.snoozed_until])).toEqual([
      ['on_hold', LATER],
      ['on_hold', '2031-01-01T00:00:00.000Z'],
      ['open', null],
    ])
  })

  it('leaves the status that the request names', async () => {
    const { change } = await openTicket()
    const aside = await change({ snoozed_until: LATER, status: 'pending' })
    const back = await change({ snoozed_until: null, status: 'resolved' })
    expect([aside.body.status, back.body.status]).toEqual(['pending', 'resolved'])
  })

  it('leaves the status when nothing was put aside', async () => {
    const { change } = await openTicket()
    expect((await change({ snoozed_until: null })).body.status).toBe('new')
  })
})
