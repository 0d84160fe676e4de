import { expect, it } from 'vitest'
import { atRest, changed, committed, shown } from '../testing/tell.ts'
import type { HistoryRecord } from './record.ts'
import { checkTruthfulView } from './truthful-view.ts'

const whats = (...history: HistoryRecord[]): string[] =>
  checkTruthfulView(history).map(({ what }) => what)

it('accepts a list that grows at the bottom', () => {
  expect(whats(shown(['a']), shown(['a', 'b']), shown(['a', 'b', 'c']))).toEqual([])
})

it('finds a message that is shown twice', () => {
  expect(whats(shown(['a', 'b', 'a']))).toEqual(['tab shows a twice'])
})

it('finds a message that goes away, at the top and at the bottom', () => {
  expect(whats(shown(['a', 'b']), shown(['a']))).toHaveLength(1)
  expect(whats(shown(['a', 'b']), shown(['b', 'c']))).toHaveLength(1)
  expect(whats(shown(['a']), shown([]))).toHaveLength(1)
})

it('accepts that a window moves on, by as many as have come', () => {
  const window = { hasMore: true }
  expect(whats(shown(['a', 'b'], window), shown(['b', 'c'], window))).toEqual([])
  expect(whats(shown(['a', 'b', 'c'], window), shown(['c', 'd', 'e', 'f'], window))).toEqual([])
  expect(whats(shown(['a', 'b', 'c'], window), shown(['a', 'c', 'd'], window))).toHaveLength(1)
  expect(whats(shown(['a', 'b', 'c'], window), shown(['c', 'd'], window))).toHaveLength(2)
})

it('lets a message go that is taken back or retried', () => {
  expect(whats(shown(['a', 'b']), ...changed('b', null, 'done'), shown(['a']))).toEqual([])
  expect(whats(shown(['a', 'b']), ...changed('b', null, 'tooLate'), shown(['a']))).toHaveLength(1)
  const retried: HistoryRecord = { kind: 'retried', message: 'a', as: 'a2' }
  expect(whats(shown(['a', 'b']), retried, shown(['b', 'a2']))).toEqual([])
})

it('wants at rest what the server has, no more, no less, in its order', () => {
  const server = committed('a', 'b')
  expect(whats(...server, atRest, shown(['a', 'b']))).toEqual([])
  expect(whats(...server, atRest, shown(['b'], { hasMore: true }))).toEqual([])
  expect(whats(...server, atRest, shown(['b']))).toHaveLength(1)
  expect(whats(...server, atRest, shown(['a', 'b', 'ghost']))).toHaveLength(1)
  expect(whats(...server, atRest, shown(['b', 'a']))).toHaveLength(1)
})
