import { expect, it } from 'vitest'
import { later } from './order.ts'

it('[PP6] takes the later of two places', () => {
  expect([later(null, 3), later(3, null), later(2, 3), later('b', 'a'), later(null, null)]).toEqual(
    [3, 3, 3, 'b', null],
  )
})
