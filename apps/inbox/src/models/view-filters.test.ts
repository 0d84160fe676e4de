import { expect, it } from 'vitest'
import { FIRST_FILTERS, type Filters, NO_FILTERS } from './filters.ts'
import { fromViewFilters, toViewFilters } from './view-filters.ts'

const MINE: Filters = {
  ...FIRST_FILTERS,
  channel: 'widget',
  assignee: ['me', 'user:7'],
  tags: ['vip', 'a,b'],
  tagsMatch: 'all',
  tagsExclude: ['spam'],
  snoozed: true,
  dateFrom: '-7d',
  search: 'lamp',
  order: '-created_at',
}

it.each([
  ['much', MINE],
  ['nothing', NO_FILTERS],
])('reads back from a view what it has saved: %s', (_, filters) => {
  const order = ['tags', 'snoozed', 'channel']
  expect(fromViewFilters({ ...toViewFilters(filters, order) })).toEqual({
    filters,
    order,
    unclear: [],
  })
})

it('names what a view asks for that is not there any more, and keeps the rest', () => {
  expect(
    fromViewFilters({
      status: ['open', 'closed'],
      priority: 'high',
      assignee: [{ type: 'role', id: '0190' }],
      sorting: { columnKey: 'mood', order: 1 },
      sla: 'breached',
      tags: [1],
      aiTriageResult: ['persisted'],
      filterOrder: 'tags',
    }),
  ).toEqual({
    order: [],
    filters: { ...NO_FILTERS, status: ['open'], sla: 'breached' },
    unclear: ['priority', 'tags', 'sorting', 'status', 'assignee'],
  })
})
