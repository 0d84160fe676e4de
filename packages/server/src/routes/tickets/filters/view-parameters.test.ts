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
    snoozed: false,
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
    snoozed: 'false',
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

it('[SV80] leaves open what another version has saved in a form that is not ours', () => {
  const parameters = toParameters({
    status: 'open',
    priority: { high: true },
    channel: 7,
    snoozed: 'yes',
    assignee: [null, 7, {}, 'me'],
    tags: ['a', 1],
    dateFrom: [],
    sorting: 'created_at',
    search: null,
  })
  expect(Object.fromEntries(parameters)).toEqual({ assignee: 'me', tags: '["a"]' })
})
