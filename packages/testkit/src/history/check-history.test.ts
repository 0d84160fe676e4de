import { expect, it } from 'vitest'
import { began, changed, committed, ended, moved, shown, written } from '../testing/tell.ts'
import { checkHistory } from './check-history.ts'
import type { HistoryRecord } from './record.ts'

it('accepts a whole good run', () => {
  const history: HistoryRecord[] = [
    ...written('a'),
    shown(['a'], { delivery: 'waiting' }),
    ...written('b'),
    ...written('c'),
    ...changed('c', null, 'done'),
    moved('a', 'sending'),
    began('r1', 'a'),
    ended('r1', 'givenUp'),
    { kind: 'tabEnded', tab: 'tab' },
    began('r2', 'a', 900),
    ended('r2'),
    moved('a', 'settled', 2),
    began('r3', 'b', 950),
    ended('r3'),
    moved('b', 'sending', 2),
    moved('b', 'settled', 2),
    ...committed('a', 'b'),
    { kind: 'cameToRest' },
    shown(['a', 'b']),
  ]
  expect(checkHistory(history)).toEqual([])
})

it('names every invariant that a bad run breaks', () => {
  const history: HistoryRecord[] = [
    ...[...written('a'), ...written('b'), ...written('lost')],
    ...[began('r1', 'a'), began('r2', 'b'), ended('r1'), ended('r2')],
    ...[shown(['a', 'b']), shown(['a'])],
    ...changed('a', null, 'done'),
    ...[moved('a', 'settled'), moved('a', 'sending')],
    { kind: 'pauseEnded', tab: 'tab', allowedMs: 1, tookMs: 2 },
    { kind: 'measured', what: 'timers', value: 2, limit: 1 },
    { kind: 'signedOut', visitor: 'ada', found: ['ops: 1'] },
    ...committed('b', 'a', 'a'),
    { kind: 'cameToRest' },
  ]
  const broken = new Set(checkHistory(history).map(({ invariant }) => invariant))
  expect([...broken]).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'])
})
