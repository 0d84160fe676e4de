import { expect, it } from 'vitest'
import { FIRST_FILTERS, type Filters, NO_FILTERS, toTicketFilter } from './filters.ts'
import { fromAddress, toAddress } from './filters-address.ts'

const EVERYTHING: Filters = {
  status: ['new', 'resolved'],
  priority: ['critical', 'low'],
  channel: 'widget',
  assignee: ['me', 'unassigned', 'user:7'],
  tags: ['vip', 'a,b'],
  tagsMatch: 'all',
  tagsExclude: ['spam'],
  sla: 'at-risk',
  snoozed: false,
  dateFrom: '-7d',
  dateTo: '2026-01-31',
  search: 'lamp & shade',
  order: 'sla_due_at',
}

it.each([
  ['everything', EVERYTHING],
  ['nothing', NO_FILTERS],
  ['what an inbox begins with', FIRST_FILTERS],
])('reads back what it has written: %s', (_, filters) => {
  expect(fromAddress(new URLSearchParams(toAddress(filters).toString()))).toEqual(filters)
})

it('asks for nothing where the address makes no sense', () => {
  const nonsense =
    'status=closed&priority=urgent&channel=fax&assignee=role:x&tag=&sla=late&snoozed=maybe&from=x&sort=mood'
  expect(fromAddress(new URLSearchParams(nonsense))).toEqual(FIRST_FILTERS)
})

it('asks the server for all of it', () => {
  expect(toTicketFilter(EVERYTHING)).toEqual({
    status: ['new', 'resolved'],
    priority: ['critical', 'low'],
    channelSource: 'widget',
    assignee: ['me', 'unassigned', { type: 'user', id: 7 }],
    dateFrom: '-7d',
    dateTo: '2026-01-31',
    search: 'lamp & shade',
    sla: 'at-risk',
    snoozed: false,
    tagsAll: ['vip', 'a,b'],
    tagsExclude: ['spam'],
    orderBy: 'sla_due_at',
  })
})
