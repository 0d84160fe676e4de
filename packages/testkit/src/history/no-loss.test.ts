import { expect, it } from 'vitest'
import {
  atRest,
  called,
  changed,
  committed,
  committedTexts,
  moved,
  shown,
  written,
} from '../testing/tell.ts'
import { checkNoLoss } from './no-loss.ts'
import type { HistoryRecord } from './record.ts'

const whats = (...history: HistoryRecord[]): string[] =>
  checkNoLoss(history).map(({ what }) => what)

it('accepts what is posted, failed in sight, or taken back', () => {
  const history = [
    ...[...written('a'), ...written('b'), ...written('c'), ...written('d')],
    ...[...changed('c', null, 'done'), moved('d', 'dead')],
    ...[...committed('a'), shown(['b'], { delivery: 'failed' }), atRest],
  ]
  expect(whats(...history)).toEqual([])
})

it('finds a message that is nowhere', () => {
  expect(whats(...written('a'), ...written('b'), ...committed('a'), atRest)).toEqual([
    '"b" (b) was stored and is nowhere',
  ])
})

it('finds a message that is in two places', () => {
  const history = [...written('a'), ...changed('a', null, 'done'), ...committed('a'), atRest]
  expect(whats(...history)).toEqual(['"a" (a) is posted and taken back at once'])
  expect(whats(...written('a'), moved('a', 'dead'), ...committed('a'), atRest)).toEqual([
    '"a" (a) is posted and failed at once',
  ])
})

it('lets a visitor put away what has failed', () => {
  const failed = [...written('a'), moved('a', 'dead'), shown(['a'], { delivery: 'failed' })]
  expect(whats(...failed, ...changed('a', null, 'done'), atRest)).toEqual([])
})

it('owes nothing for a call without an answer', () => {
  const [call] = written('a')
  expect(whats(...(call ? [call] : []), atRest)).toEqual([])
})

it('takes no message for safe while the core has not come to rest', () => {
  expect(whats(...written('a'), ...committed('a'))).toHaveLength(1)
})

it('counts texts where the server keeps no ids', () => {
  const twice = [...written('1', { text: 'ok' }), ...written('2', { text: 'ok' })]
  expect(whats(...twice, ...committedTexts('ok', 'ok'), atRest)).toEqual([])
  expect(whats(...twice, ...committedTexts('ok'), atRest)).toHaveLength(1)
})

it('takes a copy without an id for that of a message which has no other place', () => {
  const twice = [...written('1', { text: 'ok' }), ...written('2', { text: 'ok' })]
  const takenBack = [...twice, ...changed('1', null, 'done')]
  const unheard = [...written('1', { text: 'ok' }), ...changed('1', null, 'done'), called('ok')]
  expect(whats(...unheard, ...committedTexts('ok'), atRest)).toEqual([])
  expect(whats(...takenBack, ...committedTexts('ok'), atRest)).toEqual([])
  expect(whats(...takenBack, ...committedTexts('ok', 'ok'), atRest)).toEqual([
    '"ok" (1) is posted and taken back at once',
  ])
})

it('gives a copy without an id to whoever has no other one, though an edit without answer allows two', () => {
  const history = [
    ...[...written('1', { text: 'ok' }), ...written('2', { text: 'ok' })],
    ...changed('1', 'okay', 'unknown'),
  ]
  expect(whats(...history, ...committedTexts('ok', 'okay'), atRest)).toEqual([])
  expect(whats(...history, ...committedTexts('okay', 'okay'), atRest)).toHaveLength(1)
})

it('leaves open which of two changes is the last when their calls overlap', () => {
  const [one, heardOfOne] = changed('1', 'first', 'done')
  const [two, heardOfTwo] = changed('1', 'second', 'done')
  if (!one || !two || !heardOfOne || !heardOfTwo) throw new Error('a change has two records')
  const begin = written('1')
  const overlapping = [...begin, one, two, heardOfTwo, heardOfOne]
  const apart = [...begin, one, heardOfOne, two, heardOfTwo]
  expect(whats(...overlapping, ...committedTexts('first'), atRest)).toEqual([])
  expect(whats(...overlapping, ...committedTexts('second'), atRest)).toEqual([])
  expect(whats(...apart, ...committedTexts('second'), atRest)).toEqual([])
  expect(whats(...apart, ...committedTexts('first'), atRest)).toHaveLength(1)
})

it('follows a retried message to its new id', () => {
  const retried: HistoryRecord = { kind: 'retried', message: 'a', as: 'a2' }
  const failed = [...written('a'), shown(['a'], { delivery: 'failed' })]
  const posted = { ...committed('a2')[0], text: 'a' } as HistoryRecord
  expect(whats(...failed, retried, posted, atRest)).toEqual([])
  expect(whats(...failed, retried, atRest)).toEqual(['"a" (a2) was stored and is nowhere'])
})
