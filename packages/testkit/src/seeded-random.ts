/** Chance that can be told again: the same seed gives the same run. */

export interface SeededRandom {
  readonly seed: number
  /** Uniform in [0, 1). */
  next(): number
  /** Whole, uniform in [0, below). */
  below(limit: number): number
  fill(bytes: Uint8Array<ArrayBuffer>): void
}

/** Mulberry32: 32 bits of state, even enough for tests, fit for nothing that must be secret. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  return {
    seed,
    next,
    below: (limit) => Math.floor(next() * limit),
    fill(bytes) {
      for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(next() * 256)
    },
  }
}
