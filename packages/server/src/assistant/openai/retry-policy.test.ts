import { expect, it } from 'vitest'
import { ModelFailure } from './model-failure.ts'
import { retryAfter } from './retry-after.ts'
import { createRetryBudget, retryDelay } from './retry-policy.ts'

const attempt = { retries: 0, maxRetries: 2, leftMs: 30_000, chance: 0.5 }

it('[SV193] waits longer each time, with jitter, up to a limit', () => {
  const failure = new ModelFailure('broken')
  const delays = [0, 1, 2, 9].map((retries) =>
    retryDelay(failure, { ...attempt, retries, maxRetries: 10 }),
  )
  expect(delays).toEqual([250, 500, 1_000, 4_000])
})

it('[SV193] gives up after its repetitions, and when nothing would change', () => {
  expect(retryDelay(new ModelFailure('broken'), { ...attempt, retries: 2 })).toBeNull()
  for (const kind of ['unauthorised', 'refused', 'timeout', 'malformed', 'empty'] as const) {
    expect(retryDelay(new ModelFailure(kind), attempt)).toBeNull()
  }
})

it('[SV193] a process repeats ten requests in a row, and then one for five answers', () => {
  const budget = createRetryBudget()
  const taken = Array.from({ length: 12 }, () => budget.take())
  expect(taken.filter(Boolean)).toHaveLength(10)
  for (let answers = 0; answers < 6; answers++) budget.earn()
  expect([budget.take(), budget.take()]).toEqual([true, false])
})

it.each([
  ['7', 7_000],
  ['0.5', 500],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 59_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['-1', null],
  ['soon', null],
])('[SV193] reads Retry-After: %s', (text, ms) => {
  expect(retryAfter(new Headers({ 'retry-after': text }), 1_000)).toBe(ms)
})

it('[SV193] knows when nothing was said about it', () => {
  expect(retryAfter(new Headers(), 0)).toBeNull()
})
