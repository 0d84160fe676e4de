import { expect, it } from 'vitest'
import { checkClockFree } from './clock-free.ts'

it('holds a pause to the longest that is allowed', () => {
  const pause = { kind: 'pauseEnded', tab: 'tab', allowedMs: 60_000 } as const
  expect(checkClockFree([{ ...pause, tookMs: 60_000 }])).toEqual([])
  expect(checkClockFree([{ ...pause, tookMs: 86_400_000 }])).toHaveLength(1)
})
