import { expect, it } from 'vitest'
import { began, ended, moved } from '../testing/tell.ts'
import type { HistoryRecord } from './record.ts'
import { checkSingleWriter } from './single-writer.ts'

const count = (...history: HistoryRecord[]): number => checkSingleWriter(history).length

it('accepts requests of one lane one after the other', () => {
  expect(count(began('r1', 'a'), ended('r1'), began('r2', 'b'), ended('r2'))).toBe(0)
})

it('finds two requests of one lane at once', () => {
  expect(count(began('r1', 'a'), began('r2', 'b'), ended('r1'), ended('r2'))).toBe(1)
})

it('accepts two lanes at once', () => {
  const elsewhere = { ...began('r2', 'b'), thread: 'other' } as HistoryRecord
  expect(count(began('r1', 'a'), elsewhere, ended('r1'), ended('r2'))).toBe(0)
})

it('does not hold a request against its lane that was given up', () => {
  expect(count(began('r1', 'a'), began('r2', 'a'), ended('r1', 'givenUp'), ended('r2'))).toBe(0)
})

it('accepts rising epochs, and finds a write of one that is over', () => {
  expect(count(moved('a', 'sending', 1), moved('a', 'held', 1), moved('b', 'sending', 2))).toBe(0)
  expect(count(moved('a', 'sending', 1), moved('b', 'sending', 2), moved('a', 'held', 1))).toBe(1)
  expect(count(moved('a', 'sending', 2), moved('b', 'cancelled', null))).toBe(0)
})
