import { createManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createSendTimes } from './settle-window.ts'

const HOUR_MS = 3_600_000

it.each([-HOUR_MS, HOUR_MS])(
  'is as long as it was when the clock is set by %s ms',
  async (byMs) => {
    const clock = createManualClock()
    const times = createSendTimes(clock)
    times.sent('op', new AbortController().signal)
    await clock.advance(10_000)
    clock.setNow(clock.now() + byMs)
    expect(times.windowMs('op')).toBe(20_000)
  },
)

it('is short for what was never sent', () => {
  const times = createSendTimes(createManualClock())
  times.notSent('op')
  times.sent('late', AbortSignal.abort())
  expect([times.windowMs('op'), times.windowMs('late')]).toEqual([2_000, 2_000])
})
