import type { Ticket } from '@porchlight/protocol'
import { expect, it } from 'vitest'
import { buildTicket } from '../testing/build.ts'
import { type Filters, NO_FILTERS } from './filters.ts'
import { canMatch, matches } from './filters-match.ts'

const NOW = Date.parse('2026-01-01T12:00:00.000Z')
const in_ = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()
const ben = { id: 7, type: 'user', user: { email: 'ben@team.test' }, role: null } as const

it.each<[string, Partial<Filters>, Partial<Ticket>, boolean]>([
  ['a status', { status: ['new'] }, { status: 'new' }, true],
  ['another status', { status: ['new'] }, { status: 'open' }, false],
  ['a priority', { priority: ['high', 'low'] }, { priority: 'low' }, true],
  ['no priority', { priority: ['high'] }, {}, false],
  ['a channel', { channel: 'email' }, {}, false],
  ['nobody', { assignee: ['unassigned'] }, {}, true],
  ['nobody, but somebody', { assignee: ['unassigned'] }, { assignee: ben }, false],
  ['me', { assignee: ['me'] }, { assignee: ben }, true],
  ['an agent', { assignee: ['unassigned', 'user:8'] }, { assignee: ben }, false],
  ['any tag', { tags: ['a', 'b'] }, { tags: ['b'] }, true],
  ['all tags', { tags: ['a', 'b'], tagsMatch: 'all' }, { tags: ['b'] }, false],
  ['not a tag', { tagsExclude: ['b'] }, { tags: ['b'] }, false],
  ['overdue', { sla: 'breached' }, { sla_due_at: in_(-1) }, true],
  ['at risk', { sla: 'at-risk' }, { sla_due_at: in_(60) }, true],
  ['on track', { sla: 'on-track' }, { sla_due_at: in_(61) }, true],
  ['without a time', { sla: 'on-track' }, {}, false],
  ['snoozed', { snoozed: true }, { snoozed_until: in_(60) }, true],
  ['not snoozed', { snoozed: false }, { snoozed_until: in_(60) }, false],
  ['lately', { dateFrom: '-24h' }, { updated_at: in_(-24 * 60 - 1) }, false],
  ['the whole last day', { dateTo: '2026-01-01' }, { updated_at: in_(11 * 60) }, true],
  ['after the last day', { dateTo: '2025-12-31' }, { updated_at: in_(0) }, false],
])('knows %s', (_, filters, ticket, expected) => {
  const asked = { ...NO_FILTERS, ...filters }
  expect(matches(asked, buildTicket(1, ticket), { nowMs: NOW, me: 7 })).toBe(expected)
})

it('leaves to the server what only the server knows', () => {
  const can = (
    filters: Partial<Filters>,
    onlooker: { me: number | null | undefined } = { me: 7 },
  ) => canMatch({ ...NO_FILTERS, ...filters }, onlooker)
  expect([
    can({ search: 'lamp' }),
    can({ dateFrom: '-1m' }),
    can({ assignee: ['me'] }, { me: undefined }),
    can({ assignee: ['me'] }, { me: null }),
    can({ dateFrom: '-7d', assignee: ['me'] }),
  ]).toEqual([false, false, false, true, true])
})
