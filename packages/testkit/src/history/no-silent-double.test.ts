import { expect, it } from 'vitest'
import { called, changed, committed, committedTexts, written } from '../testing/tell.ts'
import { checkNoSilentDouble } from './no-silent-double.ts'
import type { HistoryRecord } from './record.ts'

const whats = (...history: HistoryRecord[]): string[] =>
  checkNoSilentDouble(history).map(({ what }) => what)

it('accepts one copy each, of equal texts too', () => {
  const history = [...written('1', { text: 'ok' }), ...written('2', { text: 'ok' })]
  expect(whats(...history, ...committedTexts('ok', 'ok'))).toEqual([])
  expect(whats(...written('a'), ...written('b'), ...committed('a', 'b'))).toEqual([])
})

it('finds two copies under one id', () => {
  expect(whats(...written('a'), ...committed('a', 'a'))).toEqual(['"a" (a) was posted twice'])
})

it('finds two copies under two ids, and without ids', () => {
  const copies = [...committed('a'), ...committedTexts('a')]
  const found = ['"a" was posted more often than it was written']
  expect(whats(...written('a'), ...copies)).toEqual(found)
  expect(whats(...written('a'), ...[...copies].reverse())).toEqual(found)
  expect(whats(...written('a'), ...committedTexts('a', 'a'))).toEqual(found)
})

it('finds what nobody wrote', () => {
  expect(whats(...committed('ghost'))).toHaveLength(1)
})

it('accepts a message whose call had no answer, once', () => {
  expect(whats(called('a'), ...committedTexts('a'))).toEqual([])
  expect(whats(called('a'), ...committedTexts('a', 'a'))).toHaveLength(1)
})

it('accepts what another tab has changed of a message whose call had no answer, once', () => {
  const edited = [called('a'), ...changed('stored', 'edit', 'done')]
  expect(whats(...edited, ...committedTexts('edit'))).toEqual([])
  expect(whats(...edited, ...committedTexts('edit', 'edit'))).toHaveLength(1)
})

it('takes a copy for that of a lost call where an edit has made the other one of the same text', () => {
  const one = [called('1', { text: 'ok' }), ...written('2', { text: 'ok' })]
  const edited = [...one, ...changed('2', 'new', 'unknown')]
  expect(whats(...edited, ...committedTexts('ok', 'new'))).toEqual([])
  expect(whats(...edited, ...committedTexts('new', 'ok'))).toEqual([])
  expect(whats(...edited, ...committedTexts('ok', 'ok', 'new'))).toHaveLength(1)
})

it('accepts a double that its visitor was told of', () => {
  const doubt: HistoryRecord = { kind: 'doubtShown', message: 'a' }
  expect(whats(...written('a'), doubt, ...committed('a', 'a'))).toEqual([])
  expect(whats(...written('a'), doubt, ...committedTexts('a', 'a'))).toEqual([])
})

it('knows an edited message by its new text', () => {
  const edited = [...written('1', { text: 'old' }), ...changed('1', 'new', 'done')]
  expect(whats(...edited, ...committedTexts('new'))).toEqual([])
  expect(whats(...edited, ...committedTexts('new', 'old'))).toHaveLength(1)
})
