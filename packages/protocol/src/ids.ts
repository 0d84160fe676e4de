/**
 * Ids are made once, in the browser, and never again: a message's id is at the same time the key of
 * its row, the id of its op, the `trace_id`, the `Idempotency-Key` and the id of its queue item.
 */

/** UUIDv7 of a message. Unique within its thread. */
export type MessageId = string

/** UUIDv7 of a conversation, minted in the browser; names the thread everywhere. */
export type ThreadId = string

/** Fills the given bytes with randomness, as `crypto.getRandomValues` does. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => void

/**
 * A UUIDv7 (RFC 9562, section 5.7): 48 bits of time, 74 of chance.
 *
 * Its time part keeps database pages warm; it orders nothing. A clock set back or stuck costs
 * nothing but that warmth, since chance alone makes the id unique.
 *
 * @param nowMs wall clock in milliseconds since 1970
 */
export function uuidv7(nowMs: number, fillRandom: FillRandom): string {
  const bytes = new Uint8Array(10)
  fillRandom(bytes)
  const time = Math.max(0, Math.floor(nowMs)).toString(16).padStart(12, '0')
  const chance = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = '89ab'[(bytes[9] ?? 0) & 3]
  const [a, b, c] = [chance.slice(0, 3), chance.slice(3, 6), chance.slice(6, 18)]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a}-${variant}${b}-${c}`
}
