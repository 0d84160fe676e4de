import { expect, it } from 'vitest'
import { inOrder, movedBy, namesOfSet, orderOfAddress } from './filter-order.ts'
import { FIRST_FILTERS, type Filters } from './filters.ts'

const SET: Filters = {
  ...FIRST_FILTERS,
  priority: ['high'],
  tags: ['vip'],
  snoozed: false,
  search: 'lamp',
}

it('names what is set: first what was ordered, then the rest, and nothing that is shown elsewhere', () => {
  const order = ['snoozed', 'mood', 'search', 'channel', 'tags', 'snoozed']
  expect([
    namesOfSet(SET, []),
    namesOfSet(SET, order),
    namesOfSet({ ...SET, status: ['new'] }, order),
    namesOfSet(FIRST_FILTERS, order),
  ]).toEqual([
    ['priority', 'tags', 'snoozed'],
    ['snoozed', 'tags', 'priority'],
    ['snoozed', 'tags', 'status', 'priority'],
    [],
  ])
})

it('reads from an address the order that it has written', () => {
  const address = new URLSearchParams('status=any&priority=high&tag=a&tag=b&match=all&search=x')
  const written = inOrder(address, ['tags', 'priority'])
  expect([String(written), orderOfAddress(written)]).toEqual([
    'status=any&tag=a&tag=b&priority=high&match=all&search=x',
    ['status', 'tags', 'tags', 'priority'],
  ])
})

it.each([
  ['b', -1, 'bac'],
  ['b', 1, 'acb'],
  ['a', -1, 'abc'],
  ['c', 1, 'abc'],
  ['x', 1, 'abc'],
] as const)('moves %s by %i', (name, step, order) => {
  expect(movedBy([...'abc'], name, step).join('')).toBe(order)
})
