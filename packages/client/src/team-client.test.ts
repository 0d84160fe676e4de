/** Every call of the team against the real server, on a real SQLite file. */
import type { Assistant } from '@porchlight/server'
import { describe, expect, it } from 'vitest'
import type { Result } from './client-error.ts'
import { createTeamClient, type TeamClient } from './team-client.ts'
import { must } from './testing/must.ts'
import { ORIGIN, startRealServer } from './testing/real-server.ts'
import { toTicketQuery } from './ticket-filter.ts'

const API_KEY = 'plk_key_of_the_team_client'
const UNKNOWN = '019b796d-d600-7000-8000-000000000000'

/** Says what it was asked, in capitals. */
const LOUD: Assistant = {
  async *answer(history) {
    yield { kind: 'text', text: history.at(-1)?.content.toUpperCase() ?? '' }
  },
}

async function startTeam(): Promise<TeamClient> {
  const { fetch } = await startRealServer({ assistant: LOUD, apiKey: API_KEY })
  return createTeamClient({ origin: ORIGIN, apiKey: API_KEY, fetch })
}

async function statusOf(answer: Promise<Result<unknown>>): Promise<number | string> {
  const result = await answer
  if (result.ok) return 'ok'
  return result.error.kind === 'problem' ? result.error.status : result.error.kind
}

/** A ticket that has a message, so that it is in the list. */
async function openTicket({ tickets }: TeamClient): Promise<string> {
  const { id } = await must(
    tickets.open({ conversation: crypto.randomUUID(), anonymous_traits: { name: 'Ada' } }),
  )
  const key = crypto.randomUUID()
  await must(tickets.reply(id, { message: 'Hello', isPrivate: false, key }))
  return id
}

describe('tickets', () => {
  it('are opened once by the id of their conversation', async () => {
    const { tickets } = await startTeam()
    const conversation = crypto.randomUUID()
    const first = await must(tickets.open({ conversation }))
    const again = await must(tickets.open({ conversation }))
    expect([again.id, first.conversation, first.channel_detail]).toEqual([
      first.id,
      conversation,
      'widget_api',
    ])
  })

  it('are changed, found by what they became, and read', async () => {
    const team = await startTeam()
    const { tickets } = team
    const [one, two] = [await openTicket(team), await openTicket(team)]
    const changed = await must(
      tickets.update(one, {
        priority: 'high',
        tags: ['a, b'],
        sla_due_at: '2100-01-01',
        snoozed_until: '2100-01-01T10:00:00Z',
        assignee: null,
      }),
    )
    const found = await must(
      tickets.list({
        status: ['on_hold', 'open'],
        priority: 'high',
        channelSource: 'widget',
        assignee: ['unassigned', { type: 'user', id: 7 }],
        dateFrom: '-1d',
        dateTo: 'dEnd',
        search: 'ada',
        sla: 'on-track',
        snoozed: true,
        tags: ['a, b', 'c'],
        tagsAll: ['a, b'],
        tagsExclude: ['d'],
        ids: [one, two],
        orderBy: '-sla_due_at',
        limit: 10,
        offset: 0,
      }),
    )
    expect(changed).toMatchObject({ status: 'on_hold', tags: ['a, b'] })
    expect(found.results).toEqual([changed])
    expect((await must(tickets.get(two))).id).toBe(two)
    expect((await must(tickets.setStatus(two, 'resolved'))).status).toBe('resolved')
    expect(await must(tickets.unreadCount())).toEqual({ count: 0 })
  })

  it('have messages, private notes among them, with the document of an editor', async () => {
    const team = await startTeam()
    const { tickets } = team
    const id = await openTicket(team)
    const richContent = { type: 'doc' }
    const key = crypto.randomUUID()
    const note = { message: 'Note', isPrivate: true, key, richContent }
    const posted = await must(tickets.reply(id, note))
    expect(await must(tickets.reply(id, note))).toEqual(posted)
    const edited = await must(tickets.editNote(id, { id: key, message: 'Changed' }))
    const page = await must(tickets.messages(id, { limit: 10, offset: 1 }))
    expect([posted.rich_content, edited.rich_content, page.results]).toEqual([
      richContent,
      null,
      [edited],
    ])
  })

  it('get suggestions of the assistant, and opinions on them', async () => {
    const team = await startTeam()
    const { tickets } = team
    const id = await openTicket(team)
    const empty = await must(tickets.open({ conversation: crypto.randomUUID() }))
    const opinion = { message_id: 'm', rating: 'good' } as const
    expect(await must(tickets.suggestReply(id))).toEqual({ suggestion: 'HELLO', citations: [] })
    expect(await statusOf(tickets.suggestReply(empty.id))).toBe(400)
    expect(await must(tickets.rateAnswer(id, opinion))).toBeNull()
  })

  it('are changed many at once', async () => {
    const team = await startTeam()
    const { tickets } = team
    const ids = [await openTicket(team), await openTicket(team)]
    const status = await must(tickets.bulkUpdateStatus({ ids, status: 'resolved' }))
    const tags = await must(
      tickets.bulkUpdateTags({ ids: [...ids, UNKNOWN], action: 'add', tags: ['a'] }),
    )
    expect(status).toEqual({ updated: 2, ids })
    expect(tags).toEqual({
      updated: ids.map((id) => ({ id, tags: ['a'] })),
      skipped: [{ id: UNKNOWN, reason: 'not_found' }],
    })
  })

  it('are deleted, and that is told by the feed', async () => {
    const team = await startTeam()
    const { tickets } = team
    const id = await openTicket(team)
    const leaving = new AbortController()
    const updates = (await must(team.follow(null, leaving.signal)))[Symbol.asyncIterator]()
    const start = await updates.next()
    expect(await must(tickets.remove(id))).toBeNull()
    const update = await updates.next()
    leaving.abort()
    expect([start.value?.update.event, update.value?.update]).toMatchObject([
      'reset',
      { event: 'ticket_deleted', data: { ticket: id } },
    ])
    expect(await statusOf(tickets.get(id))).toBe(404)
  })
})

it('views are made, changed, used and deleted', async () => {
  const team = await startTeam()
  const id = await openTicket(team)
  const made = await must(team.views.create({ name: 'Mine', filters: { priority: ['high'] } }))
  const { short_id } = made
  const under = async () => (await must(team.tickets.list({ view: short_id }))).count
  const before = await under()
  await must(team.tickets.update(id, { priority: 'high' }))
  const renamed = await must(team.views.update(short_id, { name: 'Urgent' }))
  expect([before, await under(), renamed]).toEqual([0, 1, { ...made, name: 'Urgent' }])
  expect(await must(team.views.get(short_id))).toEqual(renamed)
  const other = await must(team.views.create({ name: 'Other' }))
  const moved = await must(team.views.update(short_id, { after: other.short_id }))
  expect([other.position, moved]).toEqual([1, { ...renamed, position: 1 }])
  const { results } = await must(team.views.list({ limit: 10, offset: 0 }))
  expect(new Set(results)).toEqual(new Set([{ ...other, position: 0 }, moved]))
  expect(await must(team.views.remove(short_id))).toBeNull()
  expect(await statusOf(team.views.get(short_id))).toBe(404)
})

it('profile configs are made, changed and deleted', async () => {
  const { profileConfigs } = await startTeam()
  const made = await must(profileConfigs.create({ scope: 'person', sidebar: [1] }))
  const changed = await must(profileConfigs.update(made.id, { scope: 'group_1', content: null }))
  const { updated_at } = changed
  expect(made).toMatchObject({ content: {}, sidebar: [1] })
  expect(changed).toEqual({ ...made, scope: 'group_1', content: null, updated_at })
  expect(await must(profileConfigs.get(made.id))).toEqual(changed)
  expect((await must(profileConfigs.list({ limit: 10, offset: 0 }))).results).toEqual([changed])
  expect(await must(profileConfigs.remove(made.id))).toBeNull()
  expect(await statusOf(profileConfigs.get(made.id))).toBe(404)
})

it('a filter is written as the list reads it', () => {
  const query = toTicketQuery({
    status: ['new', 'open'],
    channelDetail: 'widget_api',
    assignee: ['me', { type: 'user', id: 7 }],
    distinctIds: ['a', 'b'],
    emails: ['a@example.com'],
    snoozed: false,
    tags: ['a, b'],
    aiTriageResult: ['persisted', 'in_progress'],
    orderBy: '-ticket_number',
  })
  expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
    status: 'new,open',
    channel_detail: 'widget_api',
    assignee: 'me,user:7',
    distinct_ids: 'a,b',
    emails: 'a@example.com',
    snoozed: 'false',
    tags: '["a, b"]',
    ai_triage_result: 'persisted,in_progress',
    order_by: '-ticket_number',
  })
})
