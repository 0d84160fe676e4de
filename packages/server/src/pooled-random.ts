/** Randomness from the system, fetched for many ids at a time: each fetch costs more than an id does. */
import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4_096

/** @returns a source like `crypto.getRandomValues`; what it has given away is in its pool no more */
export function pooledRandom(): (bytes: Uint8Array<ArrayBuffer>) => void {
  const pool = new Uint8Array(POOL_BYTES)
  let used = POOL_BYTES
  return (bytes) => {
    if (bytes.length > POOL_BYTES) {
      randomFillSync(bytes)
      return
    }
    if (used + bytes.length > POOL_BYTES) {
      randomFillSync(pool)
      used = 0
    }
    const end = used + bytes.length
    bytes.set(pool.subarray(used, end))
    pool.fill(0, used, end)
    used = end
  }
}
