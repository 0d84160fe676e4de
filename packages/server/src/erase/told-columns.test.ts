import { expect, it } from 'vitest'
import { ERASURE } from './erasure.ts'
import { TELLING, toldColumns } from './told-columns.ts'

it('[SV209] decides about each column of each table that has something of a visitor', () => {
  const erased = Object.entries(ERASURE).filter(([, erasure]) => erasure !== 'kept')
  expect(Object.keys(TELLING).sort()).toEqual(erased.map(([table]) => table).sort())
})

it('[SV209] hands over nothing that the team notes, and nothing that lets somebody in', () => {
  expect([
    toldColumns('ticket_tags'),
    toldColumns('access_tokens'),
    toldColumns('visitors'),
  ]).toEqual([[], [], ['id', 'subject', 'verified_traits', 'created_at']])
})
