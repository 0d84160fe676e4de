import { createManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createRateLimiter } from './rate-limiter.ts'

const rate = { count: 3, perMs: 60_000 }

it('[SV110] lets the whole allowance through at once, then one after the other', async () => {
  const clock = createManualClock()
  const limiter = createRateLimiter(clock)
  const take = (): number => limiter.take([{ key: 'ada', rate }])
  expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 20_000])
  await clock.advance(19_999)
  expect(take()).toBe(1)
  await clock.advance(1)
  expect([take(), take()]).toEqual([0, 20_000])
  await clock.advance(60_000)
  expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 20_000])
})

it('[SV110] keeps keys apart, and takes of all allowances or of none', () => {
  const limiter = createRateLimiter(createManualClock())
  const small = { key: 'small', rate: { count: 1, perMs: 1_000 } }
  const large = { key: 'large', rate }
  expect(limiter.take([small, large])).toBe(0)
  expect(limiter.take([large, small])).toBe(1_000)
  expect([limiter.take([large]), limiter.take([large]), limiter.take([large])]).toEqual([
    0, 0, 20_000,
  ])
})

it('[SV110] makes nobody wait longer than one period after the clock was set back', () => {
  const clock = createManualClock()
  const limiter = createRateLimiter(clock)
  const take = (): number => limiter.take([{ key: 'ada', rate }])
  for (let n = 0; n < 3; n++) take()
  clock.setNow(clock.now() - 365 * 24 * 3_600_000)
  expect(take()).toBeLessThanOrEqual(20_000)
})

it('[SV111] remembers a bounded number of keys, those used last', () => {
  const limiter = createRateLimiter(createManualClock(), 100)
  const take = (key: string): number => limiter.take([{ key, rate: { count: 1, perMs: 60_000 } }])
  for (let n = 0; n < 1_000; n++) take(`address ${n}`)
  expect(limiter.size()).toBeLessThanOrEqual(100)
  expect([take('address 999'), take('address 0')]).toEqual([60_000, 0])
})
