import { expect, it } from 'vitest'
import { changed, committed, committedTexts, moved, written } from '../testing/tell.ts'
import { checkHonestChanges } from './honest-changes.ts'
import type { HistoryRecord } from './record.ts'

const count = (...history: HistoryRecord[]): number => checkHonestChanges(history).length

it('holds "taken back" to its word', () => {
  const history = [...written('a'), ...changed('a', null, 'done')]
  expect(count(...history)).toBe(0)
  expect(count(...history, ...committed('a'))).toBe(1)
})

it('holds "too late" to its word', () => {
  const history = [...written('a'), ...changed('a', null, 'tooLate')]
  expect(count(...history, ...committed('a'))).toBe(0)
  expect(count(...history, moved('a', 'dead'))).toBe(0)
  expect(count(...history)).toBe(1)
  expect(count(...history, ...committedTexts('a'))).toBe(0)
})

it('believes either end of what nobody can know', () => {
  const history = [...written('a'), ...changed('a', null, 'unknown')]
  expect(count(...history)).toBe(0)
  expect(count(...history, ...committed('a'))).toBe(0)
})

it('wants the text that the visitor was told of', () => {
  const posted = (text: string): HistoryRecord => ({ ...committed('a')[0], text }) as HistoryRecord
  const edited = (answer: 'done' | 'tooLate'): HistoryRecord[] => [
    ...written('a'),
    ...changed('a', 'new', answer),
  ]
  expect(count(...edited('done'), posted('new'))).toBe(0)
  expect(count(...edited('done'), posted('a'))).toBe(1)
  expect(count(...edited('tooLate'), posted('a'))).toBe(0)
  expect(count(...edited('tooLate'), posted('new'))).toBe(1)
})

it('finds a change without an answer, unless its tab ended', () => {
  const silent = [...written('a'), ...changed('a', 'new', 'done').slice(0, 1)]
  expect(count(...silent)).toBe(1)
  expect(count(...silent, { kind: 'tabEnded', tab: 'tab' })).toBe(0)
})
