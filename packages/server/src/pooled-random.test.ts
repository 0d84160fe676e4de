import { expect, it } from 'vitest'
import { pooledRandom } from './pooled-random.ts'

it('gives each byte of its pool once, over the end of the pool and beyond its size', () => {
  const random = pooledRandom()
  const pieces = [...Array.from({ length: 2_000 }, () => 10), 4_096, 9_000].map((size) => {
    const bytes = new Uint8Array(size)
    random(bytes)
    return bytes
  })
  // 16 ids of 80 bits that are alike by chance are not to be expected in the life of this test.
  const ids = pieces.slice(0, 2_000).map((bytes) => bytes.join())
  expect(new Set(ids).size).toBe(2_000)
  for (const bytes of pieces.slice(2_000)) {
    // A stretch that was never filled, or given before and blanked, would be zeros.
    expect(new Set(bytes.subarray(-256)).size).toBeGreaterThan(100)
  }
})
