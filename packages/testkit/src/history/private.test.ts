import { expect, it } from 'vitest'
import { began, committed, written } from '../testing/tell.ts'
import { checkPrivate } from './private.ts'
import type { HistoryRecord } from './record.ts'

const count = (...history: HistoryRecord[]): number => checkPrivate(history).length

it('accepts a sign-out that leaves nothing, and counts what it leaves', () => {
  expect(count({ kind: 'signedOut', visitor: 'ada', found: [] })).toBe(0)
  expect(count({ kind: 'signedOut', visitor: 'ada', found: ['messages: "a"', 'ops: 1'] })).toBe(2)
})

it('finds a message that goes out under the name of another', () => {
  const mine = written('a')
  expect(count(...mine, began('r', 'a'), ...committed('a'))).toBe(0)
  const foreign = { visitor: 'bob' }
  expect(count(...mine, { ...began('r', 'a'), ...foreign } as HistoryRecord)).toBe(1)
  expect(count(...mine, { ...committed('a')[0], ...foreign } as HistoryRecord)).toBe(1)
})
