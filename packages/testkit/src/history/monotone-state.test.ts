import { expect, it } from 'vitest'
import { moved, shown } from '../testing/tell.ts'
import { checkMonotoneState } from './monotone-state.ts'
import type { HistoryRecord, OpPlace } from './record.ts'

const count = (...history: HistoryRecord[]): number => checkMonotoneState(history).length
const path = (...places: OpPlace[]): number => count(...places.map((to) => moved('a', to)))

it('accepts the ways of an op to its end', () => {
  expect(path('sending', 'settled')).toBe(0)
  expect(path('sending', 'held', 'settled')).toBe(0)
  expect(path('sending', 'waiting', 'sending', 'dead')).toBe(0)
  expect(path('sending', 'held', 'unknown', 'held', 'settled')).toBe(0)
  expect(path('cancelled')).toBe(0)
})

it('finds a way back', () => {
  expect(path('sending', 'settled', 'sending')).toBe(1)
  expect(path('sending', 'held', 'waiting')).toBe(1)
  expect(path('cancelled', 'sending')).toBe(1)
  expect(path('sending', 'dead', 'sending')).toBe(1)
})

it('lets a doubt end by sending again only with a proof', () => {
  const again: HistoryRecord = { ...moved('a', 'sending'), proof: 'clientIds' } as HistoryRecord
  expect(count(moved('a', 'sending'), moved('a', 'unknown'), again)).toBe(0)
  expect(path('sending', 'unknown', 'sending')).toBe(1)
})

it('lets a failed op wait again when the visitor retries it', () => {
  const retried: HistoryRecord = { kind: 'retried', message: 'a', as: 'a' }
  expect(count(moved('a', 'sending'), moved('a', 'dead'), retried, moved('a', 'sending'))).toBe(0)
  const failed = shown(['a'], { delivery: 'failed' })
  const waiting = shown(['a'], { delivery: 'waiting' })
  expect(count(failed, retried, waiting)).toBe(0)
  expect(count(failed, waiting)).toBe(1)
})

it('finds a message that is shown as sent and then as waiting', () => {
  const [waiting, sending] = [
    shown(['a'], { delivery: 'waiting' }),
    shown(['a'], { delivery: 'sending' }),
  ]
  expect(count(waiting, sending, waiting, sending, shown(['a']))).toBe(0)
  expect(count(shown(['a']), waiting)).toBe(1)
  expect(count(shown(['a'], { delivery: 'read' }), shown(['a']))).toBe(1)
})
