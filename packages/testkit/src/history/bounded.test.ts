import { expect, it } from 'vitest'
import { began } from '../testing/tell.ts'
import { checkBounded } from './bounded.ts'

it('counts the requests of a message', () => {
  const tries = [began('r1', 'a'), began('r2', 'a'), began('r3', 'b')]
  expect(checkBounded(tries, { requestsPerMessage: 2 })).toEqual([])
  expect(checkBounded(tries, { requestsPerMessage: 1 })).toHaveLength(1)
})

it('counts the requests of any second', () => {
  const requests = [0, 600, 1_200, 1_500].map((atMs) => began(`r${atMs}`, `${atMs}`, atMs))
  expect(checkBounded(requests, { requestsPerSecond: 3 })).toEqual([])
  expect(checkBounded(requests, { requestsPerSecond: 2 })).toHaveLength(1)
})

it('compares what was measured with its limit', () => {
  const rows = { kind: 'measured', what: 'rows left in the outbox', limit: 0 } as const
  expect(checkBounded([{ ...rows, value: 0 }])).toEqual([])
  expect(checkBounded([{ ...rows, value: 1 }])).toHaveLength(1)
})
