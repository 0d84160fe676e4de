import { describe, expect, it } from 'vitest'
import { BACKOFF_CAP_MS, backoffMs } from './backoff.ts'

const almostOne = (): number => 0.999_999_999

describe('backoffMs', () => {
  it('[PP5] doubles its ceiling from half a second to a minute', () => {
    expect([0, 1, 2, 6, 7, 8, 1_000].map((failures) => backoffMs(failures, almostOne))).toEqual([
      500,
      1_000,
      2_000,
      32_000,
      60_000,
      60_000,
      BACKOFF_CAP_MS,
    ])
  })

  it('[PP5] spreads evenly down to no pause at all', () => {
    expect([0, 0.5].map((chance) => backoffMs(3, () => chance))).toEqual([0, 2_000])
  })
})
