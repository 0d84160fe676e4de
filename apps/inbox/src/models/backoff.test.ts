import { expect, it } from 'vitest'
import { RETRY_CAP_MS, retryDelay } from './backoff.ts'

it('waits anything up to a limit that doubles with each failure and is capped', () => {
  const longest = [0, 1, 2, 3, 10, 2000].map((failures) => retryDelay(failures, () => 0.999999))
  expect(longest).toEqual([499, 999, 1999, 3999, 29_999, 29_999])
  expect(retryDelay(5, () => 0)).toBe(0)
  expect(Math.max(...longest)).toBeLessThan(RETRY_CAP_MS)
})
