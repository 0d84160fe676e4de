import { expect, it } from 'vitest'
import { toParameters } from './view-parameters.ts'

it('[SV80] says every filter of a view in the words of the list', () => {
  const parameters = toParameters({
    status: ['open', 'pending'],
    priority: ['high', 'low'],
    channel: 'email',
    sla: 'at-risk',
    aiTriageResult: ['persisted', 'in_progress'],
    assignee: ['me', 'unassigned', { type: 'user', id: 7 }, { type: 'role', id: 'r' }],
    tags: ['a', 'b'],
    tagsMatch: 'all',
    tagsExclude: ['c'],
    dateFrom: '-7d',
    dateTo: '2026-01-31',
    sorting: { columnKey: 'sla_due_at', order: -1 },
    search: 'lamp',
  })
  expect(Object.fromEntries(parameters)).toEqual({
    status: 'open,pending',
    priority: 'high,low',
    channel_source: 'email',
    sla: 'at-risk',
    ai_triage_result: 'persisted,in_progress',
    assignee: 'me,unassigned,user:7,role:r',
    tags_all: '["a","b"]',
    tags_exclude: '["c"]',
    date_from: '-7d',
    date_to: '2026-01-31',
    order_by: '-sla_due_at',
    search: 'lamp',
  })
})

it('[SV80] leaves open what a view leaves open', () => {
  const parameters = toParameters({
    status: [],
    channel: 'all',
    sla: 'all',
    tags: [],
    tagsExclude: [],
    dateFrom: null,
    sorting: null,
    search: '',
  })
  expect(Object.fromEntries(parameters)).toEqual({})
})
