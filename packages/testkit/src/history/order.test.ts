import { expect, it } from 'vitest'
import {
  began,
  called,
  committed,
  committedTexts,
  moved,
  stored,
  written,
} from '../testing/tell.ts'
import { checkOrder } from './order.ts'
import type { HistoryRecord } from './record.ts'

const whats = (...history: HistoryRecord[]): string[] => checkOrder(history).map(({ what }) => what)

it('accepts the order of the calls, with gaps', () => {
  const history = [...written('a'), ...written('b'), ...written('c')]
  expect(whats(...history, ...committed('a', 'b', 'c'))).toEqual([])
  expect(whats(...history, ...committed('a', 'c'))).toEqual([])
})

it('finds two messages that changed places', () => {
  const history = [...written('a'), ...written('b'), ...committed('b', 'a')]
  expect(whats(...history)).toEqual(['"b" stands above "a", which came first'])
})

it('holds calls of one tab to their order even when they overlap', () => {
  const burst = [called('a'), called('b'), stored('a'), stored('b')]
  expect(whats(...burst, ...committed('a', 'b'))).toEqual([])
  expect(whats(...burst, ...committed('b', 'a'))).toHaveLength(1)
})

it('leaves open which of two tabs is first when their calls overlap', () => {
  const [one, two] = [called('a', { tab: 'one' }), called('b', { tab: 'two' })]
  const overlapping = [one, two, stored('a'), stored('b')]
  expect(whats(...overlapping, ...committed('b', 'a'))).toEqual([])
  const apart = [one, stored('a'), two, stored('b')]
  expect(whats(...apart, ...committed('a', 'b'))).toEqual([])
  expect(whats(...apart, ...committed('b', 'a'))).toHaveLength(1)
})

it('reads places, not the order of the records', () => {
  const history = [...written('a'), ...written('b')]
  expect(whats(...history, ...committed('a', 'b').reverse())).toEqual([])
})

it('goes by texts where the server keeps no ids, as far as they tell messages apart', () => {
  const history = [
    ...written('a'),
    ...written('1', { text: 'ok' }),
    ...written('2', { text: 'ok' }),
  ]
  expect(whats(...history, ...committedTexts('a', 'ok', 'ok'))).toEqual([])
  expect(whats(...history, ...written('b'), ...committedTexts('b', 'ok', 'ok', 'a'))).toHaveLength(
    1,
  )
})

it('takes no text for that of a message when a call without an answer said the same', () => {
  const history = [...written('1', { text: 'ok' }), ...written('a'), called('ok')]
  expect(whats(...history, ...committedTexts('a', 'ok', 'ok'))).toEqual([])
})

it('holds nobody to the place of what the server lost while the next one was under way', () => {
  const lost: HistoryRecord = { kind: 'forgotten', thread: 'thread', text: 'a' }
  const both = [...written('a'), ...written('b'), began('1', 'a'), moved('a', 'held')]
  const turned = committedTexts('b', 'a')
  expect(whats(...both, began('2', 'b'), lost, moved('b', 'held'), ...turned)).toEqual([])
  expect(whats(...both, lost, began('2', 'b'), moved('b', 'held'), ...turned)).toHaveLength(1)
  expect(whats(...both, began('2', 'b'), moved('b', 'held'), lost, ...turned)).toHaveLength(1)
})

it('puts a retried message last', () => {
  const history: HistoryRecord[] = [
    ...[...written('a'), ...written('b')],
    { kind: 'retried', message: 'a', as: 'a2' },
  ]
  expect(whats(...history, ...committed('b', 'a2'))).toEqual([])
  expect(whats(...history, ...committed('a2', 'b'))).toHaveLength(1)
})
