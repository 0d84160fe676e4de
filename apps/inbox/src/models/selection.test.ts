import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { buildTicket, uuid } from '../testing/build.ts'
import { createSelection } from './selection.ts'

const id = (n: number) => uuid('ticket', n)

function choosing(count: number) {
  const rows = signal(Array.from({ length: count }, (_, n) => buildTicket(n + 1)))
  const selection = createSelection(rows)
  const chosen = () => selection.ids.value.map((each) => Number(each.slice(-4)))
  return { rows, selection, chosen }
}

it('chooses one by one, and takes out again', () => {
  const { selection, chosen } = choosing(5)
  selection.toggle(id(4), false)
  selection.toggle(id(2), false)
  selection.toggle(id(4), false)
  expect(chosen()).toEqual([2])
})

it('chooses all from the last one up to here, in either direction', () => {
  const { selection, chosen } = choosing(6)
  selection.toggle(id(5), false)
  selection.toggle(id(3), true)
  expect(chosen()).toEqual([3, 4, 5])
})

it('forgets a ticket that leaves the list, and chooses no more than one call may change', () => {
  const { rows, selection, chosen } = choosing(600)
  selection.all()
  const all = chosen().length
  rows.value = rows.value.slice(0, 3)
  expect([all, chosen()]).toEqual([500, [1, 2, 3]])
  selection.clear()
  expect(chosen()).toEqual([])
})
